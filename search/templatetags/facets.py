"""The facets of a result page, as lists of links. A page has some hundred values: each is written in one go, all that
comes from the archive or the visitor escaped where it is put in."""

from __future__ import annotations

from functools import cache, cached_property

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from archive.markup import escaped, grouped
from archive.templatetags.timeline import Block, histogram
from search.facet_groups import FacetGroup
from search.facet_pages import address
from search.facets import BY_NAME
from search.query.state import MISSING, quoted
from search.remembered import Remembered

register = template.Library()

SHORT = 10  # values of a facet that are shown at once
MOST = 100  # values of a facet that a page holds at all
FEW = 16  # values of a facet whose branches are all open
IN_READERS_LANGUAGE = ("date", "kind")  # the others' values are names in Chinese
REMEMBERED = 4096  # values of a facet in a language, of some 300 bytes each


@register.simple_tag
def facet_values(group: FacetGroup) -> SafeString:
    """A facet's values in its order, what is chosen first, most of them folded away; of very many the most frequent."""
    return mark_safe(_Writer(group).values())  # noqa: S308  every value is escaped below


@register.filter
def over_time(group: FacetGroup) -> list[Block]:
    """The bars of a date facet: all its years and months, however few of them the list beside holds."""
    return histogram(group.periods())


@cache
def _parts(name: str, _language: str | None) -> Remembered[tuple[str, str]]:
    """Of the line of a value that is not chosen what is the same in every search, by the text that is counted: the end of
    the address, and what stands between the address and the number."""

    def make(text: str) -> tuple[str, str]:
        term = BY_NAME[name].read(text)
        return quoted(term.key), f'">{_label(name, term.label)}<span class="count">'

    return Remembered(make, REMEMBERED)


def _label(facet: str, label: str, more: str = "") -> str:
    language = "" if facet in IN_READERS_LANGUAGE else ' lang="zh"'
    return f'<span class="facet-label"{language}>{escaped(label)}{more}</span>'


class _Writer:
    """Writes the values of a facet with what they share: addresses, texts in the reader's language. A line is what stands
    in a list item."""

    def __init__(self, group: FacetGroup) -> None:
        self.group, self.facet = group, group.name
        self.counts = group.most_frequent(MOST)
        self.below = group.by_parent(self.counts)
        self.before, self.after = map(escaped, group.state.around_next_value(group.name))
        self.links = self.written_links()

    def written_links(self) -> dict[str, str]:
        """The link that chooses each value that is not chosen, in one go."""
        start, after = f'<a class="facet-value" href="{self.before}', self.after
        parts = _parts(self.facet, get_language())
        return {
            text: f"{start}{(part := parts[text])[0]}{after}{part[1]}{grouped(count)}</span></a>"
            for text, count in self.counts.items()
            if text not in self.group.chosen
        }

    def values(self) -> str:
        _, lines = self.lines(None)
        shown = len(lines) if len(lines) <= SHORT + 2 else SHORT
        return _list(lines[:shown]) + self.more(lines[shown:]) + self.missing() + self.all_values()

    def more(self, lines: list[str]) -> str:
        if not lines:
            return ""
        title, search = gettext("另外 %(shown)s 项") % {"shown": grouped(len(lines))}, gettext("在其中查找")
        return (
            f'<details class="more" data-filter="{escaped(search)}">'
            f"<summary>{escaped(title)}</summary>{_list(lines)}</details>"
        )

    def all_values(self) -> str:
        """Where each value can be looked for and excluded, those too that are not listed here."""
        if not self.group.size:
            return ""
        words = gettext("全部 %(shown)s 项：查找、排除") % {"shown": grouped(self.group.size)}
        href = escaped(address(self.facet, self.group.state))
        title = f'<span class="visually-hidden">{escaped(self.group.title)}</span>'
        return f'<p class="facet-more"><a href="{href}">{title}{escaped(words)}</a></p>'

    def missing(self) -> str:
        """What has no value, until it is chosen and stands among the others."""
        if not self.group.missing or MISSING in self.group.chosen:
            return ""
        line = (
            f'<a class="facet-value facet-missing" href="{self.before}{MISSING}{self.after}">'
            f'<span class="facet-label">{escaped(self.group.term(MISSING).label)}</span>'
            f'<span class="count">{grouped(self.group.missing)}</span></a>'
        )
        return _list([line])

    def lines(self, above: str | None) -> tuple[bool, list[str]]:
        """Whether any value below this one is chosen, and their lines: those with a choice first."""
        chosen: list[str] = []
        others: list[str] = []
        for text in self.below[above]:
            if text in self.group.chosen:
                chosen.append(self.chosen_line(text))
            elif text in self.below:
                is_around, line = self.branch(text)
                (chosen if is_around else others).append(line)
            else:
                others.append(self.links[text])
        return bool(chosen), chosen + others

    def branch(self, text: str) -> tuple[bool, str]:
        """Whether any value below this one is chosen, and its line: open around a choice, or where all are few."""
        chosen, lines = self.lines(text)
        return chosen, self.links[text] + self.fold(text, lines, is_open=chosen)

    def chosen_line(self, text: str) -> str:
        term, state = self.group.term(text), self.group.state
        fold = self.fold(text, self.lines(text)[1], is_open=True) if text in self.below else ""
        taken_back = gettext("（去掉这个条件）")
        cross = (
            ' <span class="cross" aria-hidden="true">×</span>'
            f'<span class="visually-hidden">{escaped(taken_back)}</span>'
        )
        return (
            f'<a class="facet-value" href="{escaped(state.without(self.facet, term.key).url())}" aria-current="true">'
            f'{_label(self.facet, term.label, cross)}<span class="count">{grouped(self.counts[text])}</span></a>{fold}'
        )

    def fold(self, text: str, lines: list[str], *, is_open: bool) -> str:
        is_open = is_open or len(self.counts) <= FEW
        label = escaped(self.within % {"label": self.group.term(text).label})
        return (
            f'<details class="branch"{" open" if is_open else ""}>'
            f'<summary><span class="visually-hidden">{label}</span></summary>{_list(lines)}</details>'
        )

    @cached_property
    def within(self) -> str:
        return gettext("%(label)s以下")


def _list(lines: list[str]) -> str:
    items = f"<li>{'</li><li>'.join(lines)}</li>" if lines else ""
    return f'<ul class="facet-values">{items}</ul>'
