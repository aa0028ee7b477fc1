"""What a reader could try when nothing was found: each way with the number of articles that it finds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django import template
from django.utils.translation import gettext

from search.query.state import SearchState
from search.query.writing import unquoted, written, written_item
from search.service import SearchPage, count
from search.templatetags.results import chips
from search.templatetags.suggestions import Explanation

register = template.Library()

MOST_TRIED = 8  # each is a search


@dataclass(frozen=True)
class WayOut:
    label: str
    url: str
    count: int


@register.simple_tag
def ways_out(page: SearchPage, explanations: Sequence[Explanation] = ()) -> list[WayOut]:
    """The changes to a search that find something; few are tried. Those that the explanations offer are left out."""
    offered = {explanation.url for explanation in explanations}
    ways = (way for way in _ways(page) if way[1].url() not in offered)
    tried = [way for way, _ in zip(ways, range(MOST_TRIED), strict=False)]
    counted = [WayOut(label, state.url(), count(state)) for label, state in tried]
    return [way for way in counted if way.count]


def _ways(page: SearchPage) -> Iterator[tuple[str, SearchState]]:
    state, terms = page.state, page.reading.terms
    if any(term.quoted for term in terms):
        yield gettext("不加引号"), replace(state, q=written(unquoted(page.reading)), page=1)
    if state.narrowed:
        yield gettext("去掉全部条件"), state.unnarrowed()
    chosen = chips(page)
    if len(chosen) > 1:
        for chip in chosen:
            yield gettext("去掉“%(label)s”") % {"label": chip.label}, chip.without
    if len(terms) > 1:
        for term in terms:
            yield gettext("只查“%(term)s”") % {"term": term.text}, SearchState(q=written_item(term))
