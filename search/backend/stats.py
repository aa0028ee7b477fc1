"""Figures of a field of numbers over all hits, in the shape in which Haystack's Solr engine gives them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from haystack.exceptions import SearchBackendError

from search.engine.schema import FieldSpec

NUMBERS = ("integer", "float")


def refuse_others(asked: Mapping[str, Sequence[Any]], specs: Iterable[FieldSpec]) -> None:
    """Raises SearchBackendError for a field that holds no numbers, and for figures by the values of other fields."""
    numbers = {spec.name for spec in specs if spec.kind in NUMBERS}
    for name, by in asked.items():
        if name not in numbers:
            raise SearchBackendError(f"stats({name!r}): only fields of numbers have figures, not this one.")
        if by:
            raise SearchBackendError(
                f"stats_facet({name!r}, …): figures are not given by the values of a field."
            )


def figures(values: Sequence[float], total: int) -> dict[str, Any]:
    """`total` counts the hits, with a value or without."""
    count, whole = len(values), math.fsum(values)
    mean = whole / count if count else None
    spread = math.fsum((value - (mean or 0)) ** 2 for value in values)
    return {
        "min": min(values, default=None),
        "max": max(values, default=None),
        "count": count,
        "missing": total - count,
        "sum": whole,
        "sumOfSquares": math.fsum(value * value for value in values),
        "mean": mean,
        "stddev": math.sqrt(spread / (count - 1)) if count > 1 else 0.0,
        "facets": {},
    }
