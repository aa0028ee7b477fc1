"""Our engine, asked as the service asks it, without a page around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from benchmarks.finding.questions import PAGE, Faceted, Found, Question
from search.engine.ask import AllOf, Answer, Ask, Hit, Node, Substring, Values, Words
from search.highlight import excerpts, needles, spans
from search.indexing.documents import backend
from search.rows import row

# `date` has months and days too, which ours counts beside the years.
FIELDS = {"city": "city_key", "organization": "organization_key", "year": "date"}


class EngineSide:
    name = "engine"
    answers_alike = True

    def __init__(self) -> None:
        self._reader = backend().reader

    def top(self, question: Question) -> Found:
        return _found(self._reader.answer(Ask(match=_node(question), size=PAGE)))

    def with_the_words(self, question: Question) -> Faceted:
        """What the peers are asked for: texts that hold the words as words. Ours also finds a word where it stands
        within others (防控 in 预防控制), which is never left out of a page."""
        return self._faceted(question, _exact(question))

    def faceted(self, question: Question) -> Faceted:
        return self._faceted(question, _node(question))

    def _faceted(self, question: Question, node: Node) -> Faceted:
        answer = self._reader.answer(Ask(match=node, facets=FIELDS, size=PAGE))
        wanted = needles(question.words, (question.phrase,) if question.phrase else ())
        marked = tuple(html for hit in answer.hits for html in _snippets(hit, wanted))
        return Faceted(_found(answer), _counts(answer), marked)


def _node(question: Question) -> Node:
    if question.phrase:
        return Substring("text", question.phrase)
    return AllOf(tuple(Words("text", word) for word in question.words))


def _exact(question: Question) -> Node:
    if question.phrase:
        return Substring("text", question.phrase)
    return AllOf(tuple(Values("text", (word,)) for word in question.words))


def _found(answer: Answer) -> Found:
    return Found(answer.total, [hit.key for hit in answer.hits])


def _counts(answer: Answer) -> Mapping[str, Mapping[str, int]]:
    return {name: facet.counts for name, facet in answer.facets.items()}


def _snippets(hit: Hit, wanted: Sequence[str]) -> list[str]:
    """As the service makes them for a page: of an article up to two."""
    article = row(hit.stored)
    return [html for _, html in excerpts(article.text, article.spans, spans(article.text, wanted))]
