"""Our engine, without a page around it: asked for the same words as the peers, and as the service asks it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from benchmarks.finding.questions import PAGE, Faceted, Found, Question
from search.engine.ask import AllOf, Answer, Ask, Hit, Node, Ranked, Substring, Values, Words
from search.highlight import excerpts, needles, spans_in_each
from search.indexing.documents import backend
from search.rows import row

# `date` has months and days too, which ours counts beside the years.
FIELDS = {"city": "city_key", "organization": "organization_key", "year": "date"}


class EngineSide:
    """Texts that hold the words as words, which is what the peers are asked for."""

    name = "engine"
    answers_alike = True

    def __init__(self) -> None:
        self._reader = backend().reader

    def top(self, question: Question) -> Found:
        return _found(self._reader.answer(self._ask(question)))

    def faceted(self, question: Question) -> Faceted:
        answer = self._reader.answer(self._ask(question, FIELDS))
        wanted = needles(question.words, (question.phrase,) if question.phrase else ())
        return Faceted(_found(answer), _counts(answer), tuple(_snippets(answer.hits, wanted)))

    def _ask(self, question: Question, facets: Mapping[str, str] | None = None) -> Ask:
        return Ask(self._match(question), rank=_rank(question), facets=facets or {}, size=PAGE)

    def _match(self, question: Question) -> Node:
        if question.phrase:
            return Substring("text", question.phrase)
        return AllOf(tuple(Values("text", (word,)) for word in question.words))


class PageEngineSide(EngineSide):
    """As the service asks: a word is also found where it stands within others (防控 in 预防控制)."""

    name = "engine, as a page asks it"
    answers_alike = False

    def _match(self, question: Question) -> Node:
        if question.phrase:
            return Substring("text", question.phrase)
        return AllOf(tuple(Words("text", word) for word in question.words))


def _rank(question: Question) -> Node:
    return AllOf(tuple(Ranked("text", text) for text in question.words or (question.phrase,)))


def _found(answer: Answer) -> Found:
    return Found(answer.total, [hit.key for hit in answer.hits])


def _counts(answer: Answer) -> Mapping[str, Mapping[str, int]]:
    return {name: facet.counts for name, facet in answer.facets.items()}


def _snippets(hits: Sequence[Hit], wanted: Sequence[str]) -> Iterator[str]:
    """As the service makes them for a page: of an article up to two."""
    articles = [row(hit.stored) for hit in hits]
    found = spans_in_each([article.text for article in articles], wanted)
    for article, marks in zip(articles, found, strict=True):
        yield from (html for _, html in excerpts(article.text, article.spans, marks))
