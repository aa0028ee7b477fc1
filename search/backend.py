"""The Haystack engine over our index: all that SearchQuerySet documents, right for Chinese.

Pages do not come here: `search.service` asks the same reader directly. `update`, `remove` and `clear` work at once,
under the writer's lock, for commands and tests; in service the outbox worker writes.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.conf import settings
from haystack import connections
from haystack.backends import BaseEngine, BaseSearchBackend, log_query
from haystack.backends.whoosh_backend import WhooshSearchQuery
from haystack.constants import DJANGO_CT, DJANGO_ID, ID
from haystack.exceptions import SkipDocument
from haystack.models import SearchResult
from haystack.utils import get_identifier
from haystack.utils.app_loading import haystack_get_model

from search.engine import generations
from search.engine.ask import Answer, AnyOf, Ask, Hit, Node, Not, Ranked, Values, Written
from search.engine.errors import IndexMissing
from search.engine.reader import Reader, shared
from search.engine.schema import FieldSpec, Kind
from search.engine.writer import Writer
from search.highlight import marked

KINDS: dict[str, Kind] = {
    "value": "values",
    "date": "date",
    "datetime": "date",
    "integer": "integer",
    "float": "float",
    "boolean": "boolean",
}
TITLE_BOOST = 2.0
EVERYTHING = 1_000_000  # Haystack's “no end”


class Backend(BaseSearchBackend):
    # Whoosh's operators, which Haystack quotes in what it takes for user input.
    RESERVED_WORDS = ("AND", "NOT", "OR", "TO")
    RESERVED_CHARACTERS = (*'\\+-!(){}[]^"~*?:.', "&&", "||")

    def __init__(self, connection_alias: str, **options: Any) -> None:
        super().__init__(connection_alias, **options)
        self.path = Path(options["PATH"])
        self._reader: Reader | None = None

    # -- what the index is made of -----------------------------------------------------------------------------
    @property
    def specs(self) -> list[FieldSpec]:
        fields = connections[self.connection_alias].get_unified_index().all_searchfields()
        return [
            FieldSpec(ID, "key"),
            FieldSpec(DJANGO_CT, "values"),
            FieldSpec(DJANGO_ID, "values"),
            *(_spec(field) for field in fields.values()),
        ]

    @property
    def content_field_name(self) -> str:
        fields = connections[self.connection_alias].get_unified_index().all_searchfields()
        return next(field.index_fieldname for field in fields.values() if field.document)

    @property
    def reader(self) -> Reader:
        if self._reader is None:
            self._reader = shared(self.path, self.specs, self.content_field_name)
        return self._reader

    @property
    def writer(self) -> Writer:
        return Writer(self.path, self.specs)

    # -- writing -----------------------------------------------------------------------------------------------
    def prepared(self, index: Any, objects: Iterable[Any]) -> Iterable[dict[str, Any]]:
        """The documents of these objects as the writer takes them."""
        for item in objects:
            try:
                yield index.full_prepare(item)
            except SkipDocument:
                self.log.debug("Indexing for object `%s` skipped", item)

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
        sort_by: list[str] | None = None,
        start_offset: int = 0,
        end_offset: int | None = None,
        fields: Any = "",
        highlight: Any = False,
        facets: Any = None,
        date_facets: dict[str, Any] | None = None,
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
        restrictions = [Written(text) for text in narrow_queries or ()]
        question = Ask(
            match=Written(query_string),
            filters=_named([*restrictions, *self._models(models, limit_to_registered_models)]),
            facets={name: name for name in facets or ()},
            queries={text: Written(text) for _, text in _pairs(query_facets)},
            columns=tuple(date_facets or ()),
            sort=tuple((name.lstrip("-"), name.startswith("-")) for name in sort_by or ()),
            start=start_offset or 0,
            size=(end_offset or EVERYTHING) - (start_offset or 0),
        )
        answer = self.reader.answer(question)
        return {
            "results": [
                self._result(hit, result_class, query_string if highlight else "") for hit in answer.hits
            ],
            "hits": answer.total,
            "facets": _facet_counts(answer, question, date_facets, query_facets),
            "spelling_suggestion": self._suggestion(spelling_query or query_string),
        }

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
        key = get_identifier(model_instance)
        field = self.content_field_name
        terms = self.reader.key_terms(key, field, size=20)
        restrictions: list[Node] = [
            Not(Values(ID, (key,))),
            *self._models(models, limit_to_registered_models),
        ]
        if additional_query_string and additional_query_string != "*":
            restrictions.append(Written(additional_query_string))
        question = Ask(
            match=AnyOf(tuple(Ranked(field, term, weight) for term, weight in terms)),
            filters=_named(restrictions),
            start=start_offset or 0,
            size=(end_offset or EVERYTHING) - (start_offset or 0),
        )
        answer = self.reader.answer(question)
        return {"results": [self._result(hit, result_class) for hit in answer.hits], "hits": answer.total}

    def _models(self, models: Any, limit_to_registered: bool | None) -> list[Node]:
        if limit_to_registered is None:
            limit_to_registered = getattr(settings, "HAYSTACK_LIMIT_TO_REGISTERED_MODELS", True)
        if models:
            return [_of_models(models)]
        return [Values(DJANGO_CT, tuple(self.build_models_list()))] if limit_to_registered else []

    def _result(self, hit: Hit, result_class: type | None, highlight: str = "") -> Any:
        stored = dict(hit.stored)
        app_label, model_name = stored.pop(DJANGO_CT).split(".")
        primary_key = stored.pop(DJANGO_ID)
        index = (
            connections[self.connection_alias]
            .get_unified_index()
            .get_index(haystack_get_model(app_label, model_name))
        )
        values = {
            name: index.fields[name].convert(value) if name in index.fields else value
            for name, value in stored.items()
        }
        absent: dict[str, Any] = {
            name: [] if field.is_multivalued else None for name, field in index.fields.items()
        }
        if highlight:
            text = stored.get(self.content_field_name, "")
            values["highlighted"] = {self.content_field_name: [marked(text, _asked_texts(highlight))]}
        return (result_class or SearchResult)(
            app_label, model_name, primary_key, hit.score or 0, **{**absent, **values}
        )

    def _from_python(self, value: Any) -> Any:
        """A value as it stands in a query string of Haystack's."""
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            return _moment(value)
        if isinstance(value, list | tuple):
            return ",".join(map(str, value))
        return value if isinstance(value, int | float | dt.datetime) else str(value)

    def _suggestion(self, text: str) -> str | None:
        if not self.include_spelling:
            return None
        return self.reader.suggest(self.content_field_name, text.strip('()"'))


