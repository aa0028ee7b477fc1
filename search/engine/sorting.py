"""Orders hits by columns: numbers, or whole values by their text. Documents without a value come last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from search.engine.container import Array
from search.engine.parts import Part

Sort = Sequence[tuple[str, bool]]  # fields with whether they descend
LAST = np.iinfo(np.int64).max


def best_by_columns(hits: Sequence[tuple[Part, Array]], sort: Sort, most: int) -> list[int]:
    """The first `most` documents of the index in this order."""
    found: list[tuple[tuple[Any, ...], int]] = []
    for part, documents in hits:
        chosen = first_by_columns(part, documents, sort, most)
        values = [_values(part, name, chosen) for name, _ in sort]
        found += [
            (tuple(_Key(value, descends) for value, (_, descends) in zip(row, sort, strict=True)), document)
            for document, row in zip((chosen + part.first).tolist(), zip(*values, strict=True), strict=True)
        ]
    return [document for _, document in sorted(found)[:most]]


class _Key:
    """A value in a sort: descending where asked, none at the end either way."""

    __slots__ = ("descends", "value")

    def __init__(self, value: Any, descends: bool) -> None:
        self.value, self.descends = value, descends

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and bool(self.value == other.value)

    def __lt__(self, other: _Key) -> bool:
        if self.value is None or other.value is None:
            return other.value is None and self.value is not None
        return bool(other.value < self.value if self.descends else self.value < other.value)


class Place:
    """A document's place in an order, looked up when it is compared: few documents ever are."""

    __slots__ = ("_document", "_part", "_sort", "_values")

    def __init__(self, part: Part, document: int, sort: Sort) -> None:
        self._part, self._document, self._sort = part, document, sort
        self._values: tuple[_Key, ...] | None = None

    @property
    def values(self) -> tuple[_Key, ...]:
        if self._values is None:
            self._values = tuple(
                _Key(_value(self._part, name, self._document), descends) for name, descends in self._sort
            )
        return self._values

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Place) and self.values == other.values

    def __lt__(self, other: Place) -> bool:
        return self.values < other.values

    __hash__ = None  # type: ignore[assignment]


def first_by_columns(part: Part, documents: Array, sort: Sort, most: int) -> Array:
    """The part's documents that can be among the first, in order."""
    keys = [key for name, descends in sort for key in _keys(part, name, descends, documents)]
    if most < len(documents) and most > 0:
        last = np.partition(keys[0], most - 1)[most - 1]
        near = np.flatnonzero(keys[0] <= last)
        documents, keys = documents[near], [key[near] for key in keys]
    order = np.lexsort((documents, *reversed(keys)))
    return documents[order[:most]]


def _keys(part: Part, name: str, descends: bool, documents: Array) -> tuple[Array, Array]:
    """Numbers that ascend in the order asked for, the largest where there is no value; and where that is, by which those
    documents come after others with the largest number."""
    field = part.segment.fields[name]
    if field.has("numbers"):
        numbers, missing = field.numbers.numbers[documents], ~field.numbers.present[documents]
    else:
        numbers = field.ordinals.first()[documents] if field.has("rows") else _ranks(part, name, documents)
        missing = numbers < 0
    if numbers.dtype.kind == "f":
        return np.where(missing, np.inf, -numbers if descends else numbers), missing
    return np.where(missing, LAST, ~numbers if descends else numbers), missing  # the least has no negative


def _ranks(part: Part, name: str, documents: Array) -> Array:
    """Of a text, which has no column: from what is stored, so its time grows with the number of hits."""
    texts = _values(part, name, documents)
    ranks = {text: rank for rank, text in enumerate(sorted({text for text in texts if text is not None}))}
    return np.array([-1 if text is None else ranks[text] for text in texts], np.int64)


def _value(part: Part, name: str, document: int) -> Any:
    """As `_values`, of one document."""
    if part.segment.fields[name].has("rows"):
        return part.segment.value(name, document)
    (value,) = _values(part, name, np.array([document]))
    return value


def _values(part: Part, name: str, documents: Array) -> list[Any]:
    """The values by which these documents are compared with those of other parts; None where there is none."""
    field = part.segment.fields[name]
    if field.has("numbers"):
        numbers, present = field.numbers.numbers[documents], field.numbers.present[documents]
        return [
            number if has else None for number, has in zip(numbers.tolist(), present.tolist(), strict=True)
        ]
    if field.has("rows"):
        values = part.values(name)
        firsts = field.ordinals.first()[documents].tolist()
        return [None if first < 0 else values[first] for first in firsts]
    return [part.segment.stored(document).get(name) for document in documents.tolist()]
