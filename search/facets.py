"""The facets, declared once; and what a page or the API shows of each.

A search counts thousands of values and a page shows a hundred of each facet: what is made for one value is made only
for those that are shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.dating import date_label, first_day
from archive.models import Place
from archive.text import divisions
from search import entries
from search.engine.ask import FacetCount, ValueCounts
from search.query.resolve import Resolved
from search.query.state import MISSING, SearchState

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

MONTH = 7  # characters of an ISO month


class Term(NamedTuple):
    """What a counted text stands for: `key` is the parameter's value, `parent` the key of the one above."""

    key: str
    label: str
    parent: str | None = None


@dataclass(frozen=True)
class Facet:
    """A way to narrow: `name` is the parameter, `filtered` the index's whole-value field of its keys, `counted` the one
    whose texts are counted, `read` what such a text stands for.

    Where values are `nested` the texts are keys, longer ones below shorter ones; else they stand in the order of their
    labels. Siblings stand with the most frequent first, or `newest_first`.
    """

    name: str
    filtered: str
    counted: str
    title: StrPromise
    read: Callable[[str], Term]
    nested: bool = False
    newest_first: bool = False

    def counted_as(self, key: str, name: str, counts: Mapping[str, int]) -> str:
        """The text that counts for a key: among those that were counted, else as it would be."""
        if self.nested:
            return key
        text = entries.entry(key, name)
        return text if text in counts else next((each for each in counts if entries.is_of(each, key)), text)


def _place(code: str) -> Term:
    division = divisions.by_code(code)
    return Term(code, division.name, division.parent) if division else _former_place(code)


@lru_cache(maxsize=1000)
def _former_place(code: str) -> Term:
    """One that the tables name no longer, but the archive does: places change only with the program."""
    place = Place.objects.select_related("parent").filter(code=code).first()
    return Term(code, place.name, place.parent.code if place.parent else None) if place else Term(code, code)


def _date(prefix: str) -> Term:
    if not first_day(prefix):
        return Term(prefix, prefix)
    return Term(prefix, date_label(prefix), prefix[:-3] if len(prefix) > 4 else None)


def _entry(text: str) -> Term:
    return Term(*entries.read(text))


FACETS = (
    Facet("city", "city_key", "city_key", _("城市"), _place, nested=True),
    Facet("date", "date", "date", _("日期"), _date, nested=True, newest_first=True),
    Facet("organization", "organization_key", "organization_entry", _("机构"), _entry),
    Facet("source", "source_key", "source_entry", _("来源"), _entry),
)


@dataclass(slots=True)  # not frozen: a page makes five hundred, and freezing takes three times as long
class FacetValue:
    """One line of a facet, in the state of the search that it was counted for."""

    value: str
    label: str
    count: int
    selected: bool
    parent: str | None
    facet: str
    state: SearchState

    @property
    def url(self) -> str:
        """Where the value is chosen, or, when it is selected, the choice taken back."""
        if self.selected:
            return self.state.without(self.facet, self.value).url()
        return self.state.url_including(self.facet, self.value)


