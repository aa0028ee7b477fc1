"""What a page or the API shows of each facet of a search.

A search counts thousands of values and a page shows a hundred of each facet: what is made for one value is made only
for those that are shown.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import compress, islice
from operator import itemgetter

from django.utils.translation import gettext

from search.engine.ask import FacetCount, ValueCounts
from search.facets import FACETS, MONTH, Facet, Reader, Term
from search.query.resolve import Resolved
from search.query.state import MISSING, SearchState


@dataclass(slots=True)  # not frozen: that would take three times as long
class FacetValue:
    """One line of a facet. `url` is where the value is chosen or, when it is selected, the choice taken back."""

    value: str
    label: str
    count: int
    selected: bool
    parent: str | None
    url: str


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

    def periods(self) -> list[FacetValue]:
        """Of a facet of dates all years and months that were counted, without a step of Python for each day."""
        texts = list(self.counts)
        return [
            self._value(text, self.counts[text])
            for text in compress(texts, map(MONTH.__ge__, map(len, texts)))
        ]

    def all_counts(self) -> dict[str, int]:
        """By the texts of all its values, in no order."""
        return self._absent | dict(self.counts.items())

    def ordered(self, counts: Mapping[str, int]) -> list[str]:
        """The texts: parents before their children, siblings in the facet's order."""
        return _flat(self.by_parent(counts))

    def by_parent(self, counts: Mapping[str, int]) -> dict[str | None, list[str]]:
        """The texts by the one above them, siblings in the facet's order, what is missing last."""
        siblings = self._siblings(counts, [text for text in counts if text != MISSING])
        below: dict[str | None, list[str]] = {None: siblings}
        if self.facet.nested:
            below = self._below(siblings, counts)
        if MISSING in counts:
            below[None].append(MISSING)
        return below

    def _below(self, siblings: Iterable[str], known: Container[str]) -> dict[str | None, list[str]]:
        below: dict[str | None, list[str]] = {None: []}
        read = self._read
        for text in siblings:
            parent = read(text).parent
            if parent not in known:
                below[None].append(text)
            elif parent in below:
                below[parent].append(text)
            else:
                below[parent] = [text]
        return below

    def most_frequent(self, most: int) -> dict[str, int]:
        """The texts that count most; what is chosen, and the ones above it, are always among them."""
        kept = self._chosen_counts | {
            text: self.counts[text] for chosen in self.chosen for text in self._those_above(chosen)
        }
        others = ((text, count) for text, count in self._largest(most) if text not in kept)
        return kept | dict(islice(others, max(0, most - len(kept))))

    def _largest(self, most: int) -> list[tuple[str, int]]:
        """The most frequent first; of equal ones those above others, then the first by name or the newest."""
        found = sorted(self.counts.largest(most), reverse=self.facet.newest_first)
        if self.facet.nested:
            found.sort(key=lambda item: len(item[0]))
        return sorted(found, key=itemgetter(1), reverse=True)

    def term(self, text: str) -> Term:
        return Term(MISSING, gettext("未著录")) if text == MISSING else self._read(text)

    @cached_property
    def _read(self) -> Reader:
        return self.facet.reader()

    def _value(self, text: str, count: int) -> FacetValue:
        key, label, parent = self.term(text)
        selected = text in self.chosen
        url = (
            self.state.without(self.name, key).url() if selected else self.state.url_including(self.name, key)
        )
        return FacetValue(key, label, count, selected, parent, url)

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
        return self._read(text).label

    def _those_above(self, text: str) -> Iterator[str]:
        while self.facet.nested and (text := self.term(text).parent or "") in self.counts:
            yield text


def _flat(below: Mapping[str | None, list[str]]) -> list[str]:
    """Each text before those below it."""
    ordered: list[str] = []
    pending = below[None][::-1]
    while pending:
        text = pending.pop()
        ordered.append(text)
        if text in below:
            pending += below[text][::-1]
    return ordered


def present(resolved: Resolved, counts: Mapping[str, FacetCount]) -> tuple[FacetGroup, ...]:
    """What stands beside the results: each facet of a search that was counted."""
    return tuple(_group(facet, resolved, counts[facet.name]) for facet in FACETS if facet.name in counts)


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
