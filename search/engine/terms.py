"""The two ways in which text is looked up: by its words, and in one piece."""

from __future__ import annotations

from whoosh import query

from search.engine.analysis import characters, query_words
from search.engine.schema import CHARACTERS


def words_query(field: str, text: str, boost: float = 1.0) -> query.Query:
    """All the words of the text, or the text in one piece: so the plain query finds what the quoted one does."""
    words = query_words(text)
    if not words:
        return query.NullQuery
    terms = query.And([query.Term(field, word, boost=boost) for word in words]).normalize()
    return query.Or([terms, substring_query(field, text, boost)])


def ranking_query(field: str, text: str, boost: float = 1.0) -> query.Query:
    """Any of the words of the text; of a single character also the character, which is seldom a word."""
    terms = [query.Term(field, word, boost=boost) for word in query_words(text)]
    if len(characters(text)) == 1:
        terms.append(substring_query(field, text, boost))
    return query.Or(terms)


def substring_query(field: str, text: str, boost: float = 1.0) -> query.Query:
    """The text in one piece, character by character."""
    parts = characters(text)
    if not parts:
        return query.NullQuery
    if len(parts) == 1:
        return query.Term(field + CHARACTERS, parts[0], boost=boost)
    return query.Phrase(field + CHARACTERS, parts, boost=boost)
