"""Words of the index that look or sound like one that was asked for.

What is compared is made once for each segment, whose words never change: a matrix of letters for the words of each
length. One step of the edit distance is then one operation on all words of a length.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import reduce
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np

from archive.text.points import points_of
from archive.text.sounds import alike
from search.engine.container import Array
from search.engine.dictionary import CODING, ERRORS, Dictionary, decoded
from search.engine.inverting import unsigned
from search.engine.parts import Part, Parts
from search.engine.segment import Field

EDIT, SOUND = 2, 1  # what it costs to change a letter, and to change it into one that sounds like it
MOST_COST = 2 * EDIT
LONGEST = 24  # letters of a word that another can be like
CONSIDERED = 32  # words of a segment that are near


class Near(NamedTuple):
    """A word of the index: how far it is from the one that was asked for, and how many documents hold it."""

    word: str
    cost: int
    frequency: int


def nearest(parts: Parts, field: str, word: str, most: int) -> list[Near]:
    """The words other than this one that are nearest, the most frequent of equally near ones first."""
    costs: dict[str, int] = {}
    frequencies: Counter[str] = Counter()
    for part in parts:
        for other, cost, frequency in _of(part, field).near(word):
            costs[other] = cost
            frequencies[other] += frequency
    found = [Near(other, cost, frequencies[other]) for other, cost in costs.items()]
    return sorted(found, key=lambda near: (near.cost, -near.frequency, near.word))[:most]


def sounding(parts: Parts, field: str, pattern: Sequence[frozenset[str]], most: int) -> list[tuple[str, int]]:
    """The words of which each letter is one of a set, the most frequent first, with how many documents hold them."""
    frequencies: Counter[str] = Counter()
    for part in parts:
        for word, frequency in _of(part, field).holding(pattern):
            frequencies[word] += frequency
    return sorted(frequencies.items(), key=lambda item: (-item[1], item[0]))[:most]


def allowed_cost(length: int) -> int:
    """Half of the letters of a short word may be others, or all if they sound like it; of a longer one two."""
    return min(length, MOST_COST)


class _Words:
    """The words of a field in one segment by their lengths."""

    def __init__(self, field: Field) -> None:
        self._field = field
        points, starts = _points(field.terms)
        self._alphabet, letters = np.unique(points, return_inverse=True)
        lengths = np.diff(starts)
        self._numbers = {
            length: np.flatnonzero(lengths == length).astype(unsigned(len(lengths)))
            for length in range(2, LONGEST + 1)
        }
        # A row for each place in the word, so that one place of all words is one run of memory.
        self._letters = {
            length: letters[starts[numbers] + np.arange(length)[:, None]].astype(
                unsigned(len(self._alphabet))
            )
            for length, numbers in self._numbers.items()
        }

    def near(self, word: str) -> Iterator[Near]:
        """The nearest of them, or of equally near ones the most frequent."""
        numbers, costs = self._near(word)
        frequencies = np.diff(self._field.array("starts"))[numbers]
        for at in np.lexsort((-frequencies.astype(np.int64), costs))[:CONSIDERED].tolist():
            term = decoded(self._field.terms[int(numbers[at])])
            yield Near(term, int(costs[at]), int(frequencies[at]))

    def holding(self, pattern: Sequence[frozenset[str]]) -> Iterator[tuple[str, int]]:
        """The most frequent of those of which each letter is one of the set in its place, with their frequencies."""
        letters = self._letters.get(len(pattern))
        if letters is None or not letters.shape[1]:
            return
        at = np.arange(letters.shape[1])
        for place, chars in enumerate(pattern):
            allowed = np.isin(self._alphabet, points_of("".join(chars)))
            at = at[allowed[letters[place, at]]]
        numbers = self._numbers[len(pattern)][at]
        frequencies = np.diff(self._field.array("starts"))[numbers].astype(np.int64)
        for place in np.argsort(-frequencies, kind="stable")[:CONSIDERED].tolist():
            yield decoded(self._field.terms[int(numbers[place])]), int(frequencies[place])

    def _near(self, word: str) -> tuple[Array, Array]:
        allowed = allowed_cost(len(word))
        prices = [self._prices(char) for char in word]
        numbers, costs = [np.zeros(0, np.int64)], [np.zeros(0, np.uint8)]
        for length in range(len(word) - allowed // EDIT, len(word) + allowed // EDIT + 1):
            if length in self._numbers and len(self._numbers[length]):
                letters = self._letters[length]
                possible = _possible(prices, letters, allowed)
                cost = _costs(prices, letters[:, possible])
                near = (cost > 0) & (cost <= allowed)
                numbers.append(self._numbers[length][possible[near]])
                costs.append(cost[near])
        return np.concatenate(numbers), np.concatenate(costs)

    def _prices(self, char: str) -> Array:
        """What each letter of the alphabet costs in the place of this one."""
        prices = np.full(len(self._alphabet), EDIT, np.uint8)
        prices[np.isin(self._alphabet, points_of("".join(alike(char))))] = SOUND
        prices[self._alphabet == ord(char)] = 0
        return prices


_known: WeakKeyDictionary[Field, _Words] = WeakKeyDictionary()


def _of(part: Part, name: str) -> _Words:
    field = part.segment.fields[name]
    words = _known.get(field)
    if words is None:
        words = _known[field] = _Words(field)
    return words


def _points(terms: Dictionary) -> tuple[Array, Array]:
    """The code points of all terms, one after the other, and where each term starts."""
    points = points_of(terms.blob.tobytes().decode(CODING, ERRORS))
    begins = np.zeros(len(terms.blob) + 1, np.int64)
    np.cumsum((terms.blob & 0xC0) != 0x80, out=begins[1:])  # the other bytes of a character begin so in UTF-8
    return points, begins[terms.starts]


def _possible(prices: list[Array], letters: Array, allowed: int) -> Array:
    """The words that can be near: each letter that is like none of the word's costs an edit. It spares nearly all of them
    the way of `_costs`."""
    unlike = np.min(prices, axis=0) == EDIT
    edits = np.zeros(letters.shape[1], np.uint8)
    for place in letters:
        edits += unlike[place]
    return np.flatnonzero(EDIT * edits <= allowed)


def _costs(prices: list[Array], letters: Array) -> Array:
    """What it costs to make each of the words, columns of `letters`, from the one that has these prices: changing, adding
    and leaving out letters, and exchanging neighbours (optimal string alignment)."""
    length, words = letters.shape
    before: list[Array] = []
    row = [np.full(words, EDIT * place, np.uint8) for place in range(length + 1)]
    for place, price in enumerate(prices):
        last, before, row = before, row, [np.full(words, EDIT * (place + 1), np.uint8)]
        for at in range(length):
            ways = [before[at] + price[letters[at]], before[at + 1] + EDIT, row[at] + EDIT]
            if place and at:
                exchanged = (price[letters[at - 1]] == 0) & (prices[place - 1][letters[at]] == 0)
                ways.append(np.where(exchanged, last[at - 1] + EDIT, 255).astype(np.uint8))
            row.append(reduce(np.minimum, ways))
    return row[-1]
