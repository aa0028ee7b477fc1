"""SQLite's FTS5 over the same words and bigrams, joined by blanks; facets by joining a table of values."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from benchmarks.finding.documents import Document, bigrams, bigrams_of
from benchmarks.finding.questions import FACETS, PAGE, Faceted, Found, Question
from benchmarks.finding.sides.snippet import snippet

_TABLES = """
CREATE VIRTUAL TABLE found USING fts5(words, bigrams, content='', tokenize="unicode61 remove_diacritics 0");
CREATE TABLE document (id INTEGER PRIMARY KEY, key TEXT, text TEXT);
CREATE TABLE value (document INTEGER, facet TEXT, value TEXT, PRIMARY KEY (document, facet, value)) WITHOUT ROWID;
"""
_TOP = (
    "SELECT document.id, key, text FROM found JOIN document ON document.id = found.rowid"
    f" WHERE found MATCH ? ORDER BY found.rank LIMIT {PAGE}"
)
_TOTAL = "SELECT count(*) FROM found WHERE found MATCH ?"
_COUNTS = (
    "SELECT facet, value, count(*) FROM found JOIN value ON value.document = found.rowid"
    " WHERE found MATCH ? GROUP BY facet, value"
)


class Fts5Side:
    name = f"SQLite {sqlite3.sqlite_version} FTS5"
    answers_alike = True

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._database = sqlite3.connect(folder / "found.sqlite3")

    def build(self, documents: Iterable[Document]) -> None:
        self._database.executescript(_TABLES)
        with self._database:
            for number, document in enumerate(documents, start=1):
                self._add(number, document)
            self._database.execute("INSERT INTO found (found) VALUES ('optimize')")

    def _add(self, number: int, document: Document) -> None:
        run = self._database.execute
        values = (number, document.words, " ".join(bigrams(document.text)))
        run("INSERT INTO found (rowid, words, bigrams) VALUES (?, ?, ?)", values)
        run("INSERT INTO document VALUES (?, ?, ?)", (number, document.key, document.text))
        rows = [(number, name, value) for name in FACETS for value in getattr(document, name)]
        self._database.executemany("INSERT INTO value VALUES (?, ?, ?)", rows)

    def top(self, question: Question) -> Found:
        return self._found(question, self._rows(question))

    def faceted(self, question: Question) -> Faceted:
        rows = self._rows(question)
        counts: dict[str, dict[str, int]] = {name: {} for name in FACETS}
        for facet, value, count in self._database.execute(_COUNTS, [_match(question)]):
            counts[facet][value] = count
        marked = tuple(snippet(text, question.marked) for *_, text in rows)
        return Faceted(self._found(question, rows), counts, marked)

    def _rows(self, question: Question) -> list[tuple[int, str, str]]:
        return self._database.execute(_TOP, [_match(question)]).fetchall()

    def _found(self, question: Question, rows: list[tuple[int, str, str]]) -> Found:
        (total,) = self._database.execute(_TOTAL, [_match(question)]).fetchone()
        return Found(total, [key for _, key, _ in rows])


def _match(question: Question) -> str:
    if question.phrase:
        return f'bigrams : "{" ".join(bigrams_of(question.phrase))}"'
    return f"words : ({' AND '.join(question.words)})"
