"""An open index as Whoosh's readers and searchers know one, read-only: segments, deletions and schema are ours."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from whoosh import scoring
from whoosh.codec import base
from whoosh.fields import Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.reading import EmptyReader, IndexReader, MultiReader, SegmentReader
from whoosh.searching import Searcher

from search.engine.codec.codec import ArrayCodec
from search.engine.codec.documents_reader import DocumentsReader
from search.engine.codec.terms_reader import ArrayTermsReader
from search.engine.parts import Part, Parts

NAME = "archive"


class PartSegment(base.Segment):
    """What Whoosh asks of a segment, answered from a part of an open index."""

    def __init__(self, part: Part) -> None:
        super().__init__(NAME)
        self.part = part
        self._dead = np.flatnonzero(~part.live)

    def codec(self) -> PartCodec:
        return PartCodec()

    def doc_count_all(self) -> int:
        return self.part.documents

    def deleted_count(self) -> int:
        return len(self._dead)

    def deleted_docs(self) -> Iterable[int]:
        documents: list[int] = self._dead.tolist()
        return documents

    def is_deleted(self, docnum: int) -> bool:
        return docnum < self.part.documents and not self.part.live[docnum]  # Whoosh asks past the last one


class PartCodec(ArrayCodec):
    """Reads the segment that a part holds open already."""

    def terms_reader(self, storage: Any, segment: PartSegment) -> ArrayTermsReader:
        return ArrayTermsReader(segment.part.segment)

    def per_document_reader(self, storage: Any, segment: PartSegment) -> DocumentsReader:
        return DocumentsReader(storage, segment, segment.part.segment)


def reader_over(parts: Parts, schema: Schema) -> IndexReader:
    readers = [SegmentReader(RamStorage(), schema, PartSegment(part)) for part in parts]
    if not readers:
        return EmptyReader(schema)
    return readers[0] if len(readers) == 1 else MultiReader(readers)


def searcher_over(parts: Parts, schema: Schema) -> Searcher:
    """Its document numbers are those of the open index."""
    return Searcher(reader_over(parts, schema), weighting=scoring.BM25F())
