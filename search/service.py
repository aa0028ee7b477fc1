"""The one place where a search is run: from a state to all that a page, the API or an export shows of it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from haystack import connections

from archive.models import Article
from search.engine.ask import Answer, Ask, Hit
from search.facets import FACETS, FacetGroup, present
from search.highlight import Passage, Snippet, snippets
from search.query.builder import ORDERS, build
from search.query.guard import guard
from search.query.resolve import canonical
from search.query.state import BadPage, SearchState
from search.query.syntax import Reading, read

FIELDS = {facet.name: facet.field for facet in FACETS}


@dataclass(frozen=True)
class Result:
    article: Article
    score: float | None
    snippets: tuple[Snippet, ...]


@dataclass(frozen=True)
class SearchPage:
    """One page of results. `notes` says in words how the query was cut or what it left out."""

    state: SearchState
    reading: Reading
    total: int
    results: tuple[Result, ...]
    facets: tuple[FacetGroup, ...]
    took_ms: float
    notes: tuple[str, ...]
    relaxed: bool = False

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.state.page_size))

    def facet(self, name: str) -> FacetGroup:
        return next(group for group in self.facets if group.name == name)


def run_search(state: SearchState) -> SearchPage:
    """Raises BadPage past the last page, and an IndexUnavailable when the index cannot answer."""
    began = time.perf_counter()
    state = canonical(state)
    guarded = guard(state.q)
    reading = read(guarded.text)
    answer = ask(state, reading)
    if state.page > 1 and (state.page - 1) * state.page_size >= answer.total:
        raise BadPage(state.page)
    return SearchPage(
        state=state,
        reading=reading,
        total=answer.total,
        results=_results(answer.hits, reading),
        facets=present(state, answer.facets),
        took_ms=round((time.perf_counter() - began) * 1000, 1),
        notes=(*guarded.notes, *_notes(state, reading)),
    )


def count(state: SearchState) -> int:
    """How many articles a state finds, and nothing else of them."""
    state = canonical(state)
    question = build(state, read(guard(state.q).text), FIELDS)
    return _answer(replace(question, facets={}, rank=None, sort=ORDERS["newest"], start=0, size=0)).total


def ask(state: SearchState, reading: Reading) -> Answer:
    return _answer(build(state, reading, FIELDS))


def _answer(question: Ask) -> Answer:
    """The seam between the service and the engine behind it."""
    answer: Answer = connections["default"].get_backend().reader.answer(question)
    return answer


def _notes(state: SearchState, reading: Reading) -> list[str]:
    notes = [problem.detail for problem in state.problems]
    if reading.cut:
        notes.append(_("检索词太多，只用了前面的。"))
    if state.q and not (reading.required or reading.excluded or reading.ignored):
        notes.append(_("没有可查的字。"))
    if reading.ignored:
        notes.append(_("没有可查的字，略去：%(texts)s") % {"texts": " ".join(reading.ignored)[:60]})
    return notes


def _results(hits: Sequence[Hit], reading: Reading) -> tuple[Result, ...]:
    """The articles of these hits from the database, which knows best what may be shown now."""
    keys = {int(hit.stored["django_id"]): hit for hit in hits}
    rows = Article.objects.published().for_display().prefetch_related("paragraphs").in_bulk(list(keys))
    return tuple(_result(rows[pk], hit, reading) for pk, hit in keys.items() if pk in rows)


def _result(article: Article, hit: Hit, reading: Reading) -> Result:
    passages = [Passage(p.number, p.anchor, p.text) for p in article.paragraphs.all()]
    return Result(article, hit.score, snippets(passages, reading.words, reading.pieces))
