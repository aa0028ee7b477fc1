"""What a result page says and offers: the query in words, the chosen filters, facets as trees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django import template
from django.utils.translation import gettext, pgettext

from search.facets import FacetGroup, FacetValue
from search.query.state import MISSING, SearchState
from search.query.syntax import Reading, Term
from search.service import SearchPage

register = template.Library()

SHORT = 10  # values of a facet that are shown at once
MOST = 100  # values of a facet that a page holds at all
FEW = 16  # values of a facet whose branches are all open


@dataclass(frozen=True)
class Chip:
    """A chosen filter; `without` is the search without it."""

    label: str
    without: SearchState
    excluded: bool = False

    @property
    def url(self) -> str:
        return self.without.url()


@dataclass(frozen=True)
class Node:
    value: FacetValue
    children: tuple[Node, ...]
    chosen: bool  # it or something below it
    open: bool


@register.filter
def chips(page: SearchPage) -> list[Chip]:
    state = page.state
    found = [_chip(page.facet(name), value, state) for name, value in state.chosen]
    found += [_chip(page.facet(name), value, state, excluded=True) for name, value in state.excluded]
    if state.date_from or state.date_to:
        label = gettext("%(first)s 至 %(last)s") % {
            "first": state.date_from or "…",
            "last": state.date_to or "…",
        }
        found.append(Chip(label, state.without_range()))
    return found


def _chip(group: FacetGroup, value: str, state: SearchState, excluded: bool = False) -> Chip:
    if value == MISSING:
        label = gettext("%(facet)s未著录") % {"facet": group.title}
    else:
        shown = group.excluded if excluded else group.selected
        label = next((each.label for each in shown if each.value == value), value)
    return Chip(label, state.without(group.name, value), excluded)


@register.filter
def in_words(reading: Reading) -> str:
    """How the query was read: “突击队” 并且 上海或北京，不含 深圳."""
    groups = [pgettext("检索词", "或").join(_term(term) for term in group) for group in reading.required]
    words = pgettext("检索词", " 并且 ").join(groups)
    if reading.excluded:
        without = gettext("不含 %(terms)s") % {
            "terms": pgettext("检索词", "、").join(_term(term) for term in reading.excluded)
        }
        words = pgettext("检索词", "，").join([words, without]) if words else without
    return words


def _term(term: Term) -> str:
    return f"“{term.text}”" if term.quoted else term.text


@register.filter
def tree(group: FacetGroup) -> list[Node]:
    """A facet's values below their parents in its order, what is chosen first; of very many the most frequent. A
    branch is open around a choice, or where all are few."""
    known = _most_frequent(group.values)
    below: dict[str | None, list[FacetValue]] = {}
    for value in (value for value in group.values if value.value in known):
        below.setdefault(value.parent if value.parent in known else None, []).append(value)
    return _nodes(None, below, few=len(known) <= FEW)


def _most_frequent(values: tuple[FacetValue, ...]) -> set[str]:
    """The MOST values that count most, with those above them; what is chosen is always among them."""
    by_value = {value.value: value for value in values}
    kept: set[str] = set()
    for value in sorted(values, key=lambda value: (not value.selected, -value.count, value.depth)):
        line = {step.value for step in _line(value, by_value)} - kept
        if value.selected or len(kept) + len(line) <= MOST:
            kept |= line
    return kept


def _line(value: FacetValue, by_value: Mapping[str, FacetValue]) -> Iterator[FacetValue]:
    """The value and those above it."""
    above: FacetValue | None = value
    while above:
        yield above
        above = by_value.get(above.parent or "")


@register.filter
def left_out_of(nodes: list[Node], group: FacetGroup) -> int:
    """How many of a facet's values a tree of them leaves out."""
    return len(group.values) - _size(nodes)


def _size(nodes: Iterable[Node]) -> int:
    return sum(1 + _size(node.children) for node in nodes)


def _nodes(parent: str | None, below: dict[str | None, list[FacetValue]], few: bool) -> list[Node]:
    found = []
    for value in below.get(parent, []):
        children = tuple(_nodes(value.value, below, few))
        chosen = value.selected or any(child.chosen for child in children)
        found.append(Node(value, children, chosen, bool(children) and (few or chosen)))
    return sorted(found, key=lambda node: not node.chosen)


@register.filter
def first_few(nodes: list[Node]) -> list[Node]:
    return nodes if len(nodes) <= SHORT + 2 else nodes[:SHORT]


@register.filter
def the_rest(nodes: list[Node]) -> list[Node]:
    return nodes[len(first_few(nodes)) :]


@register.filter
def missing_chosen(group: FacetGroup) -> bool:
    return any(value.value == MISSING for value in group.selected)


@register.filter
def missing_url(group: FacetGroup, state: SearchState) -> str:
    return state.including(group.name, MISSING).url()


@register.filter
def sorted_url(state: SearchState, sort: str) -> str:
    return state.sorted_by(sort).url()


@register.filter
def kept(state: SearchState, names: str) -> list[tuple[str, str]]:
    """The state's parameters as a form's hidden fields, without the named ones (by comma) and the page."""
    return [(name, value) for name, value in state.pairs() if name not in {*names.split(","), "page"}]
