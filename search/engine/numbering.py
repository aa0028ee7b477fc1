"""Numbers the values of facet fields over all segments of an index, so that their counts add up as arrays."""

from __future__ import annotations

import threading

import numpy as np

from search.engine.container import Array
from search.engine.parts import Part


class ValueNumbers:
    """One numbering for each field. It only grows: numbers given out keep their meaning while the index is open."""

    def __init__(self) -> None:
        self._fields: dict[str, _FieldNumbers] = {}
        self._lock = threading.Lock()

    def values(self, field: str) -> list[str]:
        return self._of(field).values

    def of(self, field: str, part: Part) -> Array:
        """The number of each value in the part's dictionary."""
        numbers = self._of(field)
        found = numbers.by_segment.get(part.segment.name)
        if found is None:
            with self._lock:
                found = numbers.by_segment[part.segment.name] = numbers.add(part.values(field))
        return found

    def keep(self, segments: set[str]) -> None:
        """Forgets what is known of all other segments."""
        with self._lock:
            for numbers in list(self._fields.values()):  # other threads may add to them meanwhile
                numbers.by_segment = {
                    name: array for name, array in numbers.by_segment.items() if name in segments
                }

    def _of(self, field: str) -> _FieldNumbers:
        return self._fields.setdefault(field, _FieldNumbers())


class _FieldNumbers:
    def __init__(self) -> None:
        self.values: list[str] = []
        self.by_segment: dict[str, Array] = {}
        self._numbers: dict[str, int] = {}

    def add(self, values: list[str]) -> Array:
        new = [value for value in values if value not in self._numbers]
        self._numbers.update(zip(new, range(len(self.values), len(self.values) + len(new)), strict=True))
        self.values += new
        return np.array([self._numbers[value] for value in values], np.int64)
