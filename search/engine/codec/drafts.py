"""Posting lists while they are written: postings come one by one, and leave as the sections of a container."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from search.engine.codec.payloads import Layout, Row, layout_of, parse, render
from search.engine.container import Array
from search.engine.dictionary import encoded
from search.engine.inverting import document_type, unsigned

Sections = Iterator[tuple[str, Array]]
LARGEST_WHOLE = 2**32 - 1


class PostingsDraft:
    """Lists of postings, one after the other: `close_list` ends one and begins the next.

    A posting's id is the number of a document. Weights are kept without the field's boost.
    """

    def __init__(self, format_: Any, boost: float = 1.0) -> None:
        self._boost = boost
        self._ids: Any = array("I")
        self._weights = array("d")
        self._payloads = _Payloads(format_)
        self._starts = array("Q", [0])

    def __len__(self) -> int:
        """How many lists were closed."""
        return len(self._starts) - 1

    def add(self, id_: int | str, weight: float, value: bytes) -> None:
        if not value and self._repeats(id_):
            return  # one number of a list begins as another does: Whoosh names the document for each
        self._payloads.add(value)
        self._ids.append(id_)
        self._weights.append(weight)

    def _repeats(self, id_: int | str) -> bool:
        return len(self._ids) > self._starts[-1] and bool(self._ids[-1] == id_)

    def close_list(self) -> None:
        self._starts.append(len(self._ids))
        self._payloads.close_list()

    def close_lists(self, count: int) -> None:
        """Closes lists, empty ones if need be, until there are so many."""
        while len(self) < count:
            self.close_list()

    def sections(self) -> Sections:
        yield "starts", smallest(self._starts)
        yield from self._id_sections()
        weights = np.frombuffer(self._weights) / self.boost
        freqs = _whole(weights)
        if freqs is None:
            yield "weights", _narrow(weights)
        elif (freqs != 1).any():
            yield "freqs", freqs
        yield from self._payloads.sections(weights)

    @cached_property
    def boost(self) -> float:
        """By what the weights are divided: the field's boost if that leaves whole numbers and can be undone, else 1."""
        weights = np.frombuffer(self._weights)
        undone = self._boost > 0 and np.array_equal(np.round(weights / self._boost) * self._boost, weights)
        return self._boost if undone else 1.0

    def _id_sections(self) -> Sections:
        docs = np.frombuffer(self._ids, np.uint32)
        yield "docs", docs.astype(document_type(docs))


class VectorsDraft(PostingsDraft):
    """The vectors of documents: lists of which each posting's id is a text."""

    def __init__(self, format_: Any) -> None:
        super().__init__(format_)
        self._ids = []

    def _id_sections(self) -> Sections:
        yield from blob_sections("ids", "id_starts", [encoded(text) for text in self._ids])


class _Payloads:
    """The postings' strings: in columns as long as each is what the format makes, else all as they are."""

    def __init__(self, format_: Any) -> None:
        self._format = format_
        self._layout = layout_of(format_)
        self._columns = [array("d" if name == "boosts" else "q") for name in self._names()]
        self._counts = array("q")
        self._starts = array("Q", [0])
        self._strings: list[bytes] = []

    def _names(self) -> Sequence[str]:
        return self._layout.columns if self._layout else ()

    def add(self, value: bytes) -> None:
        if self._layout and not self._added(self._layout, value):
            self._strings = list(self._rendered())
            self._layout = None
        if not self._layout:
            self._strings.append(value)

    def _added(self, layout: Layout, value: bytes) -> bool:
        try:
            count, rows = parse(layout, value)
            parts = [array(column.typecode, items) for column, items in self._pairs(rows)]
        except (ValueError, TypeError, OverflowError):
            return False
        self._counts.append(count)
        for column, part in zip(self._columns, parts, strict=False):
            column.extend(part)
        return True

    def _pairs(self, rows: Sequence[Row]) -> Iterator[tuple[array[Any], Sequence[Any]]]:
        return zip(self._columns, zip(*rows, strict=True), strict=False)

    def close_list(self) -> None:
        self._starts.append(len(self._columns[0]) if self._columns else 0)

    def sections(self, weights: Array) -> Sections:
        if not self._layout:
            if any(self._strings):
                yield from blob_sections("values", "value_starts", self._strings)
            return
        if self._layout.counted and not np.array_equal(self._counts, weights):
            yield "counts", smallest(self._counts)
        if self._columns and self._columns[0]:
            yield "position_starts", smallest(self._starts)
            for name, column in zip(self._layout.columns, self._columns, strict=True):
                yield name, _narrow(np.frombuffer(column)) if name == "boosts" else smallest(column)

    def _rendered(self) -> Iterator[bytes]:
        rows = zip(*self._columns, strict=True)
        for count in self._counts:
            taken = [next(rows) for _ in range(count)] if self._columns else []
            yield render(self._format, count, taken)


def blob_sections(name: str, starts: str, strings: Sequence[bytes]) -> Sections:
    """Strings of any length, one after the other, and where each begins."""
    yield name, np.frombuffer(b"".join(strings), np.uint8)
    yield starts, smallest(np.cumsum([0, *map(len, strings)]))


def smallest(numbers: Any) -> Array:
    """Whole numbers in the smallest type that holds them; signed only if one is below zero."""
    found = np.asarray(numbers)
    low, high = int(found.min(initial=0)), int(found.max(initial=0))
    return found.astype(unsigned(high) if low >= 0 else np.int64)


def _whole(weights: Array) -> Array | None:
    """The weights as counts, if all are whole numbers."""
    whole = (weights >= 0) & (weights <= LARGEST_WHOLE) & (weights == np.floor(weights))
    return smallest(weights.astype(np.uint64)) if whole.all() else None


def _narrow(numbers: Array) -> Array:
    """In four bytes each if they lose nothing."""
    short = numbers.astype(np.float32)
    return short if np.array_equal(short.astype(np.float64), numbers) else numbers
