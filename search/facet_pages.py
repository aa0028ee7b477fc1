"""All values of one facet of a search, page by page: those that a reader looks for, by frequency or by name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from archive.text.folding import fold
from archive.text.pinyin import toneless, usual_readings
from search.engine.completing import Pattern
from search.facet_groups import FacetGroup
from search.query.state import MISSING, BadPage, SearchState, page_number
from search.service import facet_of
from search.suggest.typed import patterns

SIZE = 100  # values on a page
MOST_SOUGHT = 50  # characters that are looked for
_BEGINNING = "(?:^|(?<=[省市区县州盟旗]))"
FREQUENCY, NAME = ORDERS = ("count", "name")


@dataclass(frozen=True)
class Wish:
    """What of a facet's values is shown: those whose names hold `sought`, in an order, of which page."""

    sought: str = ""
    order: str = FREQUENCY
    page: int = 1

    @classmethod
    def of(cls, params: Mapping[str, Any]) -> Wish:
        """Raises BadPage for a page that cannot be."""
        order = params.get("order", "")
        return cls(
            sought=" ".join(params.get("in", "").replace("\x00", "").split())[:MOST_SOUGHT],
            order=order if order in ORDERS else FREQUENCY,
            page=page_number(params.get("facet_page", "")),
        )

    def pairs(self) -> list[tuple[str, str]]:
        usual = Wish()
        given = (("in", "sought"), ("order", "order"), ("facet_page", "page"))
        return [
            (name, str(getattr(self, own)))
            for name, own in given
            if getattr(self, own) != getattr(usual, own)
        ]


@dataclass(frozen=True)
class Line:
    """A value with its number. `chosen` and `excluded` say what is asked of it now; `choice` and `exclusion` are the
    results where that is asked or, if it is, taken back."""

    label: str
    count: int
    chosen: bool
    excluded: bool
    choice: SearchState
    exclusion: SearchState


@dataclass(frozen=True)
class FacetPage:
    """`total` counts the values that were looked for, `size` all that the facet has."""

    group: FacetGroup
    wish: Wish
    lines: tuple[Line, ...]
    total: int
    size: int

    @property
    def state(self) -> SearchState:
        return self.group.state

    @property
    def pages(self) -> int:
        return pages_of(self.total)

    def url(self, **wish: Any) -> str:
        return address(self.group.name, self.state, replace(self.wish, **wish))


def address(name: str, state: SearchState, wish: Wish = Wish()) -> str:
    """Where all values of a facet are listed."""
    pairs = [*state.at(1).pairs(), *wish.pairs()]
    return reverse("facet", args=[name]) + ("?" + urlencode(pairs) if pairs else "")


def pages_of(total: int) -> int:
    return max(1, -(-total // SIZE))


def facet_page(name: str, state: SearchState, wish: Wish) -> FacetPage:
    """Raises BadPage past the last page, and an IndexUnavailable when the index cannot answer."""
    group = facet_of(state, name)
    counts = group.all_counts() | ({MISSING: group.missing} if group.missing else {})
    labels = {text: full_label(group, text) for text in counts}
    found = [text for text in sought(labels, wish.sought) if text in counts]
    if wish.page > pages_of(len(found)):
        raise BadPage(wish.page)
    ordered = in_order(found, counts, labels, wish.order, newest_first=group.facet.newest_first)
    shown = ordered[(wish.page - 1) * SIZE : wish.page * SIZE]
    lines = tuple(_line(group, text, labels[text], counts[text]) for text in shown)
    return FacetPage(group, wish, lines, len(found), len(counts))


def full_label(group: FacetGroup, text: str) -> str:
    """A place with those above it: districts of many cities have one name. Dates say theirs already."""
    term = group.term(text)
    if group.name != "city" or not term.parent:
        return term.label
    return f"{full_label(group, term.parent)}{term.label}"


def sought(labels: Mapping[str, str], text: str) -> list[str]:
    """The texts of the labels that hold what is sought, in either script, in pinyin or by initials. A single syllable
    begins a label, or what follows a place in it (广东省深圳市): sh would else be found in every 省."""
    ways = [_pattern(way) for way in patterns(text)]
    if not ways:
        return [] if text else list(labels)
    wanted = re.compile("|".join(ways))
    return [
        each for each, label in labels.items() if wanted.search("".join(filter(str.isalnum, fold(label))))
    ]


def _pattern(way: Pattern) -> str:
    letters = "".join(f"[{''.join(map(re.escape, sorted(each)))}]" for each in way)
    is_syllable = len(way) == 1 and len(way[0]) > 1
    return f"{_BEGINNING}{letters}" if is_syllable else letters


def in_order(
    texts: Iterable[str],
    counts: Mapping[str, int],
    labels: Mapping[str, str],
    order: str,
    *,
    newest_first: bool = False,
) -> list[str]:
    """By name as it is read, or the latest first; by frequency the most frequent first. What is missing comes last."""
    if newest_first:
        named = sorted(texts, reverse=True)
    else:
        named = sorted(texts, key=lambda text: (_read_aloud(labels[text]), labels[text]))
    if order == FREQUENCY:
        named.sort(key=counts.__getitem__, reverse=True)
    return sorted(named, key=MISSING.__eq__)


@lru_cache(maxsize=1 << 14)  # a facet has ten thousand names, and every page of it orders them all
def _read_aloud(label: str) -> tuple[str, ...]:
    return tuple(map(_sound, fold(label)))


@lru_cache(maxsize=8192)
def _sound(char: str) -> str:
    """How a character is usually read, with itself for those that are read alike."""
    readings = sorted(map(toneless, usual_readings(char)))
    return f"{readings[0]}{char}" if readings else char


def _line(group: FacetGroup, text: str, label: str, count: int) -> Line:
    key, name, state = group.term(text).key, group.name, group.state
    neither = state.without(name, key)
    chosen, excluded = text in group.chosen, text in group.refused
    return Line(
        label=label,
        count=count,
        chosen=chosen,
        excluded=excluded,
        choice=neither if chosen else neither.including(name, key),
        exclusion=neither if excluded else neither.excluding(name, key),
    )
