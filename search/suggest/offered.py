"""“Did you mean”: the query as the index spells it, where that finds clearly more."""

from __future__ import annotations

from dataclasses import dataclass, replace

from archive.text.folding import fold
from search.query.index import reader
from search.query.reading import Item, Term
from search.query.state import SearchState
from search.query.writing import written
from search.service import SearchPage, run_search
from search.suggest.spelling import CLEARLY, spelt

FEW = 3  # articles found: with more a query is taken as it is
MOST_TERMS = 4  # that are looked at: what is longer is no slip of the pen


@dataclass(frozen=True)
class Suggestion:
    """The query as it may be meant, in the state that asks for it, and the number of rows that it finds."""

    state: SearchState
    count: int

    @property
    def q(self) -> str:
        return self.state.q

    @property
    def url(self) -> str:
        return self.state.url()


def suggestion_for(page: SearchPage) -> Suggestion | None:
    """None where the query is spelt as the index spells it, or the other spelling finds no more. What it finds is looked
    at as for any page, so that no word of a withheld article is named."""
    found = 0 if page.relaxed else page.total
    if found > FEW or not 0 < len(page.reading.terms) <= MOST_TERMS:
        return None
    q = _respelt(page, rare=found)
    if q is None:
        return None
    meant = run_search(replace(page.state, q=q, page=1))
    if meant.relaxed or not meant.results or meant.total < CLEARLY * found:
        return None
    return Suggestion(meant.state, meant.total)


def _respelt(page: SearchPage, rare: int) -> str | None:
    index, changed = reader(), False

    def respell(item: Item) -> Item:
        nonlocal changed
        if not isinstance(item, Term):
            return item
        text = spelt(index, item.field, item.text, rare)
        if text == fold(item.text):
            return item
        changed = True
        return replace(item, text=text, also=())

    reading = page.reading.with_items(respell)
    return written(reading) if changed else None
