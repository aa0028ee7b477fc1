"""Haystack's backend over our reader and writer."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from haystack import connections
from haystack.backends import BaseSearchBackend, log_query
from haystack.backends.whoosh_backend import WhooshSearchBackend
from haystack.constants import DJANGO_CT, ID
from haystack.exceptions import NotHandled, SkipDocument
from haystack.utils import get_identifier

from search.backend.facets import Facets
from search.backend.fields import Fields, content_field_of, specs_of
from search.backend.marking import highlighted
from search.backend.places import place_of
from search.backend.results import as_result
from search.backend.spelling import suggestion
from search.backend.stats import figures, refuse_others
from search.engine import generations, table
from search.engine.ask import Answer, AnyOf, Ask, Node, Not, Ranked, Values, Written
from search.engine.errors import IndexMissing, IndexOutdated
from search.engine.reader import Reader, shared
from search.engine.schema import FieldSpec, build
from search.engine.whoosh_index import WhooshIndex
from search.engine.writer import Writer

log = logging.getLogger(__name__)
EVERYTHING = 1 << 62  # Haystack's “no end”
SIMILAR_BY = 20  # how many of an article's words say what is similar to it


class Backend(BaseSearchBackend):
    # Whoosh's operators, which are no operators where Haystack cleans user input.
    RESERVED_WORDS = (*WhooshSearchBackend.RESERVED_WORDS, "ANDNOT", "ANDMAYBE", "REQUIRE")
    RESERVED_CHARACTERS = WhooshSearchBackend.RESERVED_CHARACTERS
    # Values on their way into a query string, and from an index.
    _from_python = WhooshSearchBackend._from_python
    _to_python = WhooshSearchBackend._to_python

    def __init__(self, connection_alias: str, **options: Any) -> None:
        super().__init__(connection_alias, **options)
        self.path: Path = place_of(connection_alias, options)
        self._reader: tuple[tuple[Any, ...], Reader] | None = None

    # -- what the index is made of -----------------------------------------------------------------------------
    @property
    def unified_index(self) -> Any:
        return connections[self.connection_alias].get_unified_index()

    @property
    def fields(self) -> Fields:
        fields: Fields = self.unified_index.all_searchfields()
        return fields

    @property
    def specs(self) -> list[FieldSpec]:
        return specs_of(self.fields)

    @property
    def content_field_name(self) -> str:
        return content_field_of(self.fields)

    @property
    def reader(self) -> Reader:
        declared = tuple(self.fields.values())
        if (
            self._reader is None or self._reader[0] != declared
        ):  # Haystack may be given other indexes at any time
            self._reader = declared, shared(self.path, self.specs, self.content_field_name)
        return self._reader[1]

    @property
    def writer(self) -> Writer:
        return Writer(self.path, self.specs)

    # -- the index as Whoosh's own classes see it, read-only ---------------------------------------------------
    def build_schema(self, fields: Fields) -> tuple[str, Any]:
        """The content field's name, and Whoosh's schema of these fields."""
        return content_field_of(fields), build(specs_of(fields))

    @property
    def schema(self) -> Any:
        return build(self.specs)

    @property
    def index(self) -> WhooshIndex:
        return WhooshIndex(self.path, self.specs)

    # -- writing -----------------------------------------------------------------------------------------------
    def setup(self) -> None:
        """Sees to it that there is an index: an empty one where there is none, or where the one of other fields holds
        nothing."""
        with generations.writer_lock(self.path):
            try:
                self._ensure()
            except IndexOutdated:
                if not table.read(generations.pointed(self.path).path).entries:
                    self.writer.clear()

    def prepared(self, index: Any, objects: Iterable[Any]) -> Iterable[dict[str, Any]]:
        """The documents of these objects as the writer takes them."""
        for item in objects:
            try:
                yield index.full_prepare(item)
            except SkipDocument:
                log.debug("Indexing of %r is skipped: its index says so.", item)

    def update(self, index: Any, iterable: Iterable[Any], commit: bool = True) -> None:
        with generations.writer_lock(self.path):
            self._ensure()
            with self.writer.batch() as batch:
                batch.put(self.prepared(index, iterable))

    def remove(self, obj_or_string: Any, commit: bool = True) -> None:
        with generations.writer_lock(self.path):
            self._ensure()
            with self.writer.batch() as batch:
                batch.delete([get_identifier(obj_or_string)])

    def clear(self, models: Iterable[Any] | None = None, commit: bool = True) -> None:
        with generations.writer_lock(self.path):
            if models is None:
                self.writer.clear()
                return
            self._ensure()
            keys = [hit.key for hit in self.reader.answer(Ask(_of_models(models), size=EVERYTHING)).hits]
            with self.writer.batch() as batch:
                batch.delete(keys)

    def delete_index(self) -> None:
        self.clear()

    def _ensure(self) -> None:
        try:
            self.reader.current()
        except IndexMissing:
            self.writer.clear()

    # -- reading -----------------------------------------------------------------------------------------------
    @log_query
    def search(
        self,
        query_string: str,
        sort_by: Iterable[str] | None = None,
        start_offset: int = 0,
        end_offset: int | None = None,
        highlight: Any = False,
        facets: Any = None,
        date_facets: Mapping[str, Any] | None = None,
        query_facets: Any = None,
        narrow_queries: Iterable[str] | None = None,
        spelling_query: str | None = None,
        models: Any = None,
        limit_to_registered_models: bool | None = None,
        result_class: type | None = None,
        **_options: Any,
    ) -> dict[str, Any]:
        if not query_string:
            return {"results": [], "hits": 0}
        counted = Facets.of(facets, date_facets, query_facets)
        restrictions = [Written(text) for text in narrow_queries or ()]
        whole = {spec.name for spec in self.reader.specs if spec.kind == "values"}
        answer = self.reader.answer(
            Ask(
                match=Written(query_string),
                filters=_named([*restrictions, *self._models(models, limit_to_registered_models)]),
                facets={name: name for name in counted.fields if name in whole},
                queries={text: Written(text) for text in counted.queries},
                columns=tuple(name for name in [*counted.fields, *counted.dates] if name not in whole),
                sort=tuple((name.lstrip("-"), name.startswith("-")) for name in sort_by or ()),
                start=start_offset or 0,
                size=_size(start_offset, end_offset),
            )
        )
        found = self._found(answer, result_class, query_string if highlight else "")
        if counted:
            found["facets"] = counted.counts(answer, self.fields)
        spelt = self.include_spelling and self._suggestion(spelling_query or query_string)
        if spelt:
            found["spelling_suggestion"] = spelt
        return found

    def stats(
        self,
        query_string: str,
        asked: Mapping[str, Any],
        narrow_queries: Iterable[str] | None = None,
        models: Any = None,
        limit_to_registered_models: bool | None = None,
        **_options: Any,
    ) -> dict[str, Any]:
        """Figures of the fields asked for, over all that a search finds. Raises SearchBackendError for other fields than
        of numbers."""
        refuse_others(asked, self.reader.specs)
        restrictions = [
            *map(Written, narrow_queries or ()),
            *self._models(models, limit_to_registered_models),
        ]
        answer = self.reader.answer(
            Ask(Written(query_string), filters=_named(restrictions), columns=tuple(asked), size=0)
        )
        return {name: figures(answer.columns[name], answer.total) for name in asked}

    def more_like_this(
        self,
        model_instance: Any,
        additional_query_string: str | None = None,
        start_offset: int = 0,
        end_offset: int | None = None,
        models: Any = None,
        limit_to_registered_models: bool | None = None,
        result_class: type | None = None,
        **_options: Any,
    ) -> dict[str, Any]:
        key, field = get_identifier(model_instance), self.content_field_name
        terms = self.reader.key_terms(key, field, size=SIMILAR_BY)
        restrictions: list[Node] = [
            Not(Values(ID, (key,))),
            *self._models(models, limit_to_registered_models),
        ]
        if additional_query_string and additional_query_string != "*":
            restrictions.append(Written(additional_query_string))
        answer = self.reader.answer(
            Ask(
                match=AnyOf(tuple(Ranked(field, term, weight) for term, weight in terms)),
                filters=_named(restrictions),
                start=start_offset or 0,
                size=_size(start_offset, end_offset),
            )
        )
        return self._found(answer, result_class)

    def _suggestion(self, query_string: str) -> str | None:
        return suggestion(self.reader, self.content_field_name, query_string)

    def _models(self, models: Any, limit_to_registered: bool | None) -> list[Node]:
        if limit_to_registered is None:
            limit_to_registered = getattr(settings, "HAYSTACK_LIMIT_TO_REGISTERED_MODELS", True)
        if models:
            return [_of_models(models)]
        return [Values(DJANGO_CT, tuple(self.build_models_list()))] if limit_to_registered else []

    def _found(self, answer: Answer, result_class: type | None, marked: str = "") -> dict[str, Any]:
        """The hits as results, the texts that the query string `marked` asks for highlighted in their content. Hits
        of models that are indexed elsewhere do not count."""
        unified, field = self.unified_index, self.content_field_name
        results = []
        for hit in answer.hits:
            more = (
                {"highlighted": {field: [highlighted(hit.stored.get(field, ""), marked)]}} if marked else {}
            )
            with suppress(NotHandled):
                results.append(as_result(hit, unified, self._to_python, result_class, **more))
        return {"results": results, "hits": answer.total - (len(answer.hits) - len(results))}


def _size(start: int | None, end: int | None) -> int:
    """How many results lie between Haystack's offsets. An end of 0 asks for one."""
    return max(0, (EVERYTHING if end is None else max(end, 1)) - (start or 0))


def _of_models(models: Iterable[Any]) -> Node:
    return Values(DJANGO_CT, tuple(sorted(f"{m._meta.app_label}.{m._meta.model_name}" for m in models)))


def _named(nodes: Iterable[Node]) -> dict[str, Node]:
    return {f"restriction {number}": node for number, node in enumerate(nodes)}
