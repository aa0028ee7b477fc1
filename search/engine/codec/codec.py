"""The codec: hand it to a Whoosh writer (`index.writer(codec=ArrayCodec())`) and its segments are our files.

Whoosh's readers find it through the segments. Its own table of contents, which names the segments, is pickled by
Whoosh; the index of the archive has a table of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from whoosh.codec import base

from search.engine.codec import files
from search.engine.codec.documents import DocumentsWriter
from search.engine.codec.documents_reader import DocumentsReader
from search.engine.codec.terms_reader import ArrayTermsReader
from search.engine.codec.terms_writer import TermsWriter


class ArrayCodec(base.Codec):
    """Has no state: all that is known of a segment stands in its file."""

    def per_document_writer(self, storage: Any, segment: Any) -> DocumentsWriter:
        return DocumentsWriter(storage, segment)

    def field_writer(self, storage: Any, segment: Any) -> TermsWriter:
        return TermsWriter(storage, segment)

    def terms_reader(self, storage: Any, segment: Any) -> ArrayTermsReader:
        return ArrayTermsReader(files.open_segment(storage, segment))

    def per_document_reader(self, storage: Any, segment: Any) -> DocumentsReader:
        return DocumentsReader(storage, segment, files.open_segment(storage, segment))

    def new_segment(self, storage: Any, indexname: str) -> ArraySegment:
        return ArraySegment(self, indexname)

    @staticmethod
    def column_filename(segment: Any, fieldname: str) -> str:
        """Where `whoosh.sorting.add_sortable` puts a column that a field did not have."""
        return files.column_name(segment, fieldname)


class ArraySegment(base.Segment):
    """What Whoosh's table of contents says of a segment: its name, its size and what was deleted."""

    def __init__(self, codec: ArrayCodec, indexname: str) -> None:
        super().__init__(indexname)
        self._codec = codec
        self._count = 0
        self._deleted: set[int] = set()

    def codec(self) -> ArrayCodec:
        return self._codec

    def should_assemble(self) -> bool:
        """It is one file already."""
        return False

    def set_doc_count(self, doccount: int) -> None:
        self._count = doccount

    def doc_count_all(self) -> int:
        return self._count

    def deleted_count(self) -> int:
        return len(self._deleted)

    def deleted_docs(self) -> Iterable[int]:
        return sorted(self._deleted)

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        if delete:
            self._deleted.add(docnum)
        else:
            self._deleted.discard(docnum)

    def is_deleted(self, docnum: int) -> bool:
        return docnum in self._deleted
