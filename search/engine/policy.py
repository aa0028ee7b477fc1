"""When segments are merged.

Segments stand in tiers by the number of their live documents: 1 to 7, 8 to 63, 64 to 511 and so on. FANOUT segments of
one tier become one of the next. So an archive of n articles has at most some FANOUT times log n segments, and an
article is written anew about log n times, whether the archive is small or large. A segment that a merge would make
larger than the most is left as it is; one whose deleted documents are too many is written anew alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from search.engine.building import MOST_DOCUMENTS
from search.engine.table import Entry

FANOUT = 8
DEAD_SHARE = 1 / 4  # of a segment's documents: past it the room and the time they take are given back


def to_merge(entries: Sequence[Entry]) -> list[Entry]:
    """The segments that should become one now, in their order; none where nothing is to be merged."""
    for group in (*_tiers(entries), *_worn(entries)):
        if group:
            return group
    return []


def _tiers(entries: Sequence[Entry]) -> Iterable[list[Entry]]:
    tiers: dict[int, list[Entry]] = {}
    for entry in entries:
        tiers.setdefault(_tier(entry.live), []).append(entry)
    for _, group in sorted(tiers.items()):
        if len(group) >= FANOUT:
            chosen = _fitting(sorted(group, key=lambda entry: entry.live))
            if len(chosen) > 1:
                yield [entry for entry in group if entry in chosen]


def _worn(entries: Sequence[Entry]) -> Iterable[list[Entry]]:
    return ([entry] for entry in entries if entry.deleted > entry.documents * DEAD_SHARE)


def _tier(documents: int) -> int:
    tier = 0
    while documents >= FANOUT:
        documents //= FANOUT
        tier += 1
    return tier


def _fitting(entries: Iterable[Entry]) -> list[Entry]:
    """As many, from the first on, as one segment may hold together."""
    chosen: list[Entry] = []
    for entry in entries:
        if sum(other.live for other in chosen) + entry.live > MOST_DOCUMENTS:
            break
        chosen.append(entry)
    return chosen


def groups(entries: Iterable[Entry]) -> list[list[Entry]]:
    """For an index that is built whole: neighbours that become one segment each, as large as may be."""
    found: list[list[Entry]] = []
    size = 0
    for entry in entries:
        if not found or size + entry.live > MOST_DOCUMENTS:
            found.append([])
            size = 0
        found[-1].append(entry)
        size += entry.live
    return found
