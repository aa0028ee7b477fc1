"""Bitmaps beside the posting lists of frequent terms: one bit for each document of the segment.

A mask is read off a bitmap many times faster than it is put together from a list that names half of the documents.
"""

from __future__ import annotations

import numpy as np

from search.engine.container import Array

SHARE = 1 / 8  # of the documents: a term that more of them hold gets a bitmap
LEAST_DOCUMENTS = 2048  # of a segment: in a smaller one lists are fast enough


class DenseTerms:
    """Collects the bitmaps of a field as its posting lists are written."""

    def __init__(self, documents: int) -> None:
        self._documents = documents
        self._limit = max(1, int(documents * SHARE))
        self._terms: list[int] = []
        self._bitmaps: list[Array] = []

    def take(self, first: int, counts: Array, docs: Array) -> None:
        """The posting lists, one after the other, of the terms from number `first` on: so many documents each."""
        if self._documents < LEAST_DOCUMENTS:
            return
        ends = np.cumsum(counts)
        for term in np.flatnonzero(counts > self._limit).tolist():
            mask = np.zeros(self._documents, bool)
            mask[docs[ends[term] - counts[term] : ends[term]]] = True
            self._terms.append(first + term)
            self._bitmaps.append(np.packbits(mask))

    def sections(self) -> dict[str, Array]:
        if not self._terms:
            return {}
        return {"dense_terms": np.array(self._terms, np.uint32), "dense": np.concatenate(self._bitmaps)}
