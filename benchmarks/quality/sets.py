"""Retrieval sets: JSON Lines of documents (`_id`, `text`, `date`), of which each may bring the query that it answers.

The query is the document's `headline` or its `question`; where `is_query` says so, the document answers none.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

QUERIES = ("headline", "question")


@dataclass(frozen=True)
class Query:
    text: str
    wanted: frozenset[str]


@dataclass(frozen=True)
class RetrievalSet:
    """`documents` are records as `load_articles` takes them; the query is no part of them."""

    name: str
    documents: tuple[dict[str, Any], ...]
    queries: tuple[Query, ...]

    def half(self, number: int) -> RetrievalSet:
        """Every other query, over all documents: one half to tune on, the other to see what that is worth."""
        return replace(self, queries=self.queries[number::2])


def sets(folder: Path) -> Iterator[RetrievalSet]:
    paths = [folder] if folder.is_file() else sorted(folder.rglob("*.jsonl"))
    for path in paths:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        queries = tuple(query for row in rows for query in _queries(row))
        if queries:
            yield RetrievalSet(path.stem, tuple(map(_document, rows)), queries)


def _queries(row: dict[str, Any]) -> Iterator[Query]:
    if "_id" in row and "text" in row and row.get("is_query", True):
        for name in QUERIES:
            if row.get(name):
                yield Query(row[name], frozenset([row["_id"]]))


def _document(row: dict[str, Any]) -> dict[str, Any]:
    given = {"id": row["_id"], "text": row["text"], "date": row.get("date"), "title": row.get("title")}
    return {name: value for name, value in given.items() if value}
