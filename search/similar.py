"""Articles like one: by the words that set it apart."""

from __future__ import annotations

from collections.abc import Collection

from haystack.constants import ID
from haystack.utils import get_identifier

from archive.models import Article
from search.engine.ask import AnyOf, Ask, Hit, Ranked, Values
from search.query.index import reader
from search.results import shown
from search.rows import Row

SHOWN = 5
SPARE = 5  # more that are asked for, since some may not be shown
WORDS = 20  # of an article that say what is like it
LIKE = 0.12  # of an article's own score: what has less shares a word or two


def similar_to(article: Article, known: Collection[int] = ()) -> list[Row]:
    """The published articles most like one, without it and those `known` by their primary keys, which are told of
    elsewhere. Raises an IndexUnavailable when the index cannot answer."""
    key, index = get_identifier(article), reader()
    terms = index.key_terms(key, "text", WORDS)
    if not terms:
        return []
    match = AnyOf(tuple(Ranked("text", word, weight) for word, weight in terms))
    own = index.answer(Ask(match, filters={"own": Values(ID, (key,))}, size=1)).hits
    hits = index.answer(Ask(match, size=1 + len(known) + SHOWN + SPARE)).hits
    least = LIKE * _score(own[0]) if own else 0.0
    others = [hit for hit in hits if _score(hit) >= least and _key(hit) not in {article.pk, *known}]
    return [result.article for result in shown(others, ())][:SHOWN]


def _score(hit: Hit) -> float:
    return hit.score or 0.0


def _key(hit: Hit) -> int:
    return int(hit.key.rsplit(".", 1)[1])
