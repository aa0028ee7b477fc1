"""The fields of an index, by what can be asked of them."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from whoosh import fields, formats, query
from whoosh.util.times import datetime_to_long

from archive.text.words import dictionary_digest
from search.engine.analysis import (
    CharacterTokenizer,
    PairTokenizer,
    ValueTokenizer,
    WordTokenizer,
    described,
)

FORMAT = 3  # raised when the analysis or the layout of the index changes
KEY = "id"
CHARACTERS = "_chars"  # after a text field's name: the field of its single letters
PAIRS = "_pairs"  # and that of its pairs of neighbouring letters

Kind = Literal["text", "values", "date", "integer", "float", "boolean", "key", "stored"]


@dataclass(frozen=True)
class FieldSpec:
    """One field of the index. `text` fields are indexed by words and by characters; `values` whole; `stored` is
    only shown. An `analyzer` of Whoosh's finds a text's words in place of ours."""

    name: str
    kind: Kind
    boost: float = 1.0
    stored: bool = True
    analyzer: Any = None


class Values(fields.KEYWORD):
    """Whole values, never cut: for facets, filters and keys."""

    def __init__(self, *, stored: bool, unique: bool = False) -> None:
        super().__init__(analyzer=ValueTokenizer(), stored=stored, unique=unique)
        self.format = formats.Existence()


class Letters(fields.FieldType):
    """The character view of a text: single letters, or pairs of them with positions."""

    def __init__(self, tokenizer: Any, posting_format: formats.Format) -> None:
        super().__init__(format=posting_format, analyzer=tokenizer, scorable=False, stored=False)


class Moments(fields.DATETIME):
    """Dates with times. A range leaves out an end that it excludes; Whoosh's own field always includes both."""

    def parse_range(
        self,
        fieldname: str,
        start: str | None,
        end: str | None,
        startexcl: bool,
        endexcl: bool,
        boost: float = 1.0,
    ) -> query.Query:
        low, high = self._bound(start, late=startexcl), self._bound(end, late=not endexcl)
        if low is None and high is None:
            return query.Every(fieldname, boost=boost)
        return query.NumericRange(
            fieldname, low, high, startexcl and low is not None, endexcl and high is not None, boost=boost
        )

    def _bound(self, text: str | None, *, late: bool) -> int | None:
        """The first or the last moment of what is written: a day, a second."""
        if text is None:
            return None
        moment = self._parse_datestring(text)
        bound: int = datetime_to_long(moment.ceil() if late else moment.floor())
        return bound


def build(specs: Iterable[FieldSpec]) -> fields.Schema:
    """The fields as Whoosh knows them."""
    schema = fields.Schema()
    for spec in specs:
        schema.add(spec.name, field_type(spec))
        if spec.kind == "text":
            schema.add(spec.name + CHARACTERS, Letters(CharacterTokenizer(), formats.Existence()))
            schema.add(spec.name + PAIRS, Letters(PairTokenizer(), formats.Positions()))
    return schema


def field_type(spec: FieldSpec) -> fields.FieldType:
    match spec.kind:
        case "text":
            analyzer = spec.analyzer or WordTokenizer()
            return fields.TEXT(analyzer=analyzer, stored=spec.stored, field_boost=spec.boost)
        case "values":
            return Values(stored=spec.stored)
        case "key":
            return Values(stored=True, unique=True)
        case "date":
            return Moments(stored=spec.stored)
        case "integer":
            return fields.NUMERIC(numtype=int, bits=64, stored=spec.stored)
        case "float":
            return fields.NUMERIC(numtype=float, stored=spec.stored)
        case "boolean":
            return fields.BOOLEAN(stored=spec.stored)
        case "stored":
            return fields.STORED()


def digest(specs: Iterable[FieldSpec]) -> str:
    """Changes whenever an index would have to be built anew: fields, analysis, jieba or its dictionary."""
    ordered = sorted(specs, key=lambda spec: spec.name)
    parts = [str(FORMAT), dictionary_digest()]
    parts += [repr(replace(spec, analyzer=spec.analyzer and described(spec.analyzer))) for spec in ordered]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def stored_values(specs: Iterable[FieldSpec], document: Mapping[str, Any]) -> dict[str, Any]:
    """What of a document is kept for reading, as it was given; empty values are left out."""
    return {
        spec.name: document[spec.name]
        for spec in specs
        if spec.stored and not _is_empty(document.get(spec.name))
    }


def indexed_value(spec: FieldSpec, document: Mapping[str, Any]) -> Any:
    """A document's value as its field is indexed: a text, a list of whole values, a number or a moment in UTC. None
    where it has none."""
    value = document.get(spec.name)
    if _is_empty(value):
        return None
    match spec.kind:
        case "values" | "key":
            return _texts(value) or None
        case "text":
            return "\n".join(_texts(value)) or None
        case "date":
            return _moment(value)
        case _:
            return value


def as_number(kind: Kind, value: Any) -> int | float:
    """The number by which a value of such a field is sorted and compared: as Whoosh's field reads it."""
    match kind:
        case "date":
            moment: int = datetime_to_long(value)
            return moment
        case "boolean":
            return int(fields.BOOLEAN().to_bytes(value) == b"t")
        case "float":
            return float(value)
        case _:
            return int(value)


def _is_empty(value: Any) -> bool:
    return value is None or value == "" or value == []


def _texts(value: Any) -> list[str]:
    """Of one value or several, without empty ones."""
    listed = value if isinstance(value, list | tuple) else [value]
    return [str(item) for item in listed if not _is_empty(item)]


def _moment(value: Any) -> dt.datetime:
    if not isinstance(value, dt.datetime):
        return dt.datetime(value.year, value.month, value.day)
    return value.astimezone(dt.UTC).replace(tzinfo=None) if value.tzinfo else value
