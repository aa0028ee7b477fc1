"""The two ways in which text is looked up, as Whoosh's queries: by its words, and in one piece."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from whoosh import query

from search.engine.analysis import characters, query_words
from search.engine.schema import CHARACTERS, PAIRS


def words_query(field: str, text: str, boost: float = 1.0, words: Sequence[str] | None = None) -> query.Query:
    """All the words of the text, or the text in one piece: so the plain query finds what the quoted one does."""
    words = query_words(text) if words is None else words
    if not words:
        return query.NullQuery
    terms = query.And([query.Term(field, word, boost=boost) for word in words]).normalize()
    return query.Or([terms, substring_query(field, text, boost)])


def substring_query(field: str, text: str, boost: float = 1.0) -> query.Query:
    """The text in one piece, letter by letter: neighbouring pairs follow each other."""
    letters = characters(text)
    pairs = [left + right for left, right in pairwise(letters)]
    if not letters:
        return query.NullQuery
    if not pairs:
        return query.Term(field + CHARACTERS, letters[0], boost=boost)
    if len(pairs) == 1:
        return query.Term(field + PAIRS, pairs[0], boost=boost)
    return query.Phrase(field + PAIRS, pairs, boost=boost)
