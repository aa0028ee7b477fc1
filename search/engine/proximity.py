"""Finds words near each other: in their order, each within so many words of the one before."""

from __future__ import annotations

from functools import reduce

import numpy as np

from search.engine.analysis import query_words
from search.engine.container import Array
from search.engine.dictionary import encoded
from search.engine.parts import Part
from search.engine.pieces import occurrences
from search.engine.segment import Postings


class Near:
    """The words of a text, each at most `distance` words after the one before it."""

    def __init__(self, field: str, text: str, distance: int) -> None:
        self.field, self.distance = field, distance
        self.words = [encoded(word) for word in query_words(text)]

    def mask(self, part: Part) -> Array:
        """For each document of a part whether it holds the words so."""
        masks = [part.mask(self.field, word) for word in self.words]
        candidates = reduce(np.logical_and, masks) if masks else part.nothing()
        if len(masks) < 2 or not candidates.any():
            return candidates
        lists = [part.postings(self.field, word) for word in self.words]
        found = part.nothing()
        found[self._documents(lists, candidates)] = True
        return found

    def _documents(self, lists: list[Postings], candidates: Array) -> Array:
        width = self._width(lists)
        places = occurrences(lists[0], candidates, width)
        for postings in lists[1:]:
            places = _followed(places, occurrences(postings, candidates, width), self.distance)
        return places >> width

    def _width(self, lists: list[Postings]) -> int:
        """Bits for a position and the distance together, so that a document's words are never near another's."""
        furthest = max(int(postings.positions.max()) for postings in lists if postings.positions is not None)
        return int(furthest + self.distance + 1).bit_length()


def _followed(places: Array, others: Array, distance: int) -> Array:
    """Of the other word's places those that come after a place, at most so far away."""
    before = np.searchsorted(places, others) - 1  # the nearest place before each
    having = before >= 0
    others, before = others[having], before[having]
    return others[others - places[before] <= distance]
