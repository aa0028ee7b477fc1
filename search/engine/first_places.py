"""Most documents that hold all pairs of a text hold the text itself, and most where its rarest pair stands first.

Looking only there answers for them at a fraction of the cost of reading every position.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from search.engine.container import Array
from search.engine.segment import Postings


def holding_at_first(lists: Sequence[tuple[int, Postings]], candidates: Array) -> Array:
    """Of the candidates, which hold all the terms, those in which all stand at their offsets around the first place of
    the first term of the list."""
    docs = np.flatnonzero(candidates)
    begins: Array | None = None
    for offset, postings in lists:
        rows = _Rows.of(postings, docs)
        if begins is None:
            begins = rows.first().astype(np.int64) - offset
            continue
        holding = rows.hold(begins + offset)
        docs, begins = docs[holding], begins[holding]
    return docs


class _Rows:
    """The rows of positions, each ascending, that a term has in some documents, all of which hold it."""

    def __init__(self, positions: Array, starts: Array, ends: Array) -> None:
        self._positions, self._starts, self._ends = positions, starts, ends

    @classmethod
    def of(cls, postings: Postings, docs: Array) -> _Rows:
        assert postings.freqs is not None
        assert postings.positions is not None
        ends = np.cumsum(postings.freqs, dtype=np.int64)
        freqs = postings.freqs
        if len(docs) < len(postings):
            at = postings.docs.searchsorted(docs.astype(postings.docs.dtype))
            ends, freqs = ends.take(at), freqs.take(at)
        return cls(postings.positions, ends - freqs, ends)

    def first(self) -> Array:
        return self._positions.take(self._starts)

    def hold(self, wanted: Array) -> Array:
        """For each row whether this position is in it: all rows are halved at once."""
        low, size = self._starts, self._ends - self._starts
        for _ in range(int(size.max(initial=1) - 1).bit_length()):
            half = size >> 1
            middle = low + half
            low = np.where(self._positions.take(middle) <= wanted, middle, low)
            size = size - half
        return self._positions.take(low) == wanted
