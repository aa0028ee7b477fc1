"""The rows of the table of goals, and what is measured for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Row:
    """One goal. `name` is how --only asks for it; `goal` and `aim` are as they were set."""

    name: str
    goal: str
    aim: str


ROWS = (
    Row("page", "whole faceted result page (3 facets, 20 snippets) over HTTP, 10,000 articles", "≤ 10 ms"),
    Row("common", "engine, common term (60 % of articles), top 20, against tantivy-py", "≤ 1 ×"),
    Row("facets", "engine, the same with counts by city, organization and year, plus snippets", "≤ 0.5 ×"),
    Row(
        "questions",
        "engine, two-term AND; quoted phrase; rare term, against tantivy-py",
        "≤ 1.5 ×; ≤ 2 ×; ≤ 2 ×",
    ),
    Row("indexing", "indexing, against tantivy with rjieba", "≤ 4 ×, then ≤ 2 ×"),
    Row(
        "size",
        "index size, against a tantivy index that answers the same (words, bigrams with positions, stored text)",
        "≤ 1.5 ×",
    ),
    Row(
        "update",
        "one changed article searchable: mean CPU over 1,000 updates, merges included (99th percentile without)",
        "≤ 50 ms, flat",
    ),
    Row(
        "memory",
        "anonymous memory that queries add to a worker; 4 workers in all (mapped index beside it)",
        "≤ 20 MB; ≤ 800 MB",
    ),
    Row("tokenizing", "tokenizing with tokens identical to jieba's", "≥ 7 ×"),
    Row(
        "loading", "loading raw documents (restore, clean, describe, store, index), 2 cores", "≥ 100 a second"
    ),
)
NAMES = tuple(row.name for row in ROWS)
PEERS = ("tantivy", "fts5", "xapian", "plain")


@dataclass(frozen=True)
class Figure:
    """What was measured for a row: in words, and as a number beside its limit where one is set."""

    row: str
    text: str
    value: float | None = None
    limit: float | None = None
    at_least: bool = False

    @property
    def met(self) -> bool | None:
        if self.value is None or self.limit is None:
            return None
        return self.value >= self.limit if self.at_least else self.value <= self.limit


@dataclass(frozen=True)
class Timing:
    """Milliseconds of CPU that one side took for one question; `what` is top, faceted or a page."""

    what: str
    question: str
    side: str
    ms: float


@dataclass(frozen=True)
class Measured:
    """All that was measured of one archive. `notes` say where sides disagreed or did not take part."""

    articles: int
    figures: tuple[Figure, ...]
    timings: tuple[Timing, ...]
    notes: tuple[str, ...]


def from_json(value: dict[str, Any]) -> Measured:
    return Measured(
        value["articles"],
        tuple(Figure(**figure) for figure in value["figures"]),
        tuple(Timing(**timing) for timing in value["timings"]),
        tuple(value["notes"]),
    )
