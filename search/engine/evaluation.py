"""Which documents match: sets of document numbers, worked out from posting lists.

Positions are read only where they must be: for documents that hold every character of a quoted text, and for a plain
word only where its word was not already found. (Whoosh's phrase queries read them for every document.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from whoosh.reading import TermNotFound
from whoosh.searching import Searcher

from search.engine import ask
from search.engine.analysis import characters, query_words
from search.engine.columns import Columns
from search.engine.schema import CHARACTERS

Documents = set[int]


class Evaluator:
    """Evaluates nodes over one open searcher. `to_query` gives Whoosh's query for what has no postings of its own."""

    def __init__(self, searcher: Searcher, columns: Columns, to_query: Callable[[ask.Node], Any]) -> None:
        self._searcher, self._reader, self._columns = searcher, searcher.reader(), columns
        self._to_query = to_query

    def documents(self, node: ask.Node) -> Documents:
        match node:
            case ask.Everything():
                return self._everything()
            case ask.Nothing():
                return set()
            case ask.Words(field, text):
                found = self._with_words(field, text)
                return found | self._with_piece(field, text, known=found)
            case ask.Substring(field, text):
                return self._with_piece(field, text)
            case ask.Values(field, values):
                return set().union(*(self._postings(field, value) for value in values))
            case ask.Missing(field):
                return self._everything() - self._columns.values(field).keys()
            case ask.AllOf(parts):
                return self._everything().intersection(*map(self.documents, parts))
            case ask.AnyOf(parts):
                return set().union(*map(self.documents, parts))
            case ask.Not(part):
                return self._everything() - self.documents(part)
            case ask.Between() | ask.Written() | ask.Ranked():
                return set(self._searcher.docs_for_query(self._to_query(node)))

    def _everything(self) -> Documents:
        return set(self._reader.all_doc_ids())

    def _postings(self, field: str, term: str) -> Documents:
        try:
            return set(self._reader.postings(field, term).all_ids())
        except TermNotFound:
            return set()

    def _with_words(self, field: str, text: str) -> Documents:
        words = query_words(text)
        return set.intersection(*(self._postings(field, word) for word in words)) if words else set()

    def _with_piece(self, field: str, text: str, known: AbstractSet[int] = frozenset()) -> Documents:
        """Documents in which the characters of the text stand next to each other, those already known left out."""
        parts = characters(text)
        field += CHARACTERS
        if not parts:
            return set()
        candidates = set.intersection(*(self._postings(field, char) for char in dict.fromkeys(parts))) - known
        if len(parts) == 1 or not candidates:
            return candidates
        return set(self._adjacent(field, parts, sorted(candidates)))

    def _adjacent(self, field: str, parts: Sequence[str], candidates: Sequence[int]) -> Iterator[int]:
        positions = {char: list(self._positions(field, char, candidates)) for char in dict.fromkeys(parts)}
        for index, number in enumerate(candidates):
            starts = positions[parts[0]][index]
            for offset, char in enumerate(parts[1:], 1):
                starts = starts & {position - offset for position in positions[char][index]}
            if starts:
                yield number

    def _positions(self, field: str, char: str, candidates: Sequence[int]) -> Iterator[set[int]]:
        """Where a character stands in each of the candidates, which all hold it."""
        matcher = self._reader.postings(field, char)
        for number in candidates:
            matcher.skip_to(number)
            yield set(matcher.value_as("positions"))
