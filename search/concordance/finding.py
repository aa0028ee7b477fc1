"""Runs a search for its lines instead of its articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from search.concordance.lines import ORDERS, Line, lines_of
from search.highlight import spans_in_each
from search.marks import marked_by
from search.query.reading import Reading
from search.query.state import BadPage, SearchState
from search.rows import Row
from search.service import run_search

MOST_ARTICLES = 300  # that are read, in the order of the search
MOST_LINES = 3000
TOGETHER = 50  # articles that are looked through as one


@dataclass(frozen=True)
class Concordance:
    """`lines` are all that were found, in the order `by`; of `articles` that the search finds the first `read` were read.
    `lines_left_out` counts what was found in these and is not among the lines."""

    state: SearchState
    reading: Reading
    by: str
    articles: int
    read: int
    lines: Sequence[Line]
    lines_left_out: int
    notes: tuple[str, ...] = ()

    @property
    def articles_left_out(self) -> int:
        return self.articles - self.read

    def pages(self, size: int) -> int:
        return max(1, -(-len(self.lines) // size))

    def page(self, size: int) -> Sequence[Line]:
        """Those of the page that the state asks for. Raises BadPage past the last one."""
        if self.state.page > self.pages(size):
            raise BadPage(self.state.page)
        return self.lines[(self.state.page - 1) * size : self.state.page * size]


def concordance(state: SearchState, by: str) -> Concordance:
    """Raises an IndexUnavailable when the index cannot answer."""
    searched = run_search(replace(state, page=1, page_size=MOST_ARTICLES))
    reading, articles = searched.reading, [result.article for result in searched.results]
    found = _lines(iter(articles), marked_by(reading))
    lines = list(islice(found, MOST_LINES))
    taken_back = min(searched.total, MOST_ARTICLES) - len(articles)
    return Concordance(
        state=replace(searched.state, page=state.page, page_size=state.page_size),
        reading=reading,
        by=by,
        articles=searched.total - taken_back,
        read=len(articles),
        lines=ORDERS[by](lines),
        lines_left_out=sum(1 for _ in found),
        notes=searched.notes,
    )


def _lines(articles: Iterator[Row], wanted: Sequence[str]) -> Iterator[Line]:
    while wanted and (some := list(islice(articles, TOGETHER))):
        found = spans_in_each([article.text for article in some], wanted)
        for article, marks in zip(some, found, strict=True):
            yield from lines_of(article, marks)
