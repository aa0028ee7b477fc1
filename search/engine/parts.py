"""The parts of an open index: its segments, each with what of it is live and where its documents come in the whole."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from search.engine import table
from search.engine.container import Array
from search.engine.dictionary import decoded, encoded
from search.engine.lengths import LENGTHS
from search.engine.segment import Postings, Segment, opened

NO_DOCUMENTS = np.zeros(0, np.uint16)
NO_POSTINGS = Postings(NO_DOCUMENTS)


@dataclass(frozen=True)
class Part:
    """A segment in an open index. Its document d is document `first` + d of the index. Deleted documents are in no mask."""

    segment: Segment
    live: Array
    first: int
    _values: dict[str, list[str]] = field(default_factory=dict)

    @property
    def documents(self) -> int:
        return self.segment.documents

    def nothing(self) -> Array:
        return np.zeros(self.documents, bool)

    def postings(self, name: str, term: bytes) -> Postings:
        """Those of a term; empty where the field does not have it."""
        found = self.segment.fields[name].find(term)
        return NO_POSTINGS if found is None else found

    def mask(self, name: str, term: bytes) -> Array:
        """For each document whether it holds the term; a new array."""
        number = self.segment.fields[name].terms.find(term)
        return self.nothing() if number < 0 else self.segment.fields[name].mask(number, self.documents)

    def begun(self, name: str, prefix: bytes) -> Postings:
        """Those of all terms that begin so, as if they were one."""
        found = self.segment.fields[name]
        return found.together(found.terms.prefixed(prefix), self.documents)

    def values(self, name: str) -> list[str]:
        """The values of a whole-value field, in their order."""
        if name not in self._values:
            self._values[name] = [decoded(term) for term in self.segment.fields[name].terms]
        return self._values[name]


class Parts(Sequence[Part]):
    """All parts of one state of an index, and what is known of them together."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = tuple(parts)
        self._firsts = [part.first for part in self._parts]
        self._norms: dict[tuple[str, float, float], Array] = {}

    @classmethod
    def open(cls, generation: Path) -> Parts:
        """Raises IndexDamaged where a file is not whole."""
        parts, first = [], 0
        for entry in table.read(generation).entries:
            segment, live = opened(generation / entry.name), table.live_documents(generation, entry)
            parts.append(Part(segment, segment.everything() if live is None else live, first))
            first += segment.documents
        return cls(parts)

    def __getitem__(self, index: Any) -> Any:
        return self._parts[index]

    def __len__(self) -> int:
        return len(self._parts)

    def __iter__(self) -> Iterator[Part]:
        return iter(self._parts)

    def refuse_cut(self) -> None:
        for part in self._parts:
            part.segment.container.refuse_cut()

    def place(self, document: int) -> tuple[Part, int]:
        """The part that holds a document of the index, and its number there."""
        part = self._parts[bisect_right(self._firsts, document) - 1]
        return part, document - part.first

    def first_values(self, name: str, documents: Sequence[int]) -> dict[int, str | None]:
        """Of each of the documents of the index its first whole value in a field."""
        found: dict[int, str | None] = {}
        for part in self._parts:
            own = [document for document in documents if 0 <= document - part.first < part.documents]
            values = part.segment.first_values(name, [document - part.first for document in own])
            found.update(zip(own, values, strict=True))
        return found

    def find(self, name: str, value: str) -> int | None:
        """The live document of a key."""
        for part in self._parts:
            docs = part.postings(name, encoded(value)).docs
            for document in docs[part.live[docs]].tolist():
                return part.first + int(document)
        return None

    # -- statistics, over deleted documents too until they are merged away, as Whoosh's ---------------------------
    @cached_property
    def documents(self) -> int:
        return sum(part.documents for part in self._parts)

    def document_frequency(self, name: str, term: bytes) -> int:
        return sum(len(part.postings(name, term)) for part in self._parts)

    def average_length(self, name: str) -> float:
        total = sum(part.segment.fields[name].notes["length"] for part in self._parts)
        return float(total / (self.documents or 1)) or 1.0

    def idf(self, frequency: int) -> float:
        """Inverse document frequency, of a term that so many documents hold, as Whoosh computes it."""
        return math.log((self.documents or 1) / (frequency + 1)) + 1

    def norms(self, name: str, b: float, k1: float) -> Array:
        """For each byte that a field length takes, what BM25 adds to the frequency below the line."""
        key = (name, b, k1)
        if key not in self._norms:
            self._norms[key] = k1 * ((1 - b) + b * LENGTHS / self.average_length(name))
        return self._norms[key]
