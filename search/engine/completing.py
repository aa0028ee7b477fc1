"""Whole values whose names hold what a reader begins to type.

A pattern is a row of sets of characters, one set for each letter typed: 突 alone, or all that are read tu. Names are
looked through as the index folds them, letters and digits only. What is looked through is made once for each segment,
whose values never change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np

from archive.text.folding import fold
from archive.text.points import PointMap, points_of
from search.engine.container import Array
from search.engine.dictionary import decoded, encoded
from search.engine.parts import Part, Parts
from search.engine.segment import Field

Naming = Callable[[str], str]  # the name that a value goes by
Pattern = Sequence[frozenset[str]]
CONSIDERED = 64  # values of a segment
_END = ord("\n")  # of a name
_letters = PointMap(lambda char: "".join(part for part in fold(char) if part.isalnum() or part == "\n"))


class Completion(NamedTuple):
    """A value with how many documents have it; `begins`: its name begins with what was typed."""

    value: str
    documents: int
    begins: bool


class _Holding(NamedTuple):
    """A value of one segment in whose name a pattern stands, and how many documents have it, deleted ones too."""

    value: str
    begins: bool
    length: int
    frequency: int


def completions(
    parts: Parts, name: str, naming: Naming, patterns: Sequence[Pattern], most: int
) -> list[Completion]:
    """Those that begin so first, then the most frequent, then the shortest. Only documents that are not deleted count."""
    found = [holding for part in parts for holding in _names(part, name, naming).holding(patterns)]
    frequency: Counter[str] = Counter()
    for holding in found:
        frequency[holding.value] += holding.frequency
    found.sort(key=lambda each: (not each.begins, -frequency[each.value], each.length, each.value))
    begins = {each.value: each.begins for each in found}
    counted = ((value, _live(parts, name, value)) for value in list(begins)[: 2 * most])
    return [Completion(value, count, begins[value]) for value, count in counted if count][:most]


def _live(parts: Parts, name: str, value: str) -> int:
    term = encoded(value)
    return sum(int(np.count_nonzero(part.live[part.postings(name, term).docs])) for part in parts)


class _Names:
    """The names of a segment's values of one field, one after the other."""

    def __init__(self, field: Field, naming: Naming) -> None:
        self._field = field
        names = (naming(decoded(term)).replace("\n", " ") for term in field.terms)
        points, _ = _letters(points_of("".join(f"{name}\n" for name in names)))
        self._alphabet, letters = np.unique(points, return_inverse=True)
        self._letters = letters.astype(np.uint16 if len(self._alphabet) < 1 << 16 else np.uint32)
        self._ends = np.flatnonzero(points == _END)
        self._starts = np.concatenate(([0], self._ends[:-1] + 1)) if len(self._ends) else self._ends

    def holding(self, patterns: Iterable[Pattern]) -> Iterator[_Holding]:
        numbers, begins = self._matching(patterns)
        lengths = (self._ends - self._starts)[numbers]
        frequencies = np.diff(self._field.array("starts"))[numbers].astype(np.int64)
        for at in np.lexsort((lengths, -frequencies, ~begins))[:CONSIDERED].tolist():
            value = decoded(self._field.terms[int(numbers[at])])
            yield _Holding(value, bool(begins[at]), int(lengths[at]), int(frequencies[at]))

    def _matching(self, patterns: Iterable[Pattern]) -> tuple[Array, Array]:
        """The numbers of the values in which a pattern stands, each once, and whether one stands at the beginning."""
        none = np.zeros(0, np.int64)
        places = np.unique(np.concatenate([none, *(self._places(each) for each in patterns if each)]))
        numbers, first = np.unique(np.searchsorted(self._ends, places), return_index=True)
        return numbers, places[first] == self._starts[numbers]

    def _places(self, pattern: Pattern) -> Array:
        """Where the pattern begins. None crosses the end of a name, which is no letter."""
        found = np.flatnonzero(self._allowed(pattern[0])[self._letters])
        for distance, chars in enumerate(pattern[1:], 1):
            found = found[found + distance < len(self._letters)]
            found = found[self._allowed(chars)[self._letters[found + distance]]]
        return found

    def _allowed(self, chars: frozenset[str]) -> Array:
        """For each letter of the alphabet whether it is one of these."""
        return np.isin(self._alphabet, points_of("".join(chars)))


_known: WeakKeyDictionary[Field, _Names] = WeakKeyDictionary()


def _names(part: Part, name: str, naming: Naming) -> _Names:
    field = part.segment.fields[name]
    names = _known.get(field)
    if names is None:
        names = _known[field] = _Names(field, naming)
    return names
