"""Lists of places (恩施州、黔东南州凯里市、锡林郭勒盟): each item says one place, however many names it is made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.ingest.cleaning_lines import pattern
from archive.ingest.metadata.gazetteer import Named
from archive.text import divisions

_JOINT = pattern(r"[、和与及]|以及")
_LONGEST_JOINT = 2


def told_before(key: str, names: Sequence[Named]) -> frozenset[int]:
    """Where the names begin that, in an item of a list, only narrow the city that the item has named already: 凯里市
    in the example. They weigh nothing beside the other items."""
    items = list(_items(names))
    listed: set[int] = set()
    for index in range(1, len(items)):
        if _joined(key, items[index - 1][-1], items[index][0]):
            listed |= {index - 1, index}
    return frozenset(named.start for index in listed for named in _after_city(items[index]))


def _items(names: Sequence[Named]) -> Iterator[list[Named]]:
    """Runs of names that stand together without a gap."""
    item: list[Named] = []
    for named in names:
        if item and item[-1].end != named.start:
            yield item
            item = []
        item.append(named)
    if item:
        yield item


def _joined(key: str, last: Named, following: Named) -> bool:
    gap = following.start - last.end
    return 0 < gap <= _LONGEST_JOINT and _JOINT.fullmatch(key, last.end, following.start) is not None


def _after_city(item: Sequence[Named]) -> Sequence[Named]:
    for index, named in enumerate(item):
        if any(divisions.city_of(each.code) == each for each in named.candidates):
            return item[index + 1 :]
    return ()
