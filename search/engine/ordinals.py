"""Per-document values of a field, for counting facets, for sorting and for filters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from search.engine.container import Array, Container
from search.engine.inverting import unsigned


@dataclass(frozen=True)
class Ordinals:
    """The values of each document, as numbers in the field's dictionary.

    Many documents have the same row of values (a city with its province, a day with its month and year), so each
    distinct row is kept once: document d has row `rows[d]`, and row r holds `values[starts[r]:starts[r + 1]]`.
    """

    rows: Array
    starts: Array
    values: Array

    @classmethod
    def of(cls, documents: Iterable[tuple[int, ...]]) -> Ordinals:
        numbers: dict[tuple[int, ...], int] = {}
        rows = [numbers.setdefault(values, len(numbers)) for values in documents]
        return cls.numbered(np.array(rows, np.int64), list(numbers))

    @classmethod
    def numbered(cls, rows: Array, distinct: Sequence[tuple[int, ...]]) -> Ordinals:
        """From each document's number among the distinct rows."""
        lengths = np.array([len(values) for values in distinct], np.int64)
        flat = np.array([value for values in distinct for value in values], np.int64)
        return cls(
            rows=rows.astype(unsigned(len(distinct))),
            starts=np.concatenate(([0], np.cumsum(lengths))).astype(unsigned(len(flat))),
            values=flat.astype(unsigned(int(flat.max(initial=0)))),
        )

    @classmethod
    def read(cls, container: Container, prefix: str) -> Ordinals:
        return cls(*(container.array(f"{prefix}.{name}") for name in ("rows", "row_starts", "row_values")))

    def sections(self) -> dict[str, Array]:
        return {"rows": self.rows, "row_starts": self.starts, "row_values": self.values}

    @cached_property
    def lengths(self) -> Array:
        """How many values each row holds."""
        return np.diff(self.starts.astype(np.int64))

    @cached_property
    def _rows_by_value(self) -> tuple[Array, Array, Array]:
        """The values that rows hold; the rows that hold each, value by value; and where each value's end."""
        rows = np.repeat(np.arange(len(self.lengths), dtype=np.int32), self.lengths)
        order = np.argsort(self.values, kind="stable")
        ordered = self.values[order]
        last = np.flatnonzero(np.append(ordered[1:] != ordered[:-1], True)[: len(ordered)])
        return ordered[last], rows[order], last

    def first_of_each(self, documents: Iterable[int]) -> list[int]:
        """The first value of each document; -1 where it has none. Of a few numbers a memoryview is read faster than an array."""
        rows, starts, values = self.rows.data, self.starts.data, self.values.data
        spans = [(starts[row], starts[row + 1]) for row in [rows[document] for document in documents]]
        return [values[start] if start < end else -1 for start, end in spans]

    def row(self, number: int) -> tuple[int, ...]:
        return tuple(self.values[self.starts[number] : self.starts[number + 1]].tolist())

    def count(self, documents: Array, values: int) -> tuple[Array, int]:
        """How many of the documents have each of the field's values, and how many have none."""
        per_row = np.bincount(self.rows.take(documents), minlength=len(self.starts) - 1)
        counts = np.zeros(values, np.int64)
        held, rows, last = self._rows_by_value
        counts[held] = np.diff(np.cumsum(per_row.take(rows))[last], prepend=0)
        return counts, int(per_row[self.lengths == 0].sum())

    def missing(self) -> Array:
        """For each document whether it has no value."""
        return (self.lengths == 0)[self.rows]

    def first(self) -> Array:
        """The first value of each document; -1 where it has none."""
        lengths = self.lengths
        firsts = np.full(len(lengths), -1, np.int64)
        firsts[lengths > 0] = self.values[self.starts[:-1][lengths > 0]]
        return firsts[self.rows]


@dataclass(frozen=True)
class Numbers:
    """One number for each document; `present` says which have one. Whole numbers of 64 bits or floats."""

    numbers: Array
    present: Array

    @classmethod
    def of(cls, values: Sequence[int | float | None]) -> Numbers:
        present = np.array([value is not None for value in values], bool)
        plain = [0 if value is None else value for value in values]
        dtype = np.float64 if any(isinstance(value, float) for value in plain) else np.int64
        return cls(np.array(plain, dtype), present)

    @classmethod
    def read(cls, container: Container, prefix: str) -> Numbers:
        return cls(container.array(f"{prefix}.numbers"), container.array(f"{prefix}.present"))

    def sections(self) -> dict[str, Array]:
        return {"numbers": self.numbers, "present": self.present}
