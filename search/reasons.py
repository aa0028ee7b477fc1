"""Why a search finds nothing, and what would. Everything rests on counts: how many articles a changed search finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from search.query.reading import Group, Item, Reading, Term
from search.query.state import SearchState
from search.query.writing import written

Count = Callable[[SearchState], int]
MOST_PARTS = 6  # of a query that are looked at, each by a search or two
MOST_FILTERS = 8  # that are looked at, each by a search


class Kind(Enum):
    ABSENT = "a part of the query is in no article"
    FILTERED = "a filter removes all that is found"
    TOGETHER_FILTERED = "only all filters together remove all that is found"
    APART = "all parts are found, but never together"


@dataclass(frozen=True)
class Reason:
    """`subject` is the part of the query or the filter that it speaks of, `removed` how many articles the filters remove;
    `way` is the search without it, which finds `found`."""

    kind: Kind
    subject: str = ""
    removed: int = 0
    way: SearchState | None = None
    found: int = 0


@dataclass(frozen=True)
class Filter:
    """A filter as the page names it; `without` is the search without it."""

    label: str
    without: SearchState


def reasons(state: SearchState, reading: Reading, filters: Sequence[Filter], count: Count) -> list[Reason]:
    """For a search that finds nothing. A word that is nowhere is told before filters, which hide nothing then."""
    everywhere = state.unnarrowed()
    parts = reading.required[:MOST_PARTS]
    if absent := [part for part in parts if not count(_asking(everywhere, Group((part,))))]:
        return [_absent(state, reading, part, count) for part in absent]
    removed = count(everywhere) if filters else 0
    if removed:
        return list(_filtered(filters[:MOST_FILTERS], removed, state, count))
    return [Reason(Kind.APART)] if len(parts) > 1 else []


def _absent(state: SearchState, reading: Reading, part: tuple[Item, ...], count: Count) -> Reason:
    others = tuple(each for each in reading.required if each != part)
    way = _asking(state, replace(reading, required=others)) if others else None
    found = count(way) if way else 0
    return Reason(Kind.ABSENT, _named(part), way=way if found else None, found=found)


def _named(part: tuple[Item, ...]) -> str:
    """A word without its quotes; what is more as it is written."""
    alone = part[0]
    return alone.text if len(part) == 1 and isinstance(alone, Term) else written(Group((part,)))


def _filtered(filters: Sequence[Filter], removed: int, state: SearchState, count: Count) -> Iterator[Reason]:
    """Each filter that alone stands in the way; where none does, all of them together."""
    alone = [(each, count(each.without)) for each in filters]
    guilty = [(each, found) for each, found in alone if found]
    for each, found in guilty:
        yield Reason(Kind.FILTERED, each.label, found, each.without, found)
    if not guilty:
        yield Reason(Kind.TOGETHER_FILTERED, "", removed, state.unnarrowed(), removed)


def _asking(state: SearchState, group: Group) -> SearchState:
    return replace(state, q=written(group), page=1)
