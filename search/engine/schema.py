"""The fields of an index, by what can be asked of them."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from whoosh import fields, formats, query
from whoosh.util.times import datetime_to_long

from archive.text.words import dictionary_digest
from search.engine.analysis import VALUE_SEPARATOR, CharacterTokenizer, ValueTokenizer, WordTokenizer

FORMAT = 1  # raised when the analysis or the layout of the index changes
KEY = "id"
CHARACTERS = "_chars"

Kind = Literal["text", "values", "date", "integer", "float", "boolean", "key"]


@dataclass(frozen=True)
class FieldSpec:
    """One field of the index. `text` fields are indexed by words and by characters; `values` whole."""

    name: str
    kind: Kind
    boost: float = 1.0
    stored: bool = True


class Values(fields.FieldType):
    """Whole values, never cut: for facets, filters and keys."""

    def __init__(self, *, stored: bool, unique: bool = False) -> None:
        super().__init__(
            format=formats.Existence(),
            analyzer=ValueTokenizer(),
            scorable=False,
            stored=stored,
            unique=unique,
        )


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
    schema = fields.Schema()
    for spec in specs:
        schema.add(spec.name, _field(spec))
        if spec.kind == "text":
            schema.add(spec.name + CHARACTERS, fields.TEXT(analyzer=CharacterTokenizer(), stored=False))
    return schema


def _field(spec: FieldSpec) -> fields.FieldType:
    match spec.kind:
        case "text":
            return fields.TEXT(analyzer=WordTokenizer(), stored=spec.stored, field_boost=spec.boost)
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


def digest(specs: Iterable[FieldSpec]) -> str:
    """Changes whenever an index would have to be built anew: fields, analysis, jieba or its dictionary."""
    parts = [str(FORMAT), dictionary_digest(), *map(repr, sorted(specs, key=lambda spec: spec.name))]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def prepare(specs: Iterable[FieldSpec], document: Mapping[str, Any]) -> dict[str, Any]:
    """A document as the writer takes it: empty values left out, values joined, the original kept for reading."""
    prepared: dict[str, Any] = {}
    for spec in specs:
        value = document.get(spec.name)
        if value is None or value == "" or value == []:
            continue
        prepared[spec.name] = _indexed(spec, value)
        if spec.stored:
            prepared[f"_stored_{spec.name}"] = value
        if spec.kind == "text":
            prepared[spec.name + CHARACTERS] = prepared[spec.name]
    return prepared


def _indexed(spec: FieldSpec, value: Any) -> Any:
    if spec.kind in ("values", "key"):
        items = value if isinstance(value, list | tuple) else [value]
        return VALUE_SEPARATOR.join(str(item).replace(VALUE_SEPARATOR, " ") for item in items)
    if spec.kind == "date" and not isinstance(value, dt.datetime):
        return dt.datetime(value.year, value.month, value.day)
    if spec.kind == "date" and value.tzinfo:
        return value.astimezone(dt.UTC).replace(tzinfo=None)
    if spec.kind == "text":
        return "\n".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return value
