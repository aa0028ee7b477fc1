"""Masks over the documents of a part, made of terms and of other masks. They may hold deleted documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce

import numpy as np

from search.engine.container import Array
from search.engine.dictionary import encoded
from search.engine.parts import Part

Mask = Callable[[Part], Array]


def any_term_mask(field: str, terms: Iterable[bytes]) -> Mask:
    wanted = list(terms)

    def mask(part: Part) -> Array:
        masks = (part.mask(field, term) for term in wanted)
        return reduce(np.logical_or, masks) if wanted else part.nothing()

    return mask


def range_mask(
    field: str, low: str | None, high: str | None, *, above: bool = False, below: bool = False
) -> Mask:
    """Terms from `low` to `high`, without the ends themselves where `above` or `below` say so."""

    def mask(part: Part) -> Array:
        terms = part.segment.fields[field].terms
        first = 0 if low is None else terms.at_or_after(encoded(low) + (b"\x00" if above else b""))
        last = len(terms) if high is None else terms.at_or_after(encoded(high) + (b"" if below else b"\x00"))
        return terms_mask(part, field, first, last)

    return mask


def prefix_mask(field: str, prefix: str) -> Mask:
    def mask(part: Part) -> Array:
        found = part.segment.fields[field].terms.prefixed(encoded(prefix))
        return terms_mask(part, field, found.start, found.stop)

    return mask


def terms_mask(part: Part, field: str, first: int, last: int) -> Array:
    """Documents with any of the terms from number `first` on, before number `last`: their postings lie together."""
    found = part.nothing()
    if first < last:
        starts = part.segment.fields[field].array("starts")
        found[part.segment.fields[field].array("docs")[int(starts[first]) : int(starts[last])]] = True
    return found


def all_of(masks: Iterable[Mask]) -> Mask:
    wanted = list(masks)
    return lambda part: reduce(lambda a, b: a & b, (mask(part) for mask in wanted), part.live)


def any_of(masks: Iterable[Mask]) -> Mask:
    wanted = list(masks)
    return lambda part: reduce(lambda a, b: a | b, (mask(part) for mask in wanted), part.nothing())


def at_least(least: int, masks: Iterable[Mask]) -> Mask:
    """Documents that are in so many of the masks."""
    wanted = list(masks)

    def mask(part: Part) -> Array:
        counts = np.zeros(part.documents, np.uint16)
        for each in wanted:
            counts += each(part)
        return counts >= least

    return mask


def not_of(mask: Mask) -> Mask:
    return lambda part: part.live & ~mask(part)
