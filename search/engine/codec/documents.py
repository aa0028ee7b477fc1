"""What is kept for each document: stored fields, lengths, columns and vectors, as Whoosh's writer hands them over."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.util.numeric import length_to_byte

from search.engine.codec import files
from search.engine.codec.columns import ColumnDraft
from search.engine.codec.drafts import VectorsDraft
from search.engine.container import Array, ContainerWriter
from search.engine.stored import pack

VECTOR = "vector."


@dataclass
class _Document:
    """The document that is being added: nothing of it is kept until it is finished."""

    number: int
    stored: dict[str, Any] = field(default_factory=dict)
    lengths: dict[str, int] = field(default_factory=dict)
    columns: list[tuple[str, Any, Any]] = field(default_factory=list)
    vectors: list[tuple[str, Any, list[tuple[str, float, bytes]]]] = field(default_factory=list)


class _FieldDraft:
    """One field's lengths, column and vectors of all documents so far."""

    def __init__(self) -> None:
        self._lengths = array("B")
        self._total = 0
        self._column: ColumnDraft | None = None
        self._vectors: VectorsDraft | None = None

    def add_length(self, document: int, length: int) -> None:
        self._lengths.extend(bytes(document - len(self._lengths)))
        self._lengths.append(length_to_byte(length))
        self._total += length

    def add_column_value(self, document: int, column: Any, value: Any) -> None:
        if self._column is None:
            self._column = ColumnDraft(column)
        self._column.values.add(document, value)

    def add_vector(self, document: int, format_: Any, items: Iterable[tuple[str, float, bytes]]) -> None:
        if self._vectors is None:
            self._vectors = VectorsDraft(format_)
        self._vectors.close_lists(document)
        for text, weight, value in items:
            self._vectors.add(text, weight, value)
        self._vectors.close_list()

    def notes(self) -> dict[str, Any]:
        return {"length": self._total}

    def sections(self, documents: int) -> Iterator[tuple[str, Array]]:
        if self._lengths:
            self._lengths.extend(bytes(documents - len(self._lengths)))
            yield "lengths", np.frombuffer(self._lengths, np.uint8)
        if self._column is not None:
            yield "column", self._column.section(documents)
        if self._vectors is not None:
            self._vectors.close_lists(documents)
            yield from ((VECTOR + name, section) for name, section in self._vectors.sections())


class DocumentsWriter(base.PerDocumentWriter):
    """Writes a file of its own, which the writer of terms takes over when it closes."""

    def __init__(self, storage: Any, segment: Any) -> None:
        self._storage, self._segment = storage, segment
        self._fields: dict[str, _FieldDraft] = {}
        self._stored: list[bytes] = []
        self._document: _Document | None = None
        self.is_closed = False

    def start_doc(self, docnum: int) -> None:
        if self._document is not None or docnum != len(self._stored):
            raise ValueError(f"document {docnum} was begun, expected {len(self._stored)}")
        self._document = _Document(docnum)

    @property
    def _current(self) -> _Document:
        if self._document is None:
            raise ValueError("no document was begun")
        return self._document

    def add_field(self, fieldname: str, fieldobj: Any, value: Any, length: int | None) -> None:
        if value is not None:
            self._current.stored[fieldname] = value
        if length:
            self._current.lengths[fieldname] = length

    def add_column_value(self, fieldname: str, columnobj: Any, value: Any) -> None:
        self._current.columns.append((fieldname, columnobj, value))

    def add_vector_items(
        self, fieldname: str, fieldobj: Any, items: Iterable[tuple[str, float, bytes]]
    ) -> None:
        self._current.vectors.append((fieldname, fieldobj.vector, list(items)))

    def cancel_doc(self) -> None:
        self._document = None

    def finish_doc(self) -> None:
        """Raises TypeError, naming the field, for a value that cannot be stored; then no other document can be begun."""
        document = self._current
        self._stored.append(pack(document.stored))
        for name, length in document.lengths.items():
            self._field(name).add_length(document.number, length)
        for name, column, value in document.columns:
            self._field(name).add_column_value(document.number, column, value)
        for name, format_, items in document.vectors:
            self._field(name).add_vector(document.number, format_, items)
        self._document = None

    def _field(self, name: str) -> _FieldDraft:
        return self._fields.setdefault(name, _FieldDraft())

    def close(self) -> None:
        with files.create(self._storage, self._segment, files.DOCUMENTS) as file:
            container = ContainerWriter(file)
            for name, section in self._sections():
                container.add(name, section)
            notes = [{"name": name, **draft.notes()} for name, draft in self._fields.items()]
            container.close({"documents": len(self._stored), "fields": notes})
        self.is_closed = True

    def _sections(self) -> Iterator[tuple[str, Array]]:
        yield "stored.blob", np.frombuffer(b"".join(self._stored), np.uint8)
        yield "stored.starts", np.cumsum([0, *map(len, self._stored)], dtype=np.uint64)
        for number, draft in enumerate(self._fields.values()):
            yield from ((f"f{number}.{name}", array) for name, array in draft.sections(len(self._stored)))
