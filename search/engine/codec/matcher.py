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
from whoosh.util.numeric import byte_to_length

from search.engine.codec.postings import PostingList
from search.engine.container import Array

BLOCK = 128  # postings whose best weight and shortest length are known together


class Blocks:
    """Bounds on weight and length for each block of a list, by which whole blocks are skipped."""

    def __init__(self, postings: PostingList, lengths: Array | None, size: int) -> None:
        begins = np.arange(0, len(postings), size)
        self.size, self.count = size, len(begins)
        weights, docs = postings.weights, postings.docs
        self.max_weights = [1.0] * self.count
        if weights is not None:
            self.max_weights = np.maximum.reduceat(weights, begins).astype(float).tolist()
        self.min_lengths = self.max_lengths = [0] * self.count
        if lengths is not None:
            known = lengths[docs]
            self.min_lengths = _unpacked(np.minimum.reduceat(known, begins))
            self.max_lengths = _unpacked(np.maximum.reduceat(known, begins))


def _unpacked(quantised: Array) -> list[int]:
    return [byte_to_length(byte) for byte in quantised.tolist()]


class ArrayMatcher(LeafMatcher):
    """A place in a posting list. Copies share the list and have places of their own."""

    def __init__(
        self,
        postings: PostingList,
        ids: Any,
        format_: Any,
        term: tuple[str, bytes] | None = None,
        scorer: Any = None,
        lengths: Array | None = None,
        blocksize: int = BLOCK,
    ) -> None:
        self._postings, self._ids, self._term = postings, ids, term
        self._lengths, self._blocksize = lengths, blocksize
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
        """Goes to the next posting; says whether that begins another block."""
        if self._i >= self._count:
            raise ReadTooFar
        self._i += 1
        return self._i % self._blocksize == 0 or self._i == self._count

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
        if self.supports("characters"):
            return [Span(at, startchar=start, endchar=end) for at, start, end in self.value_as("characters")]
        return [Span(at) for at in self.value_as("positions")]

    # Bounds of the block that the place is in

    @cached_property
    def _blocks(self) -> Blocks:
        return Blocks(self._postings, self._lengths, self._blocksize)

    def block_min_length(self) -> int:
        return self._blocks.min_lengths[self._i // self._blocksize]

    def block_max_length(self) -> int:
        return self._blocks.max_lengths[self._i // self._blocksize]

    def block_max_weight(self) -> float:
        return self._blocks.max_weights[self._i // self._blocksize]

    def skip_to_quality(self, minquality: float) -> int:
        """Goes on to the next block that might do better. Returns how many blocks were passed."""
        skipped = 0
        while self.is_active() and self.block_quality() <= minquality:
            self._i = min(self._count, (self._i // self._blocksize + 1) * self._blocksize)
            skipped += 1
        return skipped
