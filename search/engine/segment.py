"""One segment as it is read: its fields' dictionaries and posting lists, its columns and what its documents show."""

from __future__ import annotations

import threading
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from search.engine import container
from search.engine.container import Array, Container, State, state_of
from search.engine.dictionary import Dictionary, decoded
from search.engine.errors import IndexDamaged
from search.engine.frequencies import widened
from search.engine.ordinals import Numbers, Ordinals
from search.engine.stored import unpack

SUFFIX = ".seg"


@dataclass(frozen=True)
class Postings:
    """The posting list of one term: documents in order, how often each holds the term, and where.

    `positions` holds those of all documents one after the other: each has as many as its frequency says. `freqs` is None
    in a field that only says which documents hold a term.
    """

    docs: Array
    freqs: Array | None = None
    positions: Array | None = None

    def __len__(self) -> int:
        return len(self.docs)


class Field:
    """One field of a segment."""

    def __init__(self, container: Container, number: int, notes: Mapping[str, Any]) -> None:
        self._container, self._prefix = container, f"f{number}"
        self._arrays: dict[str, Array] = {}
        self.name: str = notes["name"]
        self.notes = notes

    def has(self, section: str) -> bool:
        return section in self._sections

    @cached_property
    def _sections(self) -> frozenset[str]:
        return frozenset(
            section
            for prefix, _, section in (name.partition(".") for name in self._container.names())
            if prefix == self._prefix
        )

    def array(self, section: str) -> Array:
        found = self._arrays.get(section)
        if found is None:
            found = self._arrays[section] = self._container.array(f"{self._prefix}.{section}")
        return found

    @cached_property
    def terms(self) -> Dictionary:
        return Dictionary(self.array("terms"), self.array("term_starts"))

    def postings(self, number: int) -> Postings:
        """Those of the term with this number in the dictionary."""
        span = self._span("starts", number)
        freqs = self.freqs(span)
        positions = None
        if self.has("positions"):
            positions = self.array("positions")[self._span("position_starts", number)]
        return Postings(self.array("docs")[span], freqs, positions)

    def freqs(self, span: slice) -> Array | None:
        """How often documents hold terms, for postings from one number to another."""
        if not self.has("freqs"):
            return None
        freqs = self.array("freqs")[span]
        if not self.has("many"):
            return freqs
        return widened(freqs, span.start, self.array("many_at"), self.array("many"))

    def together(self, numbers: range, documents: int) -> Postings:
        """The postings of neighbouring terms as those of one, without positions."""
        starts = self.array("starts")
        span = slice(int(starts[numbers.start]), int(starts[numbers.stop]))
        docs = self.array("docs")[span]
        freqs = np.bincount(docs, self.freqs(span), documents)
        found = np.flatnonzero(freqs)
        return Postings(found.astype(docs.dtype), freqs[found].astype(np.uint32))

    def mask(self, number: int, documents: int) -> Array:
        """For each document of the segment, of which there are so many, whether it holds the term."""
        if self._dense_rows is not None:
            row = self._dense_rows.get(number)
            if row is not None:
                width = (documents + 7) // 8
                bits = self.array("dense")[row * width : (row + 1) * width]
                return np.unpackbits(bits, count=documents).view(bool)
        mask = np.zeros(documents, bool)
        mask[self.array("docs")[self._span("starts", number)]] = True
        return mask

    @cached_property
    def _dense_rows(self) -> dict[int, int] | None:
        if not self.has("dense_terms"):
            return None
        return {term: row for row, term in enumerate(self.array("dense_terms").tolist())}

    def frequency(self, number: int) -> int:
        """How many documents, deleted ones included, hold the term."""
        span = self._span("starts", number)
        return int(span.stop) - int(span.start)

    def find(self, term: bytes) -> Postings | None:
        number = self.terms.find(term)
        return None if number < 0 else self.postings(number)

    def _span(self, section: str, number: int) -> slice:
        starts = self.array(section).data
        return slice(starts[number], starts[number + 1])

    @property
    def lengths(self) -> Array:
        """Each document's number of words, in Whoosh's one byte."""
        return self.array("lengths")

    @cached_property
    def ordinals(self) -> Ordinals:
        return Ordinals.read(self._container, self._prefix)

    @cached_property
    def numbers(self) -> Numbers:
        return Numbers.read(self._container, self._prefix)


class Segment:
    """The documents of a segment are numbered from 0."""

    def __init__(self, container: Container, name: str) -> None:
        self.container, self.name = container, name
        try:
            self.documents: int = container.meta["documents"]
            notes = container.meta["fields"]
            self.fields = {note["name"]: Field(container, i, note) for i, note in enumerate(notes)}
        except (KeyError, TypeError) as error:
            raise IndexDamaged(f"{container.name}: its notes lack {error}") from error

    @classmethod
    def open(cls, path: Path) -> Segment:
        """Raises IndexDamaged for what is no whole segment, FileNotFoundError where there is none."""
        return cls(Container.open(path), path.name)

    def stored(self, document: int) -> dict[str, Any]:
        """The fields of a document as they were given to the writer."""
        try:
            return unpack(self.packed(document).tobytes())
        except (ValueError, KeyError, zlib.error) as error:
            raise IndexDamaged(f"{self.container.name}: document {document} cannot be read") from error

    def value(self, field: str, document: int) -> str | None:
        """A document's first whole value in a field."""
        return self.first_values(field, (document,))[0]

    def first_values(self, field: str, documents: Sequence[int]) -> list[str | None]:
        """As `value` for each of the documents."""
        own = self.fields[field]
        return [
            None if number < 0 else decoded(own.terms[number])
            for number in own.ordinals.first_of_each(documents)
        ]

    def packed(self, document: int) -> Array:
        starts = self.container.array("stored.starts")
        return self.container.array("stored.blob")[int(starts[document]) : int(starts[document + 1])]

    def everything(self) -> Array:
        return np.ones(self.documents, bool)


_opened: dict[Path, tuple[State, Segment]] = {}
_opening = threading.Lock()


def opened(path: Path) -> Segment:
    """The segment in this file, opened once for each state of the file in a process.

    Segments are shared between the states of an index, and between those who read it and who writes it. Raises
    IndexDamaged for what is no whole segment, or none any more.
    """
    try:
        state = state_of(path)
    except FileNotFoundError as error:
        raise IndexDamaged(f"{path} is gone") from error
    known = _opened.get(path)
    if known is None or known[0] != state:
        known = state, Segment.open(path)
        with _opening:
            _opened[path] = known
    return known[1]


def forget_removed(root: Path) -> None:
    """Lets go of the segments of an index whose files are gone, whichever the generation: as long as a file is mapped,
    the disk keeps its room."""
    with _opening:
        for path in [path for path in _opened if path.is_relative_to(root) and not path.exists()]:
            del _opened[path]
    container.forget_removed(root)
