"""What an index is made of: the declared fields of Haystack's search indexes as fields of ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from haystack.constants import DJANGO_CT, DJANGO_ID, ID
from haystack.exceptions import SearchBackendError

from search.engine.schema import FieldSpec, Kind

Fields = Mapping[str, Any]  # Haystack's search fields, by name

KINDS: dict[str, Kind] = {
    "value": "values",
    "date": "date",
    "datetime": "date",
    "integer": "integer",
    "float": "float",
    "boolean": "boolean",
    "stored": "stored",
}


def specs_of(fields: Fields) -> list[FieldSpec]:
    return [
        FieldSpec(ID, "key"),
        FieldSpec(DJANGO_CT, "values"),
        FieldSpec(DJANGO_ID, "values"),
        *map(_spec, fields.values()),
    ]


def content_field_of(fields: Fields) -> str:
    """The field that is asked where none is named."""
    for field in fields.values():
        if field.document:
            return str(field.index_fieldname)
    raise SearchBackendError("No search index declares a field with document=True.")


def _spec(field: Any) -> FieldSpec:
    """The text of a multi-valued field and of a faceted shadow is kept whole; other text is read as Chinese."""
    text: Kind = "values" if getattr(field, "facet_for", None) else "text"
    kind: Kind = "values" if field.is_multivalued else KINDS.get(field.field_type, text)
    return FieldSpec(
        field.index_fieldname,
        kind,
        boost=field.boost,
        stored=field.stored or kind == "text",
        analyzer=field.analyzer if kind == "text" else None,
    )
