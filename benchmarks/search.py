"""A faceted result page on our engine beside Haystack's own Whoosh backend with jieba's analyzer, in one run."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.core.management import call_command
from haystack import connections
from haystack.backends.whoosh_backend import WhooshSearchBackend
from jieba.analyse import ChineseAnalyzer
from whoosh.fields import TEXT

from archive.models import Article
from benchmarks import corpus
from benchmarks.measure import cpu_ms
from search.query.state import SearchState
from search.service import run_search

QUERIES = {"common term": "疫情", "two terms": "突击队 核酸", "phrase": "“核酸检测”", "everything": ""}
FACETS = ["city", "organization", "date"]
Row = tuple[str, str]


class PlainBackend(WhooshSearchBackend):
    """What a project gets that follows the tutorials: Haystack's backend, its text fields cut by jieba."""

    def build_schema(self, fields: Any) -> Any:
        name, schema = super().build_schema(fields)
        for _, field in schema.items():
            if isinstance(field, TEXT):
                field.analyzer = ChineseAnalyzer()
        return name, schema


def run(articles: int) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        lines = corpus.write(Path(folder, "corpus.jsonl"), articles)
        call_command("load_articles", str(lines))
        ours_indexing = cpu_ms(lambda: call_command("rebuild_index", verbosity=0), runs=1)
        plain = PlainBackend("default", PATH=str(Path(folder, "plain")))
        index = connections["default"].get_unified_index().get_index(Article)
        plain_indexing = cpu_ms(lambda: plain.update(index, index.index_queryset()), runs=1)
        rows = [("articles", str(articles)), _row("indexing all", ours_indexing, plain_indexing)]
        return rows + [_compare(name, query, plain) for name, query in QUERIES.items()]


def _compare(name: str, query: str, plain: PlainBackend) -> Row:
    text = query.strip("“”") or "*"
    ours = cpu_ms(lambda: run_search(SearchState(q=query)))
    theirs = cpu_ms(lambda: plain.search(text, facets=FACETS, end_offset=20), runs=3)
    return _row(f"faceted page, {name}", ours, theirs)


def _row(name: str, ours: float, theirs: float) -> Row:
    return name, f"{ours:.1f} ms of CPU; plain stack {theirs:.1f} ms; ratio {ours / theirs:.2f}"
