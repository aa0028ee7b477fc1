"""The facets of a result page, as trees of links. A page has some hundred values: each is written in one go, all that
comes from the archive or the visitor escaped where it is put in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from archive.templatetags.timeline import Block, histogram
from search.facets import FacetGroup, FacetValue
from search.query.state import MISSING

register = template.Library()

SHORT = 10  # values of a facet that are shown at once
MOST = 100  # values of a facet that a page holds at all
FEW = 16  # values of a facet whose branches are all open


@dataclass(slots=True)
class Node:
    value: FacetValue
    children: tuple[Node, ...]
    chosen: bool  # it or something below it
    open: bool


@register.filter
def tree(group: FacetGroup) -> list[Node]:
    """A facet's values below their parents in its order, what is chosen first; of very many the most frequent. A
    branch is open around a choice, or where all are few."""
    values = group.values(MOST)
    known = {value.value for value in values}
    below: dict[str | None, list[FacetValue]] = {}
    for value in values:
        below.setdefault(value.parent if value.parent in known else None, []).append(value)
    return _nodes(None, below, few=len(known) <= FEW)


def _nodes(parent: str | None, below: dict[str | None, list[FacetValue]], few: bool) -> list[Node]:
    found = []
    for value in below.get(parent, []):
        children = tuple(_nodes(value.value, below, few)) if value.value in below else ()
        chosen = value.selected or any(child.chosen for child in children)
        found.append(Node(value, children, chosen, bool(children) and (few or chosen)))
    return sorted(found, key=lambda node: not node.chosen)


@register.filter
def left_out_of(nodes: list[Node], group: FacetGroup) -> int:
    """How many of a facet's values a tree of them leaves out."""
    return group.size - _size(nodes)


def _size(nodes: Iterable[Node]) -> int:
    return sum(1 + _size(node.children) for node in nodes)


@register.filter
def first_few(nodes: list[Node]) -> list[Node]:
    return nodes if len(nodes) <= SHORT + 2 else nodes[:SHORT]


@register.filter
def the_rest(nodes: list[Node]) -> list[Node]:
    return nodes[len(first_few(nodes)) :]


@register.filter
def missing_chosen(group: FacetGroup) -> bool:
    return MISSING in group.chosen


@register.filter
def missing_url(group: FacetGroup) -> str:
    return group.state.url_including(group.name, MISSING)


@register.filter
def over_time(group: FacetGroup) -> list[Block]:
    """The bars of a date facet: all its years and months, however few of them the list beside holds."""
    return histogram(group.periods())


@register.simple_tag
def branch(nodes: list[Node], facet: str) -> SafeString:
    """Values of a facet, each with those below it, as a list of links."""
    return mark_safe(_Writer(facet).branch(nodes))  # noqa: S308  every value is escaped below


class _Writer:
    """Writes values with what they share: texts in the reader's language."""

    def __init__(self, facet: str) -> None:
        self.language = "" if facet == "date" else ' lang="zh"'
        taken_back = escape(gettext("（去掉这个条件）"))
        self.cross = f' <span class="cross" aria-hidden="true">×</span><span class="visually-hidden">{taken_back}</span>'
        self.below = escape(gettext("%(label)s以下"))

    def branch(self, nodes: Iterable[Node]) -> str:
        return f'<ul class="facet-values">{"".join(map(self.item, nodes))}</ul>'

    def item(self, node: Node) -> str:
        value = node.value
        label = escape(value.label)
        current, cross = (' aria-current="true"', self.cross) if value.selected else ("", "")
        return (
            f'<li><a class="facet-value" href="{escape(value.url)}"{current}>'
            f'<span class="facet-label"{self.language}>{label}{cross}</span>'
            f'<span class="count">{value.count:,}</span></a>{self.fold(node, label) if node.children else ""}</li>'
        )

    def fold(self, node: Node, label: str) -> str:
        return (
            f'<details class="branch"{" open" if node.open else ""}><summary><span class="visually-hidden">'
            f"{self.below % {'label': label}}</span></summary>{self.branch(node.children)}</details>"
        )