def _spec(field: Any) -> FieldSpec:
    """A faceted shadow and a multi-valued field are kept whole; other text is read as Chinese."""
    whole = field.is_multivalued or getattr(field, "facet_for", None)
    kind: Kind = "values" if whole else KINDS.get(field.field_type, "text")
    return FieldSpec(field.index_fieldname, kind, boost=field.boost, stored=field.stored or kind == "text")


def _of_models(models: Iterable[Any]) -> Node:
    return Values(DJANGO_CT, tuple(sorted(f"{m._meta.app_label}.{m._meta.model_name}" for m in models)))


def _named(nodes: Iterable[Node]) -> dict[str, Node]:
    return {f"restriction {number}": node for number, node in enumerate(nodes)}


def _pairs(query_facets: Any) -> list[tuple[str, str]]:
    return [(field, f"{field}:{value}") for field, value in query_facets or ()]


def _facet_counts(answer: Answer, question: Ask, date_facets: Any, query_facets: Any) -> dict[str, Any]:
    if not (question.facets or date_facets or query_facets):
        return {}
    return {
        "fields": {name: _by_count(facet.counts) for name, facet in answer.facets.items()},
        "dates": {
            name: _by_period(answer.columns[name], **period) for name, period in (date_facets or {}).items()
        },
        "queries": dict(answer.queries),
    }


def _by_count(counts: Any) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _by_period(
    moments: Iterable[dt.datetime], *, start_date: Any, end_date: Any, gap_by: str, gap_amount: int = 1
) -> list[tuple[dt.datetime, int]]:
    """Counts by periods of `gap_amount` years, months, days, hours, minutes or seconds from the start on."""
    starts = _periods(_moment(start_date), _moment(end_date), gap_by, gap_amount)
    ordered = sorted(moments)
    bounds = [*starts, _moment(end_date)]
    counts = [(low, sum(low <= moment < high for moment in ordered)) for low, high in pairwise(bounds)]
    return [(low, count) for low, count in counts if count]


def _periods(start: dt.datetime, end: dt.datetime, unit: str, amount: int) -> list[dt.datetime]:
    starts = []
    at = start
    while at < end:
        starts.append(at)
        at = _later(at, unit, amount)
    return starts


def _later(moment: dt.datetime, unit: str, amount: int) -> dt.datetime:
    if unit in ("year", "month"):
        months = moment.year * 12 + moment.month - 1 + amount * (12 if unit == "year" else 1)
        return moment.replace(year=months // 12, month=months % 12 + 1, day=min(moment.day, 28))
    return moment + dt.timedelta(**{f"{unit}s": amount})


def _moment(value: dt.date) -> dt.datetime:
    return value if isinstance(value, dt.datetime) else dt.datetime(value.year, value.month, value.day)


def _asked_texts(query_string: str) -> list[str]:
    """What a query string of Haystack's asks for, without its syntax."""
    bare = re.sub(r"\b(?:AND|OR|NOT)\b|\w+:", " ", query_string)
    return [text for text in re.split(r"[\s()\"'*]+", bare) if text]


class SearchQuery(WhooshSearchQuery):
    """Haystack's query builder for Whoosh's syntax. A whole-value field is compared whole, blanks and all."""

    def build_query_fragment(self, field: str, filter_type: str, value: Any) -> str:
        if filter_type == "content" and isinstance(value, str) and self._is_whole(field):
            filter_type = "exact"
        fragment: str = super().build_query_fragment(field, filter_type, value)
        return fragment

    def _is_whole(self, field: str) -> bool:
        return any(spec.name == field and spec.kind == "values" for spec in self.backend.specs)


class Engine(BaseEngine):
    backend = Backend
    query = SearchQuery
