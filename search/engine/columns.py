"""Per-document values of a field, for counting facets and for sorting; made once for each open reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from whoosh.fields import TEXT
from whoosh.reading import IndexReader

from search.engine.ask import FacetCount


class Columns:
    """Values by document number, made when a field is first asked for."""

    def __init__(self, reader: IndexReader, schema: Any) -> None:
        self._reader, self._schema = reader, schema
        self._columns: dict[str, dict[int, tuple[Any, ...]]] = {}

    def values(self, field: str) -> dict[int, tuple[Any, ...]]:
        """For each document that has any: its values, in the order of the field's terms."""
        if field not in self._columns:
            self._columns[field] = (
                self._from_stored(field) if self._is_text(field) else self._from_terms(field)
            )
        return self._columns[field]

    def _is_text(self, field: str) -> bool:
        return isinstance(self._schema[field], TEXT)

    def _from_terms(self, field: str) -> dict[int, tuple[Any, ...]]:
        column: dict[int, tuple[Any, ...]] = {}
        kind = self._schema[field]
        for term in kind.sortable_terms(self._reader, field):
            value = kind.from_bytes(term)
            for number in self._reader.postings(field, term).all_ids():
                column[number] = (*column.get(number, ()), value)
        return column

    def _from_stored(self, field: str) -> dict[int, tuple[Any, ...]]:
        stored = ((number, fields.get(field)) for number, fields in self._reader.iter_docs())
        return {number: (value,) for number, value in stored if value is not None}


def count(column: dict[int, tuple[Any, ...]], documents: Iterable[int]) -> FacetCount:
    counts: Counter[str] = Counter()
    missing = 0
    for number in documents:
        values = column.get(number)
        if values:
            counts.update(values)
        else:
            missing += 1
    return FacetCount(dict(counts), missing)
