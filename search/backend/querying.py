"""Haystack's query builder."""

from __future__ import annotations

from typing import Any

from haystack import connections
from haystack.backends.whoosh_backend import WhooshSearchQuery
from haystack.exceptions import SearchBackendError
from haystack.inputs import Exact, Not, Raw

from search.engine import notation


class SearchQuery(WhooshSearchQuery):
    """Builds query strings in Whoosh's syntax; `search.engine.parsing` reads them. No value can end its own quotes."""

    _stats: dict[str, Any] | None

    def build_query_fragment(self, field: str, filter_type: str, value: Any) -> str:
        if filter_type == "content" and isinstance(value, str):
            filter_type = self._matching(field)
        if isinstance(value, Not):
            value = Raw(f"({value.prepare(self)})")
        elif filter_type == "exact" and isinstance(value, str):
            value = Exact(value)
        elif filter_type in ("in", "range"):
            value = [self._quoted(item, filter_type) for item in value]
        fragment: str = super().build_query_fragment(field, filter_type, value)
        return fragment

    def _matching(self, name: str) -> str:
        """A whole-value field is compared whole, blanks and all; words of an edge n-gram field may go on."""
        field = connections[self._using].get_unified_index().all_searchfields().get(name)
        if any(spec.name == name and spec.kind == "values" for spec in self.backend.reader.specs):
            return "exact"
        return "startswith" if field and field.field_type == "edge_ngram" else "content"

    def _quoted(self, value: Any, filter_type: str) -> Any:
        """Haystack cleans no list; of `in` it quotes the items."""
        if not isinstance(value, str):
            return value
        return notation.piece(value)[1:-1] if filter_type == "in" else self.clean(value)

    def clean(self, query_fragment: str) -> str:
        """Operators in small letters; words with signs that mean something quoted."""
        return " ".join(map(self._cleaned, query_fragment.split()))

    def _cleaned(self, word: str) -> str:
        if word in self.backend.RESERVED_WORDS:
            return word.lower()
        return notation.term(word) if any(sign in word for sign in self.backend.RESERVED_CHARACTERS) else word

    def build_exact_query(self, query_string: Any) -> str:
        return notation.piece(str(query_string))

    def run_mlt(self, **kwargs: Any) -> None:
        """As Haystack's, of the slice asked for."""
        super().run_mlt(**{"start_offset": self.start_offset, "end_offset": self.end_offset, **kwargs})

    def get_stats(self) -> dict[str, Any]:
        """As Haystack's, which asks for none unless the engine is Solr's."""
        if self._stats is None:
            self._stats = self.backend.stats(self.build_query(), self.stats, **self.build_params())
        return self._stats

    def add_within(self, *_place: Any) -> None:
        raise SearchBackendError(
            "within(): no field of this engine holds points; places are filtered by name or code."
        )

    def add_dwithin(self, *_place: Any) -> None:
        raise SearchBackendError(
            "dwithin(): no field of this engine holds points; places are filtered by name or code."
        )

    def add_distance(self, *_place: Any) -> None:
        raise SearchBackendError("distance(): no field of this engine holds points.")
