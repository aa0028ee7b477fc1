"""What a reader asked for: one frozen value, from which every link of a result page is made."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any
from urllib.parse import quote_plus, urlencode

from django.http import QueryDict
from django.urls import get_script_prefix, reverse
from django.utils.translation import gettext as _

from archive.dating import first_day, last_day
from search.query.guard import bounded

FACET_NAMES = ("city", "organization", "kind", "source", "date")
MISSING = "none"  # the value of a facet that stands for "has none"
SORTS = ("relevance", "newest", "oldest")
REPRINTS, NO_FOLDING = FOLDS = ("reprints", "none")
ARTICLES, PARAGRAPHS = LISTINGS = ("articles", "paragraphs")
PAGE_SIZE, MAX_PAGE_SIZE = 20, 100
MAX_VALUES = 20  # of one facet, chosen or excluded
MAX_PAGE_DIGITS = 9

_PLAIN = re.compile("[0-9A-Za-z_.-]*")
_WORK = re.compile("[a-z2-7]{10}")

Values = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Problem:
    """A parameter that could not be read."""

    parameter: str
    detail: str


class BadPage(ValueError):
    """A page number that no result has."""


@dataclass(frozen=True)
class SearchState:
    """`chosen` and `excluded` hold (facet, value) pairs: OR within a facet, AND across. Dates are ISO days. `fold` says
    whether articles that print one text are one row, `show` whether articles are listed or their paragraphs; `work`
    asks for the articles that print one text, each in a row of its own."""

    q: str = ""
    chosen: Values = ()
    excluded: Values = ()
    date_from: str = ""
    date_to: str = ""
    sort: str = ""
    page: int = 1
    page_size: int = PAGE_SIZE
    work: str = ""
    fold: str = REPRINTS
    show: str = ARTICLES
    problems: tuple[Problem, ...] = field(default=(), compare=False)

    @property
    def order(self) -> str:
        return self.sort or ("relevance" if self.q else "newest")

    @property
    def narrowed(self) -> bool:
        return bool(self.chosen or self.excluded or self.date_from or self.date_to or self.work)

    @property
    def folded(self) -> bool:
        return self.fold == REPRINTS and not self.work

    @property
    def lists_paragraphs(self) -> bool:
        return self.show == PARAGRAPHS

    def values(self, facet: str) -> tuple[str, ...]:
        return tuple(value for name, value in self.chosen if name == facet)

    def refused(self, facet: str) -> tuple[str, ...]:
        return tuple(value for name, value in self.excluded if name == facet)

    def including(self, facet: str, value: str) -> SearchState:
        return replace(self, chosen=(*self.chosen, (facet, value)), page=1)

    def without(self, facet: str, value: str) -> SearchState:
        def keep(pairs: Values) -> Values:
            return tuple(pair for pair in pairs if pair != (facet, value))

        return replace(self, chosen=keep(self.chosen), excluded=keep(self.excluded), page=1)

    def without_facet(self, facet: str) -> SearchState:
        """Nothing of it chosen or excluded."""

        def keep(pairs: Values) -> Values:
            return tuple(pair for pair in pairs if pair[0] != facet)

        return replace(self, chosen=keep(self.chosen), excluded=keep(self.excluded), page=1)

    def excluding(self, facet: str, value: str) -> SearchState:
        return replace(self, excluded=(*self.excluded, (facet, value)), page=1)

    def without_range(self) -> SearchState:
        return replace(self, date_from="", date_to="", page=1)

    def of_work(self, work: str) -> SearchState:
        return replace(self, work=work, page=1)

    def folding(self, fold: str) -> SearchState:
        return replace(self, fold=fold, page=1)

    def showing(self, show: str) -> SearchState:
        """The same page of articles: they are the same in either listing."""
        return replace(self, show=show)

    def unnarrowed(self) -> SearchState:
        return replace(self, chosen=(), excluded=(), date_from="", date_to="", work="", page=1)

    def at(self, page: int) -> SearchState:
        return replace(self, page=page)

    def sorted_by(self, sort: str) -> SearchState:
        return replace(self, sort=sort, page=1)

    def pairs(self) -> list[tuple[str, str]]:
        """The parameters that ask for this state, the usual ones left out."""
        pairs = self._leading_pairs() + self._other_pairs()
        if self.page != 1:
            pairs.append(("page", str(self.page)))
        return pairs

    def _leading_pairs(self) -> list[tuple[str, str]]:
        """The query and what is chosen, which stand before a value that is chosen next."""
        return [*([("q", self.q)] if self.q else []), *self.chosen]

    def _other_pairs(self) -> list[tuple[str, str]]:
        pairs = [(f"-{name}", value) for name, value in self.excluded]
        pairs += [
            (name, getattr(self, name))
            for name in ("date_from", "date_to", "work", "sort")
            if getattr(self, name)
        ]
        pairs += [("fold", self.fold)] if self.fold != REPRINTS else []
        pairs += [("show", self.show)] if self.show != ARTICLES else []
        if self.page_size != PAGE_SIZE:
            pairs.append(("page_size", str(self.page_size)))
        return pairs

    def url(self, view: str = "search") -> str:
        pairs = self.pairs()
        return _path(view, get_script_prefix()) + ("?" + urlencode(pairs) if pairs else "")

    def url_including(self, facet: str, value: str) -> str:
        """The address of `including(facet, value)`, at a tenth of the cost: a page has hundreds of them."""
        before, after = self.around_next_value(facet)
        return f"{before}{quoted(value)}{after}"

    def around_next_value(self, facet: str) -> tuple[str, str]:
        """What stands in the address of `including(facet, value)` before the value and after it."""
        before, after = self._around_next_pair
        return f"{before}{facet}=", after

    @cached_property
    def _around_next_pair(self) -> tuple[str, str]:
        leading, others = urlencode(self._leading_pairs()), urlencode(self._other_pairs())
        return (
            f"{_path('search', get_script_prefix())}?{leading}{'&' if leading else ''}",
            f"{'&' if others else ''}{others}",
        )


@lru_cache(maxsize=16)
def _path(view: str, _prefix: str) -> str:
    return reverse(view)


def quoted(value: str) -> str:
    """As `quote_plus`, which takes ten times as long to leave a code, a date or a public id as it is."""
    return value if _PLAIN.fullmatch(value) else quote_plus(value)


def from_params(params: QueryDict, fold: str = REPRINTS) -> SearchState:
    """Reads a request's parameters; `fold` is what holds where they do not say it. Unknown ones are ignored; unreadable
    ones are named in `problems`.

    Raises BadPage for a page that cannot be.
    """
    problems: list[Problem] = []
    return SearchState(
        q=bounded(params.get("q", "").strip()),
        chosen=_pairs(params, "", problems),
        excluded=_pairs(params, "-", problems),
        date_from=_day(params, "date_from", problems),
        date_to=_day(params, "date_to", problems),
        work=_work(params, problems),
        sort=_sort(params, problems),
        fold=_one_of(FOLDS, "fold", params, problems) or fold,
        show=_one_of(LISTINGS, "show", params, problems) or ARTICLES,
        page=page_number(params.get("page", "")),
        page_size=_page_size(params.get("page_size", ""), problems),
        problems=tuple(problems),
    )


def _pairs(params: QueryDict, sign: str, problems: list[Problem]) -> Values:
    return tuple(
        (name, value)
        for name in FACET_NAMES
        for value in _readable(name, sign + name, _values(params.getlist(sign + name)), problems)
    )


def _values(given: list[str]) -> list[str]:
    """What was given, without blanks around it, each value once."""
    cleaned = (value.replace("\x00", "").strip()[:100] for value in given)
    return list(dict.fromkeys(filter(None, cleaned)))


def _readable(facet: str, parameter: str, values: list[str], problems: list[Problem]) -> list[str]:
    """The values that can be looked up; the first that is no date and what is too many are named."""
    found = [value for value in values if facet != "date" or _is_date_value(value)]
    if len(found) < len(values):
        unreadable = next(value for value in values if not _is_date_value(value))
        problems.append(_no_date(parameter, unreadable))
    if len(found) > MAX_VALUES:
        problems.append(
            Problem(parameter, _("一项最多选 %(most)d 个值，只用了前面的。") % {"most": MAX_VALUES})
        )
    return found[:MAX_VALUES]


def _is_date_value(value: str) -> bool:
    return value == MISSING or first_day(value) is not None


def _no_date(parameter: str, value: str) -> Problem:
    return Problem(parameter, _("“%(value)s”不是日期，请写作 2022-04-25。") % {"value": value[:30]})


def _day(params: Mapping[str, Any], name: str, problems: list[Problem]) -> str:
    """An ISO date; a month or a year stands for its first day (date_from) or its last (date_to)."""
    value = str(params.get(name, "")).strip()
    if not value:
        return ""
    day = last_day(value) if name == "date_to" else first_day(value)
    if day is None:
        problems.append(_no_date(name, value))
        return ""
    return day.isoformat()


def _sort(params: Mapping[str, Any], problems: list[Problem]) -> str:
    value = str(params.get("sort", ""))
    if value and value not in SORTS:
        problems.append(Problem("sort", _("没有这种排序：%(value)s") % {"value": value[:30]}))
        return ""
    return value


def _work(params: Mapping[str, Any], problems: list[Problem]) -> str:
    value = str(params.get("work", "")).strip()
    if value and not _WORK.fullmatch(value):
        problems.append(Problem("work", _("没有这样的同文编号：%(value)s") % {"value": value[:30]}))
        return ""
    return value


def _one_of(known: tuple[str, ...], name: str, params: Mapping[str, Any], problems: list[Problem]) -> str:
    value = str(params.get(name, ""))
    if value and value not in known:
        told = {"name": name, "value": value[:30], "known": "、".join(known)}
        problems.append(Problem(name, _("%(name)s 不能是“%(value)s”，只能是 %(known)s。") % told))
        return ""
    return value


def page_number(value: str) -> int:
    """Raises BadPage for what is no number of a page."""
    if not value:
        return 1
    if not (value.isascii() and value.isdigit()) or len(value) > MAX_PAGE_DIGITS or int(value) < 1:
        raise BadPage(value[:30])
    return int(value)


def _page_size(value: str, problems: list[Problem]) -> int:
    if not value:
        return PAGE_SIZE
    if not (value.isascii() and value.isdigit() and len(value) <= 3 and 1 <= int(value) <= MAX_PAGE_SIZE):
        problems.append(Problem("page_size", _("每页 1 至 %(most)d 条。") % {"most": MAX_PAGE_SIZE}))
        return PAGE_SIZE
    return int(value)
