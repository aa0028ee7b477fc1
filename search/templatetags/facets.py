"""The facets of a result page, as lists of links. A page has some hundred values: each is written in one go, all that
comes from the archive or the visitor escaped where it is put in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from archive.templatetags.timeline import Block, histogram
from search.facet_groups import FacetGroup
from search.query.state import MISSING, quoted

register = template.Library()

SHORT = 10  # values of a facet that are shown at once
MOST = 100  # values of a facet that a page holds at all
FEW = 16  # values of a facet whose branches are all open


@dataclass(frozen=True)
class FacetList:
    """What a page lists of a facet: `lines` are the values that stand below no other, each as a list item with those
    below it; `left_out` counts the values that are not listed."""

    lines: list[str]
    left_out: int


@register.filter
def listed(group: FacetGroup) -> FacetList:
    """A facet's values in its order, what is chosen first; of very many the most frequent. What lies below a value is
    folded, but around a choice, or where all are few."""
    counts = group.most_frequent(MOST)
    return FacetList(_Writer(group, counts).lines(None)[1], group.size - len(counts))


@register.filter
def first_few(lines: list[str]) -> list[str]:
    return lines if len(lines) <= SHORT + 2 else lines[:SHORT]


@register.filter
def the_rest(lines: list[str]) -> list[str]:
    return lines[len(first_few(lines)) :]


@register.simple_tag
def value_list(lines: list[str]) -> SafeString:
    return mark_safe(_list(lines))  # noqa: S308  lines are written below, where every value is escaped


def _list(lines: Iterable[str]) -> str:
    return f'<ul class="facet-values">{"".join(lines)}</ul>'


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


class _Writer:
    """Writes values with what they share: addresses, texts in the reader's language."""

    def __init__(self, group: FacetGroup, counts: Mapping[str, int]) -> None:
        self.group, self.counts = group, counts
        self.below = group.by_parent(counts)
        self.language = "" if group.name == "date" else ' lang="zh"'
        self.before, self.after = map(escape, group.state.around_next_value(group.name))
        taken_back = escape(gettext("（去掉这个条件）"))
        self.cross = f' <span class="cross" aria-hidden="true">×</span><span class="visually-hidden">{taken_back}</span>'
        self.within = escape(gettext("%(label)s以下"))

    def lines(self, above: str | None) -> tuple[bool, list[str]]:
        """Whether any value below this one is chosen, and their list items: those with a choice first."""
        written = [self.line(text) for text in self.below[above]]
        chosen = [line for is_chosen, line in written if is_chosen]
        return bool(chosen), chosen + [line for is_chosen, line in written if not is_chosen]

    def line(self, text: str) -> tuple[bool, str]:
        """Whether a value, or one below it, is chosen, and its list item."""
        key, label, _ = self.group.term(text)
        label, chosen, fold = escape(label), text in self.group.chosen, ""
        address, current, cross = f"{self.before}{quoted(key)}{self.after}", "", ""
        if chosen:
            address = escape(self.group.state.without(self.group.name, key).url())
            current, cross = ' aria-current="true"', self.cross
        if text in self.below:
            chosen_below, lines = self.lines(text)
            chosen = chosen or chosen_below
            fold = self.fold(label, lines, is_open=chosen or len(self.counts) <= FEW)
        return chosen, (
            f'<li><a class="facet-value" href="{address}"{current}>'
            f'<span class="facet-label"{self.language}>{label}{cross}</span>'
            f'<span class="count">{self.counts[text]:,}</span></a>{fold}</li>'
        )

    def fold(self, label: str, lines: list[str], *, is_open: bool) -> str:
        return (
            f'<details class="branch"{" open" if is_open else ""}><summary><span class="visually-hidden">'
            f"{self.within % {'label': label}}</span></summary>{_list(lines)}</details>"
        )
