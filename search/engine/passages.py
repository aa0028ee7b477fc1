"""Looks closely at the documents that rank first: how much of what was asked for stands together in one passage, and
how much in the opening, where news says what it is about, and how much anywhere.

Words alone rank all documents. Of the best of them the text itself is read, its letters and pairs of letters counted: so
what jieba cuts differently counts too, and words that stand together count more than words that are far apart. It costs
what reading so many documents costs, however large the archive is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from archive.text.folding import fold
from archive.text.points import PointMap, points_of
from search.engine.analysis import characters
from search.engine.ask import Closely
from search.engine.container import Array
from search.engine.dictionary import encoded
from search.engine.parts import Parts
from search.engine.schema import CHARACTERS, PAIRS

Scored = tuple[int, float]  # document of the index, score
Stored = Callable[[int], Mapping[str, Any]]  # the stored fields of a document of the index

READ = 10_000  # code points of each document
HALF = 120  # letters: two neighbouring halves are a passage
OPENING = 160  # letters

_letters_of = PointMap(lambda char: "".join(part for part in fold(char) if part.isalnum()))


def looked_closely(parts: Parts, asked: Closely, best: Sequence[Scored], stored: Stored) -> list[Scored]:
    """The documents, best first, with what their passages add to their scores. Later ones than `asked.depth` gain nothing,
    so none of them can come before one that was looked at."""
    near, far = best[: asked.depth], best[asked.depth :]
    texts = [_letters(str(stored(document).get(asked.field, ""))) for document, _ in near]
    gains = _Wanted(parts, asked).gains(texts) if texts else []
    gained = [(document, score + gain) for (document, score), gain in zip(near, gains, strict=True)]
    return [*sorted(gained, key=lambda scored: -scored[1]), *far]  # equal ones stay in their order


def _letters(text: str) -> Array:
    return _letters_of(points_of(text[:READ]))[0]


class _Wanted:
    """The letters and pairs of letters that are asked for, each weighing as much as it is rare."""

    def __init__(self, parts: Parts, asked: Closely) -> None:
        rows = [characters(text) for text in asked.texts]
        letters = sorted({letter for row in rows for letter in row})
        pairs = sorted({pair for row in rows for pair in pairwise(row)})
        self._points = np.array([ord(letter) for letter in letters], np.uint32)
        self._pairs = np.full(len(letters) ** 2, -1)
        numbers = {letter: number for number, letter in enumerate(letters)}
        self._pairs[[numbers[left] * len(letters) + numbers[right] for left, right in pairs]] = np.arange(
            len(pairs)
        )
        terms = [(asked.field + CHARACTERS, letter) for letter in letters]
        terms += [(asked.field + PAIRS, left + right) for left, right in pairs]
        frequencies = (parts.document_frequency(name, encoded(term)) for name, term in terms)
        self._asked = asked
        self._weights = np.array([parts.idf(frequency) for frequency in frequencies])

    def gains(self, texts: Sequence[Array]) -> list[float]:
        """For each text, given by its letters, what the best passage, the opening and the whole of it hold."""
        lengths = np.array([len(text) for text in texts])
        owners = np.repeat(np.arange(len(texts)), lengths)
        places = np.arange(len(owners)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        at, terms = self._found(np.concatenate(texts), owners)
        passages, whole = self._passages(lengths, owners[at], places[at], terms)
        opening = self._opening(len(texts), owners[at], places[at], terms)
        asked = self._asked
        gains: list[float] = (
            asked.passage * passages + asked.opening * opening + asked.anywhere * whole
        ).tolist()
        return gains

    def _found(self, points: Array, owners: Array) -> tuple[Array, Array]:
        """Where a letter or a pair that is asked for stands, and its number among all of these."""
        numbers = np.searchsorted(self._points, points).clip(max=len(self._points) - 1)
        at = np.flatnonzero(self._points[numbers] == points)
        letters = numbers[at]
        beside = (np.diff(at) == 1) & (owners[at[1:]] == owners[at[:-1]])
        pairs = self._pairs[letters[:-1] * len(self._points) + letters[1:]]
        beside &= pairs >= 0
        return (
            np.concatenate((at, at[:-1][beside])),
            np.concatenate((letters, pairs[beside] + len(self._points))),
        )

    def _passages(self, lengths: Array, owners: Array, places: Array, terms: Array) -> tuple[Array, Array]:
        """The most that two neighbouring halves hold together, and what all hold. An empty half ends each text."""
        halves = lengths // HALF + 2
        firsts = np.cumsum(halves) - halves
        held = self._held(int(halves.sum()), firsts[owners] + places // HALF, terms)
        together = (held[:-1] | held[1:]) @ self._weights
        together[firsts[1:] - 1] = 0  # the end of one text and the start of the next
        most: Array = np.maximum.reduceat(together, firsts)
        return most, np.logical_or.reduceat(held, firsts) @ self._weights

    def _opening(self, texts: int, owners: Array, places: Array, terms: Array) -> Array:
        early = places < OPENING
        opening: Array = self._held(texts, owners[early], terms[early]) @ self._weights
        return opening

    def _held(self, rows: int, row: Array, terms: Array) -> Array:
        held = np.zeros((rows, len(self._weights)), bool)
        held[row, terms] = True
        return held