@dataclass(frozen=True)
class FacetGroup:
    """A facet of one search. `counts` are by the texts that were counted; `chosen` and `refused` are the texts of what
    is chosen and what is excluded, MISSING among them."""

    facet: Facet
    state: SearchState
    counts: ValueCounts
    missing: int
    chosen: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.facet.name

    @property
    def title(self) -> str:
        return str(self.facet.title)

    @cached_property
    def size(self) -> int:
        """How many values the facet has: those of its results, and the chosen ones."""
        return len(self.counts) + len(self._absent)

    @cached_property
    def selected(self) -> tuple[FacetValue, ...]:
        return tuple(self._value(text, count) for text, count in self._chosen_counts.items())

    @cached_property
    def excluded(self) -> tuple[FacetValue, ...]:
        return tuple(self._value(text, 0) for text in self.refused)

    def values(self, most: int) -> tuple[FacetValue, ...]:
        """Those that count most, and those chosen, in the facet's order."""
        counts = self._most_frequent(most)
        return tuple(self._value(text, counts[text]) for text in self.ordered(counts))

    def periods(self) -> list[FacetValue]:
        """Of a facet of dates all years and months that were counted."""
        return [self._value(text, count) for text, count in self.counts.items() if len(text) <= MONTH]

    def all_counts(self) -> dict[str, int]:
        """By the texts of all its values, in no order."""
        return {**self._absent, **self.counts}

    def term(self, text: str) -> Term:
        return Term(MISSING, gettext("未著录")) if text == MISSING else self.facet.read(text)

    def ordered(self, counts: Mapping[str, int]) -> list[str]:
        """The texts: parents before their children, siblings in the facet's order, what is missing last."""
        last = [MISSING] if MISSING in counts else []
        siblings = self._siblings(counts, counts.keys() - last)
        return (_below_parents(siblings, self._above(counts)) if self.facet.nested else siblings) + last

    def _value(self, text: str, count: int) -> FacetValue:
        key, label, parent = self.term(text)
        return FacetValue(key, label, count, text in self.chosen, parent, self.name, self.state)

    @cached_property
    def _chosen_counts(self) -> dict[str, int]:
        return {text: self.missing if text == MISSING else self.counts.get(text, 0) for text in self.chosen}

    @cached_property
    def _absent(self) -> dict[str, int]:
        """What is chosen and is not among the counts: values that nothing has, and what is missing."""
        return {text: count for text, count in self._chosen_counts.items() if text not in self.counts}

    def _siblings(self, counts: Mapping[str, int], texts: Iterable[str]) -> list[str]:
        if self.facet.newest_first:
            return sorted(texts, reverse=True)
        in_order = sorted(texts, key=self._label if self.facet.nested else None)
        return sorted(in_order, key=counts.__getitem__, reverse=True)

    def _label(self, text: str) -> str:
        return self.facet.read(text).label

    def _above(self, known: Container[str]) -> Callable[[str], str | None]:
        """The one above a text, where it is known."""

        def above(text: str) -> str | None:
            parent = self.term(text).parent
            return parent if parent in known else None

        return above

    def _most_frequent(self, most: int) -> dict[str, int]:
        """The texts that count most, each after the one above it; what is chosen, with those above, comes first."""
        kept = self._chosen_counts | {
            text: self.counts[text] for chosen in self.chosen for text in self._those_above(chosen)
        }
        found = sorted(self.counts.largest(most), reverse=self.facet.newest_first)
        for text, count in sorted(found, key=lambda item: (-item[1], self._depth(item[0]))):
            if len(kept) >= most:
                break
            kept.setdefault(text, count)
        return kept

    def _depth(self, text: str) -> int:
        return len(text) if self.facet.nested else 0

    def _those_above(self, text: str) -> Iterator[str]:
        above = self._above(self.counts)
        while self.facet.nested and (text := above(text) or ""):
            yield text


def _below_parents(siblings: Iterable[str], above: Callable[[str], str | None]) -> list[str]:
    children: dict[str | None, list[str]] = defaultdict(list)
    for text in siblings:
        children[above(text)].append(text)
    ordered: list[str] = []
    pending = children[None][::-1]
    while pending:
        text = pending.pop()
        ordered.append(text)
        pending += children[text][::-1] if text in children else ()
    return ordered


def present(resolved: Resolved, counts: Mapping[str, FacetCount]) -> tuple[FacetGroup, ...]:
    """What stands beside the results: each facet of a search with its counts."""
    return tuple(_group(facet, resolved, counts[facet.name]) for facet in FACETS)


def _group(facet: Facet, resolved: Resolved, count: FacetCount) -> FacetGroup:
    def texts(keys: Iterable[str]) -> tuple[str, ...]:
        return tuple(
            key
            if key == MISSING
            else facet.counted_as(key, resolved.names.get((facet.name, key), key), count.counts)
            for key in keys
        )

    state = resolved.state
    chosen, refused = texts(state.values(facet.name)), texts(state.refused(facet.name))
    return FacetGroup(facet, state, count.counts, count.missing, chosen, refused)
