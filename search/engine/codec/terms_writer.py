"""Terms and their postings as Whoosh's writer hands them over: sorted by field, term and document."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.util.numeric import length_to_byte

from search.engine.codec import files
from search.engine.codec.drafts import PostingsDraft, blob_sections
from search.engine.container import Array, ContainerWriter
from search.engine.segment import SUFFIX

Posting = tuple[str, bytes, int, float, bytes]


class _TermsDraft:
    """The terms of the field that is being written."""

    def __init__(self, name: str, format_: Any) -> None:
        self.name = name
        self.postings = PostingsDraft(format_, getattr(format_, "field_boost", 1.0))
        self.terms: list[bytes] = []
        self._shortest, self._longest = array("B"), array("B")

    def start(self, term: bytes) -> None:
        if self.terms and term <= self.terms[-1]:
            raise base.OutOfOrderError(f"{self.name}: {term!r} after {self.terms[-1]!r}")
        self.terms.append(term)
        self._shortest.append(0)
        self._longest.append(0)

    def add_length(self, length: int) -> None:
        byte = length_to_byte(length)
        self._shortest[-1] = min(self._shortest[-1] or byte, byte)
        self._longest[-1] = max(self._longest[-1], byte)

    def sections(self) -> Iterator[tuple[str, Array]]:
        yield from blob_sections("terms", "term_starts", self.terms)
        yield from self.postings.sections()
        if any(self._longest):
            yield "min_lengths", np.frombuffer(self._shortest, np.uint8)
            yield "max_lengths", np.frombuffer(self._longest, np.uint8)


class TermsWriter(base.FieldWriter):
    """Writes the segment's file; closing it takes in what the writer of documents left."""

    def __init__(self, storage: Any, segment: Any) -> None:
        self._storage, self._segment = storage, segment
        self._file: Any = None
        self._container: ContainerWriter | None = None
        self._numbers: dict[str, int] = {}
        self._notes: list[dict[str, Any]] = []
        self._draft: _TermsDraft | None = None
        self._named = 0  # documents that postings name, by the highest number
        self.is_closed = False

    def add_postings(self, schema: Any, lengths: Any, items: Iterable[Posting]) -> None:
        """Whoosh asks `lengths` for each posting; here they stand with the documents, and nobody is asked."""
        for fieldname, term, document, weight, value in items:
            if document < 0:
                continue  # words for spelling that Whoosh has given up
            if self._draft is None or fieldname != self._draft.name:
                self.finish_field()
                self.start_field(fieldname, schema[fieldname])
            self._add(term, document, weight, value or b"")
        self.finish_field()

    def _add(self, term: bytes, document: int, weight: float, value: bytes) -> None:
        draft = self._current
        if not draft.terms or term != draft.terms[-1]:
            self.finish_term()
            draft.start(term)
        draft.postings.add(document, weight, value)

    @property
    def _current(self) -> _TermsDraft:
        if self._draft is None:
            raise ValueError("no field was begun")
        return self._draft

    def start_field(self, fieldname: str, fieldobj: Any) -> None:
        if fieldname in self._numbers:
            raise base.OutOfOrderError(f"field {fieldname!r} was written before")
        self._draft = _TermsDraft(fieldname, fieldobj.format)

    def start_term(self, text: bytes) -> None:
        self._current.start(text)

    def add(self, docnum: int, weight: float, vbytes: bytes, length: int | None) -> None:
        self._current.postings.add(docnum, weight, vbytes)
        if length:
            self._current.add_length(length)

    def finish_term(self) -> None:
        draft = self._current
        draft.postings.close_lists(len(draft.terms))

    def finish_field(self) -> None:
        if self._draft is None:
            return
        self.finish_term()
        self._notes[self._number(self._draft.name)]["boost"] = self._draft.postings.boost
        for name, section in self._draft.sections():
            self._write(self._draft.name, name, section)
            if name == "docs" and len(section):
                self._named = max(self._named, int(section.max()) + 1)
        self._draft = None

    def _write(self, fieldname: str, name: str, section: Array) -> None:
        self._opened.add(f"f{self._number(fieldname)}.{name}", section)

    def _number(self, fieldname: str) -> int:
        if fieldname not in self._numbers:
            self._numbers[fieldname] = len(self._notes)
            self._notes.append({"name": fieldname})
        return self._numbers[fieldname]

    @property
    def _opened(self) -> ContainerWriter:
        if self._container is None:
            self._file = files.create(self._storage, self._segment, SUFFIX)
            self._container = ContainerWriter(self._file)
        return self._container

    def close(self) -> None:
        """Raises ValueError when a document that failed left postings behind, and the writer was not cancelled."""
        self.is_closed = True
        self.finish_field()
        name = self._segment.make_filename(files.DOCUMENTS)
        documents = self._take_in(name) if self._storage.file_exists(name) else self._named
        if documents < self._named:
            raise ValueError(f"postings name {self._named} documents, {documents} were finished")
        self._opened.close({"documents": documents, "fields": self._notes})
        self._file.close()

    def _take_in(self, name: str) -> int:
        """Returns how many documents there are."""
        part = files.open_part(self._storage, self._segment, files.DOCUMENTS)
        names = list(part.fields)
        for field in part.fields.values():
            self._notes[self._number(field.name)].update(field.notes)
        for full in part.container.names():
            prefix, _, section = full.partition(".")
            if prefix == "stored":
                self._opened.add(full, part.container.array(full))
            else:
                self._write(names[int(prefix[1:])], section, part.container.array(full))
        self._storage.delete_file(name)
        return part.documents
