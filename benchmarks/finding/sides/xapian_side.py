"""Xapian over the same words and bigrams. Its Python binding is no package of PyPI (Debian's is python3-xapian), so this side
takes part only where the binding can be imported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import xapian

from benchmarks.finding.documents import Document, bigrams, bigrams_of
from benchmarks.finding.questions import FACETS, PAGE, Faceted, Found, Question
from benchmarks.finding.sides.snippet import snippet

# A slot holds one value of a document, so each facet has as many as a document may have values.
SLOTS = {"city": range(0, 4), "organization": range(4, 10), "year": range(10, 11)}
WORD, PAIR = "W", "B"  # prefixes of terms


class XapianSide:
    name = f"Xapian {xapian.version_string()}"
    answers_alike = True

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._database = xapian.WritableDatabase(str(folder), xapian.DB_CREATE_OR_OPEN)

    def build(self, documents: Iterable[Document]) -> None:
        for document in documents:
            self._database.add_document(_made(document))
        self._database.commit()

    def top(self, question: Question) -> Found:
        return _found(self._enquire(question).get_mset(0, PAGE, self._database.get_doccount()))

    def faceted(self, question: Question) -> Faceted:
        enquire = self._enquire(question)
        spies = {name: [xapian.ValueCountMatchSpy(slot) for slot in SLOTS[name]] for name in FACETS}
        for spy in (spy for group in spies.values() for spy in group):
            enquire.add_matchspy(spy)
        matches = enquire.get_mset(0, PAGE, self._database.get_doccount())
        shown = [match.document.get_data().decode().split("\n", 1)[1] for match in matches]
        counts = {name: _counts(group) for name, group in spies.items()}
        return Faceted(_found(matches), counts, tuple(snippet(text, question.marked) for text in shown))

    def _enquire(self, question: Question) -> xapian.Enquire:
        enquire = xapian.Enquire(self._database)
        enquire.set_query(_query(question))
        return enquire


def _made(document: Document) -> xapian.Document:
    made = xapian.Document()
    made.set_data(f"{document.key}\n{document.text}")
    for position, word in enumerate(document.words.split(" ")):
        made.add_posting(WORD + word, position)
    for position, pair in enumerate(bigrams(document.text)):
        made.add_posting(PAIR + pair, position)
    for name in FACETS:
        for slot, value in zip(SLOTS[name], getattr(document, name), strict=False):
            made.add_value(slot, value)
    return made


def _query(question: Question) -> xapian.Query:
    if question.phrase:
        pairs = bigrams_of(question.phrase)
        return xapian.Query(xapian.Query.OP_PHRASE, [PAIR + pair for pair in pairs], len(pairs))
    return xapian.Query(xapian.Query.OP_AND, [WORD + word for word in question.words])


def _found(matches: xapian.MSet) -> Found:
    keys = [match.document.get_data().decode().split("\n", 1)[0] for match in matches]
    return Found(matches.get_matches_estimated(), keys)


def _counts(spies: Iterable[xapian.ValueCountMatchSpy]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for spy in spies:
        counts.update({value.term.decode(): value.termfreq for value in spy.values()})
    return counts
