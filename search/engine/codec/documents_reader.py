"""What is kept for each document, as Whoosh's readers ask for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from whoosh.codec import base
from whoosh.util.numeric import byte_to_length

from search.engine.codec import columns, files
from search.engine.codec.documents import VECTOR
from search.engine.codec.matcher import ArrayMatcher
from search.engine.codec.postings import PostingTable
from search.engine.container import Array
from search.engine.segment import Field, Segment

_LENGTHS = [byte_to_length(byte) for byte in range(256)]


class DocumentsReader(base.PerDocumentReader):
    """Whoosh's segment knows which documents are deleted, ours what they hold."""

    def __init__(self, storage: Any, whoosh_segment: Any, segment: Segment) -> None:
        self._storage, self._deletions, self._segment = storage, whoosh_segment, segment
        fields = segment.fields.items()
        self._lengths = {name: field.lengths.data for name, field in fields if field.has("lengths")}

    def doc_count(self) -> int:
        return self.doc_count_all() - int(self._deletions.deleted_count())

    def doc_count_all(self) -> int:
        return self._segment.documents

    def has_deletions(self) -> bool:
        return bool(self._deletions.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        return bool(self._deletions.is_deleted(docnum))

    def deleted_docs(self) -> Iterable[int]:
        deleted: Iterable[int] = self._deletions.deleted_docs()
        return deleted

    # Stored fields

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        return self._segment.stored(docnum)

    # Columns

    def supports_columns(self) -> bool:
        return True

    def has_column(self, fieldname: str) -> bool:
        return self._has(fieldname, "column") or self._added_column(fieldname)

    def _has(self, fieldname: str, section: str) -> bool:
        field = self._segment.fields.get(fieldname)
        return field is not None and field.has(section)

    def _added_column(self, fieldname: str) -> bool:
        return bool(self._storage.file_exists(files.column_name(self._deletions, fieldname)))

    def column_reader(self, fieldname: str, column: Any) -> Any:
        if self._has(fieldname, "column"):
            section = self._segment.fields[fieldname].array("column")
        else:
            section = files.added_column(self._storage, self._deletions, fieldname)
        return columns.read(column, section, self.doc_count_all())

    # Lengths

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        lengths = self._lengths.get(fieldname)
        return default if lengths is None else _LENGTHS[lengths[docnum]] or default

    def field_length(self, fieldname: str) -> int:
        field = self._segment.fields.get(fieldname)
        return 0 if field is None else int(field.notes.get("length", 0))

    def min_field_length(self, fieldname: str) -> int:
        return self._extreme(fieldname, min)

    def max_field_length(self, fieldname: str) -> int:
        return self._extreme(fieldname, max)

    def _extreme(self, fieldname: str, extreme: Callable[[Array], Any]) -> int:
        """Of the documents that have the field; 0 where none has."""
        if fieldname not in self._lengths:
            return 0
        lengths = self._segment.fields[fieldname].lengths
        return _LENGTHS[extreme(lengths[lengths > 0])]

    # Vectors

    def has_vector(self, docnum: int, fieldname: str) -> bool:
        return self._has(fieldname, VECTOR + "starts") and len(self._vectors(fieldname)[docnum]) > 0

    def _vectors(self, fieldname: str) -> PostingTable:
        field: Field = self._segment.fields[fieldname]
        return PostingTable(field, VECTOR)

    def vector(self, docnum: int, fieldname: str, format_: Any) -> ArrayMatcher:
        """Raises KeyError for a document without one."""
        if not self.has_vector(docnum, fieldname):
            raise KeyError(f"document {docnum} has no vector of {fieldname!r}")
        postings = self._vectors(fieldname)[docnum]
        return ArrayMatcher(postings, postings.texts, format_)
