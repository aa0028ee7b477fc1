"""Builds a segment from documents: collects arrays for each field, then sorts them into posting lists."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from archive.text.folding import fold
from archive.text.words import search_words
from search.engine import schema
from search.engine.container import Array, ContainerWriter
from search.engine.dense import DenseTerms
from search.engine.dictionary import Dictionary, encoded
from search.engine.inverting import Inverted, invert, invert_once
from search.engine.lengths import to_bytes
from search.engine.letters import Letters, code_points
from search.engine.ordinals import Numbers, Ordinals
from search.engine.schema import CHARACTERS, KEY, PAIRS, FieldSpec
from search.engine.stored import pack

MOST_DOCUMENTS = 65_536  # of a segment, so that a document's number takes two bytes
MOST_LETTERS = 3_000_000  # collected before a segment is written: bounds the memory that building takes


class SectionWriter:
    """Writes fields and what else a segment holds, each under its number, and keeps note of them."""

    def __init__(self, container: ContainerWriter) -> None:
        self.container = container
        self.fields: list[dict[str, Any]] = []

    def field(self, name: str, **notes: Any) -> str:
        """Begins a field; the prefix of its sections."""
        self.fields.append({"name": name, **notes})
        return f"f{len(self.fields) - 1}"

    def put(self, prefix: str, sections: Iterable[tuple[str, Array]]) -> None:
        for name, array in sections:
            self.container.add(f"{prefix}.{name}", array)

    def postings(self, prefix: str, inverted: Inverted, documents: int) -> None:
        self.put(prefix, inverted.sections())
        dense = DenseTerms(documents)
        dense.take(0, np.diff(inverted.starts.astype(np.int64)), inverted.docs)
        self.put(prefix, dense.sections().items())

    def dictionary(self, prefix: str, terms: Dictionary) -> None:
        self.put(prefix, (("terms", terms.blob), ("term_starts", terms.starts)))


class Field(Protocol):
    """Collects one field's values, one document after the other; None for a document without.

    `read` gives what is to be indexed of a value, and raises for one that cannot be; `add` takes what was read, and
    never raises. So a document is taken whole or not at all.
    """

    def read(self, value: Any) -> Any: ...

    def add(self, read: Any) -> None: ...

    def write(self, out: SectionWriter) -> None: ...


class _Numbered(dict[Any, int]):
    """Numbers its keys in the order in which they are first asked for."""

    def __missing__(self, key: Any) -> int:
        number = self[key] = len(self)
        return number


class WordsField:
    """The words of a text, with positions, frequencies and field lengths."""

    def __init__(self, spec: FieldSpec) -> None:
        self._spec = spec
        self._numbers = _Numbered()
        self._texts: list[Array] = []

    def read(self, value: str, folded: str) -> list[str]:
        if self._spec.analyzer is None:
            return search_words(folded)
        return [token.text for token in self._spec.analyzer(value, mode="index")]

    def add(self, words: Sequence[str]) -> None:
        self._texts.append(np.fromiter(map(self._numbers.__getitem__, words), np.uint32, len(words)))

    def write(self, out: SectionWriter) -> None:
        words = sorted(self._numbers)
        lengths = np.array([len(text) for text in self._texts], np.int64)
        total, begins = int(lengths.sum()), np.cumsum(lengths) - lengths
        ranks = np.zeros(len(words), np.uint32)
        ranks[[self._numbers[word] for word in words]] = np.arange(len(words), dtype=np.uint32)
        terms = ranks[np.concatenate(self._texts)] if total else np.zeros(0, np.uint32)
        docs = np.repeat(np.arange(len(lengths), dtype=np.uint32), lengths)
        positions = (np.arange(total) - np.repeat(begins, lengths)).astype(np.uint32)
        _, inverted = invert(terms, docs, positions)
        prefix = out.field(self._spec.name, boost=self._spec.boost, **length_notes(lengths))
        out.dictionary(prefix, Dictionary.of([encoded(word) for word in words]))
        out.postings(prefix, inverted, len(lengths))
        out.put(prefix, [("lengths", to_bytes(lengths))])


class LettersFields:
    """The two fields of a text's character view: single letters, and pairs of neighbours with positions."""

    def __init__(self, spec: FieldSpec) -> None:
        self._name = spec.name
        self._texts: list[Array] = []

    def add(self, codes: Array) -> None:
        self._texts.append(codes)

    def write(self, out: SectionWriter) -> None:
        letters = Letters(self._texts)
        for suffix, (terms, inverted) in ((CHARACTERS, letters.single()), (PAIRS, letters.pairs())):
            prefix = out.field(self._name + suffix)
            out.dictionary(prefix, terms)
            out.postings(prefix, inverted, len(self._texts))


class TextField:
    """A text by words and by letters, folded once for both."""

    def __init__(self, spec: FieldSpec) -> None:
        self._words, self._letters = WordsField(spec), LettersFields(spec)

    def read(self, value: str | None) -> tuple[list[str], Array]:
        folded = fold(value) if value else ""
        return self._words.read(value, folded) if value else [], code_points(folded)

    def add(self, read: tuple[list[str], Array]) -> None:
        words, codes = read
        self._words.add(words)
        self._letters.add(codes)

    def write(self, out: SectionWriter) -> None:
        self._words.write(out)
        self._letters.write(out)


