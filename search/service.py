"""The one place where a search is run: from a state to all that a page, the API or an export shows of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from search.engine.ask import Answer, Ask
from search.facet_groups import FacetGroup, present
from search.facets import FACETS
from search.marks import marked_by
from search.query.builder import ORDERS, build
from search.query.folding import with_folding
from search.query.index import reader
from search.query.matching import Strictness
from search.query.reading import Reading, Term
from search.query.relaxing import steps
from search.query.resolve import canonical, resolve
from search.query.state import BadPage, SearchState
from search.query.understanding import Understanding, understand
from search.results import Result, shown

FILTERED = {facet.name: facet.filtered for facet in FACETS}
COUNTED = {facet.name: facet.counted for facet in FACETS}


@dataclass(frozen=True)
class SearchPage:
    """One page of results. `notes` says in words how the query was cut or what it left out; `spellings` are terms that may
    be meant as pinyin, with the words that they then stand for."""

    state: SearchState
    reading: Reading
    total: int
    results: tuple[Result, ...]
    facets: tuple[FacetGroup, ...]
    took_ms: float
    notes: tuple[str, ...]
    relaxed: bool = False
    spellings: tuple[Term, ...] = ()

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.state.page_size))

    def facet(self, name: str) -> FacetGroup:
        return next(group for group in self.facets if group.name == name)


def run_search(state: SearchState) -> SearchPage:
    """Raises BadPage past the last page, and an IndexUnavailable when the index cannot answer."""
    began = time.perf_counter()
    resolved = resolve(state)
    state, understood = resolved.state, _understood(state)
    reading = understood.reading
    strictness, answer = ask(state, reading)
    if state.page > 1 and (state.page - 1) * state.page_size >= answer.total:
        raise BadPage(state.page)
    wanted = marked_by(reading)
    return SearchPage(
        state=state,
        reading=reading,
        total=answer.total,
        results=shown(answer.hits, wanted, paragraphs=state.lists_paragraphs),
        facets=present(resolved, answer.facets),
        took_ms=round((time.perf_counter() - began) * 1000, 1),
        notes=(*(problem.detail for problem in state.problems), *understood.notes),
        relaxed=strictness is not Strictness.USUAL,
        spellings=understood.spellings,
    )


def count(state: SearchState) -> int:
    """How many rows a state finds, and nothing else of them."""
    state = canonical(state)
    _, answer = _relaxed(state, _understood(state).reading, _count_alone)
    return answer.total


def count_strictly(state: SearchState) -> int:
    """How many rows hold to all that a state asks for."""
    state = canonical(state)
    return _answer(_count_alone(_question(state, _understood(state).reading))).total


def facet_of(state: SearchState, name: str) -> FacetGroup:
    """One facet of a search, and nothing else of it."""

    def changed(question: Ask) -> Ask:
        return replace(_count_alone(question), facets={name: COUNTED[name]})

    resolved = resolve(state)
    _, answer = _relaxed(resolved.state, _understood(state).reading, changed)
    (group,) = present(resolved, answer.facets)
    return group


def ask(state: SearchState, reading: Reading) -> tuple[Strictness, Answer]:
    """The answer, and how much of the words it holds to. Less is required where nothing matches all that is required;
    but not where the filters alone are in the way, which the reader can take back."""
    return _relaxed(state, reading, lambda question: question)


def _relaxed(
    state: SearchState, reading: Reading, changed: Callable[[Ask], Ask]
) -> tuple[Strictness, Answer]:
    answer = _answer(changed(_question(state, reading)))
    if answer.total or (state.narrowed and _matches(state.unnarrowed(), reading)):
        return Strictness.USUAL, answer
    for strictness in steps(reading):
        relaxed = _answer(changed(_question(state, reading, strictness)))
        if relaxed.total:
            return strictness, relaxed
    return Strictness.USUAL, answer


def _matches(state: SearchState, reading: Reading) -> bool:
    return _answer(_count_alone(_question(state, reading))).total > 0


def _count_alone(question: Ask) -> Ask:
    return replace(question, facets={}, rank=None, closely=None, sort=ORDERS["newest"], start=0, size=0)


def _question(state: SearchState, reading: Reading, strictness: Strictness = Strictness.USUAL) -> Ask:
    return with_folding(build(state, reading, FILTERED, COUNTED, strictness), state)


def _understood(state: SearchState) -> Understanding:
    """Read by the words of the index that will be asked: a thread knows of it only once it has looked."""
    reader().probe()
    return understand(state.q)


def _answer(question: Ask) -> Answer:
    """The seam between the service and the engine behind it."""
    return reader().answer(question)
