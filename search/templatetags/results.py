"""What a result page says and offers: the query in words, the chosen filters, the orders."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext, pgettext

from archive.markup import escaped, grouped
from search.facet_groups import FacetGroup
from search.facets import BY_NAME
from search.query.reading import TITLE, Group, Item, Reading, Restriction, Term
from search.query.state import ARTICLES, MISSING, NO_FOLDING, PARAGRAPHS, REPRINTS, SORTS, SearchState
from search.service import SearchPage

register = template.Library()

CURRENT = ' aria-current="true"'


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
class Order:
    """An order to choose; `current` is the one that is in use."""

    label: str
    url: str
    current: bool


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
    if state.work:
        found.append(Chip(gettext("一篇文字的各处转载"), state.of_work("")))
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
    return _group(reading)


def _group(group: Group) -> str:
    groups = [pgettext("检索词", "或").join(map(_item, alternatives)) for alternatives in group.required]
    words = pgettext("检索词", " 并且 ").join(groups)
    if group.excluded:
        without = gettext("不含 %(terms)s") % {
            "terms": pgettext("检索词", "、").join(map(_item, group.excluded))
        }
        words = pgettext("检索词", "，").join([words, without]) if words else without
    return words


def _item(item: Item) -> str:
    match item:
        case Term():
            return _term(item)
        case Restriction():
            return pgettext("字段", "%(field)s：%(value)s") % {
                "field": BY_NAME[item.facet].title,
                "value": item.label or item.given,
            }
        case Group():
            return gettext("（%(terms)s）") % {"terms": _group(item)}


def _term(term: Term) -> str:
    text = f"“{term.text}”" if term.quoted else term.text
    if term.field == TITLE:
        return pgettext("字段", "%(field)s：%(value)s") % {"field": gettext("标题"), "value": text}
    return text


@register.filter
def found_in_words(page: SearchPage) -> str:
    if not page.total:
        return gettext("没有查到文章")
    return _counted(ngettext("%(shown)s 篇文章", "%(shown)s 篇文章", page.total), page)


@register.filter
def see_in_words(page: SearchPage) -> str:
    return _counted(ngettext("看 %(shown)s 篇", "看 %(shown)s 篇", page.total), page)


def _counted(words: str, page: SearchPage) -> str:
    return words % {"shown": grouped(page.total)}


@register.filter
def facet(page: SearchPage, name: str) -> FacetGroup:
    return page.facet(name)


@register.filter
def order_links(state: SearchState) -> SafeString:
    """The orders to choose from, as list items."""
    return _links(orders(state))


def orders(state: SearchState) -> list[Order]:
    labels = {"relevance": gettext("最相关"), "newest": gettext("最新"), "oldest": gettext("最早")}
    return [Order(labels[sort], state.sorted_by(sort).url(), sort == state.order) for sort in SORTS]


@register.filter
def listing_links(state: SearchState) -> SafeString:
    """What a list is made of, as list items: one row for all copies of a text or one for each, articles or paragraphs."""
    paragraphs = state.lists_paragraphs
    ways = [Order(gettext("列文章"), state.showing(ARTICLES).url(), not paragraphs)]
    ways += [Order(gettext("列段落"), state.showing(PARAGRAPHS).url(), paragraphs)]
    if not state.work:
        ways += [Order(gettext("转载合为一条"), state.folding(REPRINTS).url(), state.folded)]
        ways += [Order(gettext("转载逐篇列出"), state.folding(NO_FOLDING).url(), not state.folded)]
    return _links(ways)


def _links(ways: Iterable[Order]) -> SafeString:
    links = (
        f'<li><a href="{escaped(way.url)}"{CURRENT if way.current else ""}>{escaped(way.label)}</a></li>'
        for way in ways
    )
    return mark_safe("\n".join(links))  # noqa: S308  every value is escaped above


@register.filter
def hidden_fields(state: SearchState, names: str) -> SafeString:
    """The state's parameters as a form's hidden fields, without the named ones (by comma) and the page."""
    fields = (
        f'<input type="hidden" name="{escaped(name)}" value="{escaped(value)}">'
        for name, value in state.pairs()
        if name not in {*names.split(","), "page"}
    )
    return mark_safe("".join(fields))  # noqa: S308  every value is escaped above
