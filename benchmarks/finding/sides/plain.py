"""The plain stack: Haystack's own Whoosh backend, its text fields cut by jieba's analyzer, as the tutorials have it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from haystack import connections
from haystack.backends.whoosh_backend import WhooshSearchBackend
from jieba.analyse import ChineseAnalyzer
from whoosh.fields import TEXT

from archive.models import Article
from benchmarks.finding.documents import Document
from benchmarks.finding.questions import PAGE, Faceted, Found, Question
from benchmarks.finding.sides.snippet import snippet
from search.indexing.documents import published

FIELDS = {"city": "city", "organization": "organization", "year": "date"}


class PlainBackend(WhooshSearchBackend):
    def build_schema(self, fields: Any) -> Any:
        name, schema = super().build_schema(fields)
        for _, field in schema.items():
            if isinstance(field, TEXT):
                field.analyzer = ChineseAnalyzer()
        return name, schema


class PlainSide:
    """Indexes the articles themselves, as Haystack does; the cut words of the other sides are of no use to it. It does not
    fold scripts, and its analyzer numbers words by characters, so that it finds less; its time is what counts here."""

    name = "Haystack with Whoosh and jieba"
    answers_alike = False

    def __init__(self, folder: Path) -> None:
        self._backend = PlainBackend("default", PATH=str(folder))

    def build(self, documents: Iterable[Document]) -> None:
        index = connections["default"].get_unified_index().get_index(Article)
        self._backend.update(index, published())

    def top(self, question: Question) -> Found:
        result = self._backend.search(_query(question), end_offset=PAGE)
        return Found(result["hits"], [found.id for found in result["results"]])

    def faceted(self, question: Question) -> Faceted:
        result = self._backend.search(_query(question), end_offset=PAGE, facets=list(FIELDS.values()))
        fields = result.get("facets", {}).get("fields", {})  # left out where nothing is found
        counts = {name: dict(fields.get(field, ())) for name, field in FIELDS.items()}
        marked = tuple(snippet(found.text, question.marked) for found in result["results"])
        return Faceted(Found(result["hits"], [found.id for found in result["results"]]), counts, marked)


def _query(question: Question) -> str:
    return f'"{question.phrase}"' if question.phrase else " ".join(question.words)
