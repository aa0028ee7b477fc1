"""Walks one posting list for Whoosh's queries."""

from __future__ import annotations

import copy
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import numpy as np
from whoosh.matching import LeafMatcher, ReadTooFar
from whoosh.query.spans import Span
from whoosh.reading import TermInfo

from search.engine.codec.postings import PostingList


class ArrayMatcher(LeafMatcher):
    """A place in a posting list. Copies share the list and have places of their own.

    Whoosh passes over blocks of postings of which none is good enough. Here a list is one block, bounded by what is
    known of its term: with smaller ones Whoosh's matchers for phrases and spans can lose a hit of the best ten.
    """

    def __init__(
        self,
        postings: PostingList,
        ids: Any,
        format_: Any,
        term: tuple[str, bytes] | None = None,
        scorer: Any = None,
        info: TermInfo | None = None,
    ) -> None:
        self._postings, self._ids, self._term, self._info = postings, ids, term, info
        self.format, self.scorer = format_, scorer
        self._count = len(postings)
        self._i = 0

    def copy(self) -> ArrayMatcher:
        return copy.copy(self)

    def reset(self) -> None:
        self._i = 0

    def is_active(self) -> bool:
        return self._i < self._count

    def id(self) -> Any:
        return self._ids[self._i]

    def all_ids(self) -> Iterator[Any]:
        rest = self._ids[self._i :]
        return iter(rest.tolist() if isinstance(rest, memoryview) else rest)

    def next(self) -> bool:
        """Goes to the next posting; says whether the list is at its end."""
        if self._i >= self._count:
            raise ReadTooFar
        self._i += 1
        return self._i == self._count

    def skip_to(self, id: Any) -> None:
        if self._i >= self._count:
            raise ReadTooFar
        self._i = bisect_left(self._ids, id, lo=self._i)

    # What the posting says

    @cached_property
    def _weights(self) -> memoryview | None:
        weights = self._postings.weights
        return None if weights is None else weights.astype(np.float64).data

    def weight(self) -> float:
        return 1.0 if self._weights is None else self._weights[self._i]

    def value(self) -> bytes:
        return self._postings.string(self._i, self.format)

    def value_as(self, astype: str) -> Any:
        return self._postings.read_as(self._i, self.format, astype)

    def items_as(self, astype: str) -> Iterator[tuple[Any, Any]]:
        while self.is_active():
            yield self.id(), self.value_as(astype)
            self.next()

    def spans(self) -> list[Span]:
        """Raises ValueError for a field without positions."""
        if self._spanned == "positions":
            return [Span(at) for at in self._postings.positions(self._i)]
        return [Span(at, startchar=start, endchar=end) for at, start, end in self.value_as("characters")]

    @cached_property
    def _spanned(self) -> str:
        """What the format knows of where a term stands."""
        for name in ("characters", "positions"):
            if self.supports(name):
                return name
        raise ValueError(f"the field of {self._term} has no positions")

    # Bounds of the list

    def block_min_length(self) -> int:
        return self._bounds[0]

    def block_max_length(self) -> int:
        return self._bounds[1]

    def block_max_weight(self) -> float:
        return self._bounds[2]

    @cached_property
    def _bounds(self) -> tuple[int, int, float]:
        info = self._info
        return (0, 0, 0.0) if info is None else (info.min_length(), info.max_length(), info.max_weight())

    def skip_to_quality(self, minquality: float) -> int:
        """Goes to the end if nothing can do better. Returns how many blocks were passed over: one or none."""
        if not self.is_active() or self.block_quality() > minquality:
            return 0
        self._i = self._count
        return 1
