"""Help with a search that finds little: another spelling, and why nothing was found."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.utils.translation import gettext, ngettext

from archive.markup import grouped
from search.query.state import SearchState
from search.reasons import Filter, Kind, Reason, reasons
from search.service import SearchPage, count_strictly
from search.suggest.offered import Suggestion, suggestion_for
from search.templatetags.results import chips

register = template.Library()


@dataclass(frozen=True)
class Explanation:
    """A reason in words; `action` names the way out that leads to `url` and finds `found`, where there is one."""

    text: str
    action: str
    url: str
    found: int


@register.simple_tag
def suggestion(page: SearchPage) -> Suggestion | None:
    return suggestion_for(page)


@register.filter
def concordance_url(state: SearchState) -> str:
    return state.at(1).url("concordance")


@register.simple_tag
def why(page: SearchPage) -> list[Explanation]:
    """Why a page is empty, or holds only what fits a part of the query."""
    filters = [Filter(chip.label, chip.without) for chip in chips(page)]
    return [_in_words(reason) for reason in reasons(page.state, page.reading, filters, count_strictly)]


def _in_words(reason: Reason) -> Explanation:
    text, action = _words(reason)
    url = reason.way.url() if reason.way else ""
    return Explanation(text, action if url else "", url, reason.found)


def _words(reason: Reason) -> tuple[str, str]:
    subject = {"subject": reason.subject}
    removed = {"shown": grouped(reason.removed), **subject}
    match reason.kind:
        case Kind.ABSENT:
            return gettext("没有一篇文章里有“%(subject)s”。") % subject, gettext(
                "不查“%(subject)s”"
            ) % subject
        case Kind.FILTERED:
            text = ngettext(
                "条件“%(subject)s”去掉了全部 %(shown)s 篇。",
                "条件“%(subject)s”去掉了全部 %(shown)s 篇。",
                reason.removed,
            )
            return text % removed, gettext("去掉“%(subject)s”") % subject
        case Kind.TOGETHER_FILTERED:
            text = ngettext(
                "几个条件合起来去掉了全部 %(shown)s 篇。",
                "几个条件合起来去掉了全部 %(shown)s 篇。",
                reason.removed,
            )
            return text % removed, gettext("去掉全部条件")
        case Kind.APART:
            return gettext("这些词都有，但没有一篇文章同时有。"), ""
