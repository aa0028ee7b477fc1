"""The one place where a search is run: from a state to all that a page, the API or an export shows of it."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from haystack import connections

from archive.models import Article
from search.engine.ask import Answer, Ask, Hit
from search.facets import FACETS, FacetGroup, present
from search.highlight import excerpts, needles
from search.query.builder import ORDERS, build
from search.query.guard import guard
from search.query.resolve import canonical, resolve
from search.query.state import BadPage, SearchState
from search.query.syntax import Reading, read
from search.rows import Row, row

FILTERED = {facet.name: facet.filtered for facet in FACETS}
COUNTED = {facet.name: facet.counted for facet in FACETS}


class Snippet(NamedTuple):
    """A passage of one paragraph. `html` is safe to show."""

    paragraph: int
    anchor: str
    html: SafeString


@dataclass(frozen=True)
class Result:
    article: Row
    score: float | None
    snippets: tuple[Snippet, ...]


@dataclass(frozen=True)
class SearchPage:
    """One page of results. `wanted` is what is marked in them; `notes` says in words how the query was cut or what it
    left out."""

    state: SearchState
    reading: Reading
    wanted: Sequence[str]
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
    resolved = resolve(state)
    state, guarded = resolved.state, guard(state.q)
    reading = read(guarded.text)
    answer = ask(state, reading)
    if state.page > 1 and (state.page - 1) * state.page_size >= answer.total:
        raise BadPage(state.page)
    wanted = needles(reading.words, reading.pieces)
    return SearchPage(
        state=state,
        reading=reading,
        wanted=wanted,
        total=answer.total,
        results=tuple(_result(hit, wanted) for hit in _still_published(answer.hits)),
        facets=present(resolved, answer.facets),
        took_ms=round((time.perf_counter() - began) * 1000, 1),
        notes=(*guarded.notes, *_notes(state, reading)),
    )


def count(state: SearchState) -> int:
    """How many articles a state finds, and nothing else of them."""
    state = canonical(state)
    question = build(state, read(guard(state.q).text), FILTERED, COUNTED)
    return _answer(replace(question, facets={}, rank=None, sort=ORDERS["newest"], start=0, size=0)).total


def ask(state: SearchState, reading: Reading) -> Answer:
    return _answer(build(state, reading, FILTERED, COUNTED))


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


def _still_published(hits: Iterable[Hit]) -> list[Hit]:
    """Those that may be shown now: the database knows it before the index does."""
    keys = {int(hit.stored["django_id"]): hit for hit in hits}
    published = Article.objects.published().filter(pk__in=keys).order_by()
    shown = set(published.values_list("pk", flat=True))
    return [hit for pk, hit in keys.items() if pk in shown]


def _result(hit: Hit, wanted: Sequence[str]) -> Result:
    article = row(hit.stored)
    shown = excerpts(article.text, article.spans, wanted)
    return Result(
        article,
        hit.score,
        tuple(Snippet(article.numbers[at], article.anchors[at], html) for at, html in shown),
    )
