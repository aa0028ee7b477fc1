"""Counts of facets in the shapes in which Haystack gives them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from search.backend.fields import Fields
from search.backend.periods import Period, Periods
from search.engine.ask import Answer

Options = Mapping[str, Mapping[str, Any]]  # of each facet asked for, by its field


@dataclass(frozen=True)
class Facets:
    """What a SearchQuerySet asks to be counted, with the options of each facet."""

    fields: Options
    dates: Options
    queries: tuple[str, ...]

    @classmethod
    def of(cls, fields: Any, dates: Options | None, queries: Any) -> Facets:
        """From the ways in which Haystack and its callers write them: names or options, pairs or a mapping."""
        pairs = queries.items() if isinstance(queries, Mapping) else queries or ()
        options = fields if isinstance(fields, Mapping) else {name: {} for name in fields or ()}
        return cls(options, dates or {}, tuple(f"{field}:{asked}" for field, asked in pairs))

    def __bool__(self) -> bool:
        return bool(self.fields or self.dates or self.queries)

    def counts(self, answer: Answer, declared: Fields) -> dict[str, dict[str, Any]]:
        return {
            "fields": {
                name: by_value(_counts(answer, name, declared), **options)
                for name, options in self.fields.items()
            },
            "dates": {
                name: by_period(answer.columns[name], answer.total, **period)
                for name, period in self.dates.items()
            },
            "queries": {asked: answer.queries[asked] for asked in self.queries},
        }


def _counts(answer: Answer, name: str, declared: Fields) -> Mapping[Any, int]:
    """Numbers, dates and texts are counted one by one; whole values have been counted by the index."""
    if name in answer.facets:
        return answer.facets[name].counts
    counts = Counter(answer.columns[name])
    return {declared[name].convert(value): count for value, count in counts.items()}


def by_value(
    counts: Mapping[Any, int], limit: int = -1, sort: str = "count", **_: Any
) -> list[tuple[Any, int]]:
    """The most frequent first, or with `sort="index"` by value; no more than `limit` unless that is negative."""
    ordered = sorted(counts.items(), key=(lambda item: item[0]) if sort == "index" else _most_first)
    return ordered if limit < 0 else ordered[:limit]


def by_period(moments: Iterable[Any], total: int, **period: Any) -> list[tuple[Period | None, int]]:
    """Counts by (start, end), the largest first. What lies outside, or has no date, is counted under None."""
    periods = Periods.of(**period)
    counts = Counter(map(periods.holding, moments))
    counts[None] += total - counts.total()
    return sorted(((held, n) for held, n in counts.items() if n), key=_most_first)


def _most_first(item: tuple[Any, int]) -> tuple[int, bool, Any]:
    return -item[1], item[0] is None, item[0]