class ValuesField:
    """Whole values: posting lists to filter by, and ordinals to count and sort by."""

    def __init__(self, spec: FieldSpec) -> None:
        self._name = spec.name
        self._documents: list[tuple[str, ...]] = []

    def read(self, values: Sequence[str] | None) -> tuple[str, ...]:
        return tuple(dict.fromkeys(values or ()))

    def add(self, values: tuple[str, ...]) -> None:
        self._documents.append(values)

    def write(self, out: SectionWriter) -> None:
        values = sorted({value for document in self._documents for value in document})
        numbers = {value: number for number, value in enumerate(values)}
        rows = [tuple(map(numbers.__getitem__, document)) for document in self._documents]
        prefix = out.field(self._name)
        out.dictionary(prefix, Dictionary.of([encoded(value) for value in values]))
        out.postings(prefix, postings_of(rows), len(rows))
        out.put(prefix, Ordinals.of(rows).sections().items())


class NumberField:
    """A number or a moment: Whoosh's own terms, and a column to compare and sort by."""

    def __init__(self, spec: FieldSpec) -> None:
        self._name, self._kind, self._type = spec.name, spec.kind, schema.field_type(spec)
        self._terms: list[list[bytes]] = []
        self._numbers: list[int | float | None] = []

    def read(self, value: Any) -> tuple[list[bytes], int | float | None]:
        if value is None:
            return [], None
        return [item[0] for item in self._type.index(value)], schema.as_number(self._kind, value)

    def add(self, read: tuple[list[bytes], int | float | None]) -> None:
        terms, number = read
        self._terms.append(terms)
        self._numbers.append(number)

    def write(self, out: SectionWriter) -> None:
        terms = sorted({term for document in self._terms for term in document})
        numbers = {term: number for number, term in enumerate(terms)}
        rows = [tuple(map(numbers.__getitem__, document)) for document in self._terms]
        prefix = out.field(self._name)
        out.dictionary(prefix, Dictionary.of(terms))
        out.postings(prefix, postings_of(rows), len(rows))
        out.put(prefix, Numbers.of(self._numbers).sections().items())


def postings_of(rows: Sequence[tuple[int, ...]]) -> Inverted:
    """Posting lists without positions, from the terms of each document."""
    terms = np.array([number for row in rows for number in row], np.uint32)
    docs = np.repeat(np.arange(len(rows), dtype=np.uint32), [len(row) for row in rows])
    return invert_once(terms, docs)[1]


def length_notes(lengths: Array) -> dict[str, int]:
    """What a segment's notes say of the exact lengths of a field: their sum, the least and the most."""
    having = lengths[lengths > 0]
    if not len(having):
        return {"length": 0, "shortest": 0, "longest": 0}
    return {"length": int(having.sum()), "shortest": int(having.min()), "longest": int(having.max())}


class SegmentBuilder:
    """Documents on their way into one segment."""

    def __init__(self, specs: Sequence[FieldSpec]) -> None:
        self._specs = specs
        self._fields = [_field(spec) for spec in specs if spec.kind != "stored"]
        self._stored: list[bytes] = []
        self._letters = 0
        self.keys: list[str] = []

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def is_full(self) -> bool:
        return len(self) >= MOST_DOCUMENTS or self._letters >= MOST_LETTERS

    def add(self, document: Mapping[str, Any]) -> None:
        """Takes a document with a key, which its fields need not have. When it raises, nothing has changed."""
        key = _key(document)
        stored = pack(schema.stored_values(self._specs, document))
        values = [schema.indexed_value(spec, document) for spec in self._specs if spec.kind != "stored"]
        read = [field.read(value) for field, value in zip(self._fields, values, strict=True)]
        for field, found in zip(self._fields, read, strict=True):
            field.add(found)
        self._letters += sum(len(value) for value in values if isinstance(value, str))
        self._stored.append(stored)
        self.keys.append(key)

    def write(self, path: Path) -> None:
        """Writes the segment and syncs it to disk."""
        with path.open("wb") as file:
            out = SectionWriter(ContainerWriter(file))
            for field in self._fields:
                field.write(out)
            out.container.add_parts("stored.blob", np.uint8, map(as_bytes, self._stored))
            out.container.add("stored.starts", starts_of(map(len, self._stored)))
            out.container.close({"documents": len(self), "fields": out.fields})
            os.fsync(file.fileno())


def _key(document: Mapping[str, Any]) -> str:
    """Raises ValueError for a document without one: no later change could find it."""
    key = document.get(KEY)
    if key is None or key == "":
        raise ValueError("a document without a key cannot be indexed")
    return str(key)


def as_bytes(data: bytes) -> Array:
    return np.frombuffer(data, np.uint8)


def starts_of(lengths: Iterator[int]) -> Array:
    return np.concatenate(([0], np.cumsum(list(lengths), dtype=np.uint64))).astype(np.uint64)


def _field(spec: FieldSpec) -> Field:
    match spec.kind:
        case "text":
            return TextField(spec)
        case "values" | "key":
            return ValuesField(spec)
        case _:
            return NumberField(spec)
