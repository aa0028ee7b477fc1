"""Posting lists as they are read: slices of a container's sections, nothing copied and no place kept in a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from search.engine.codec.payloads import READINGS, Layout, Row, layout_of, render
from search.engine.container import Array
from search.engine.dictionary import Dictionary, decoded
from search.engine.segment import Field


class PostingTable:
    """All posting lists of one field, or its vectors, by number. `prefix` begins the names of their sections."""

    def __init__(self, field: Field, prefix: str = "") -> None:
        self._field, self._prefix = field, prefix
        self.starts = self.needed("starts")
        # A field's frequencies are kept without its boost. Vectors have none.
        self.boost: float = 1 if prefix else field.notes.get("boost", 1)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, number: int) -> PostingList:
        return PostingList(self, number)

    def __iter__(self) -> Iterator[PostingList]:
        return (self[number] for number in range(len(self)))

    def section(self, name: str) -> Array | None:
        return self.needed(name) if self._field.has(self._prefix + name) else None

    def freqs(self, span: slice) -> Array | None:
        if not self._prefix:
            return self._field.freqs(span)
        whole = self.section("freqs")
        return None if whole is None else whole[span]

    def needed(self, name: str) -> Array:
        return self._field.array(self._prefix + name)


class PostingList:
    """The postings of one term, or the terms of one document's vector."""

    def __init__(self, table: PostingTable, number: int) -> None:
        self._table, self._number = table, number
        self._start, self._stop = table.starts[number : number + 2].tolist()

    def __len__(self) -> int:
        return self._stop - self._start

    def _slice(self, name: str) -> Array | None:
        section = self._table.section(name)
        return None if section is None else section[self._start : self._stop]

    @property
    def _freqs(self) -> Array | None:
        return self._table.freqs(slice(self._start, self._stop))

    @property
    def docs(self) -> Array:
        """The documents' numbers, ascending."""
        return self._table.needed("docs")[self._start : self._stop]

    @property
    def texts(self) -> list[str]:
        """The terms of a vector."""
        dictionary = Dictionary(self._table.needed("ids"), self._table.needed("id_starts"))
        return [decoded(text) for text in dictionary.between(self._start, self._stop)]

    @property
    def weights(self) -> Array | None:
        """None when each is 1."""
        boost = self._table.boost
        kept = self._freqs
        if kept is None:
            kept = self._slice("weights")
        if kept is None:
            return None if boost == 1 else np.full(len(self), boost)
        return kept if boost == 1 else kept * boost

    @cached_property
    def _counts(self) -> Array:
        """How often the term occurs in each document, as its format counts."""
        counts = self._slice("counts")
        if counts is None:
            counts = self._freqs
        return np.ones(len(self), np.uint8) if counts is None else counts

    @cached_property
    def _row_starts(self) -> memoryview:
        """Where each posting's rows begin in the columns, and where the last one's end."""
        first = int(self._table.needed("position_starts")[self._number])
        return np.concatenate(([first], first + np.cumsum(self._counts, dtype=np.int64))).data

    @cached_property
    def _positions(self) -> Array | None:
        return self._table.section("positions")

    def count(self, i: int) -> int:
        return int(self._counts[i])

    def positions(self, i: int) -> list[int]:
        """Where the term stands in the posting's document. Empty when the field has no positions."""
        if self._positions is None:
            return []
        found: list[int] = self._positions[self._row_starts[i] : self._row_starts[i + 1]].tolist()
        return found

    def rows(self, i: int, columns: Sequence[str]) -> list[Row]:
        """The posting's occurrences, in the named columns."""
        if not columns or self._positions is None:
            return []
        rows = slice(self._row_starts[i], self._row_starts[i + 1])
        return list(zip(*(self._table.needed(name)[rows].tolist() for name in columns), strict=True))

    def string(self, i: int, format_: Any) -> bytes:
        """The posting's value as the format packs it."""
        values = self._table.section("values")
        if values is not None:
            starts = self._table.needed("value_starts")[self._start + i : self._start + i + 2]
            return values[slice(*starts.tolist())].tobytes()
        layout = layout_of(format_)
        if layout is None:
            return b""
        return render(format_, self.count(i), self.rows(i, layout.columns))

    def read_as(self, i: int, format_: Any, astype: str) -> Any:
        """The posting's value as the format's `decode_...` reads it, and as it does AttributeError for what it cannot
        read. Only formats of others' making are given their own strings to read."""
        read = format_.decoder(astype)
        layout = layout_of(format_)
        if layout is None:
            return read(self.string(i, format_))
        if astype == "positions":
            return self.positions(i)
        if astype == "frequency":
            return self.count(i) if layout.counted else 1
        if astype == "weight":
            return self._weight(i, format_, layout)
        return READINGS[astype](self.rows(i, layout.columns))

    def _weight(self, i: int, format_: Any, layout: Layout) -> float:
        """Without the boosts of terms, which Whoosh's formats leave out too, but for this one."""
        if layout.columns == ("positions", "boosts"):
            weight: float = sum(boost for _, boost in self.rows(i, layout.columns))
        else:
            weight = self.count(i) if layout.counted else 1
        return weight * float(format_.field_boost)
