"""Which bodies a text names, each once, with its full name, its other names and the place it belongs to.

The name is what the text writes; `preferred` is the full name that an authority file would hold (区委组织部 in a text
about 静安区 is 中共上海市静安区委员会组织部).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from archive.ingest.cleaning_lines import pattern
from archive.ingest.metadata import organization_authority as authority
from archive.ingest.metadata.organization_endings import ending_of, find_endings
from archive.ingest.metadata.organization_finding import Found, find_bodies, kind_of
from archive.ingest.metadata.organization_names import (
    FullName,
    full_name,
    is_relative,
    part_of_known,
    place_part,
)
from archive.ingest.metadata.organization_regions import Region, beside, region_of
from archive.ingest.metadata.places import Places
from archive.ingest.metadata.reading import Reading
from archive.ingest.records import OrganizationKind, OrganizationMention
from archive.text import words
from archive.text.folding import fold

_LEAST_SHORT_FORM = 4
_BASIS, _KNOWN_BASIS = "机构名称的构成", "机构名称规范档"
_CONFIDENT, _LIKELY, _UNPLACED = 0.85, 0.7, 0.5
# Groups inside a body: the body itself is what readers look for.
_INNER = pattern(r"(?:临时)?(?:党组|党支部|党总支|党小组|(?<!总)工会|秘书处)$")
_PARTS = frozenset(fold("办公室 办公厅 研究室").split())
_OFFICE = fold("办事处")
_NEARBY = pattern(r"^街道(?=党)")


@dataclass(frozen=True)
class _Named:
    """A body at [start, end) of the fold; `name` is written as in the text."""

    start: int
    end: int
    name: str
    kind: OrganizationKind
    full: FullName
    known: bool


def read_organizations(reading: Reading, places: Places) -> tuple[OrganizationMention, ...]:
    """The bodies that a text names, each once, in the order of first mention."""
    region = region_of(places, reading.key)
    found = list(map(_outer, find_bodies(reading.key)))
    street = _street_office(reading, found)
    groups: dict[str, list[_Named]] = defaultdict(list)
    for each in found:
        named = _named(reading, each, street, region)
        groups[fold(named.full.preferred)].append(named)
    return tuple(_mention(reading, group, region) for group in _with_short_forms(groups))


def names_one_body(mention: OrganizationMention) -> bool:
    """Whether a mention tells its body from all others: 区委 or 街道党工委 in a text whose place is open, or 教育局 alone,
    may be another body in another text, and makes no authority record."""
    if mention.place or authority.known(mention.name):
        return True
    key, ending = fold(mention.name), ending_of(fold(mention.name))
    return not (is_relative(mention.name) or _NEARBY.match(key) or (ending and ending.text == key))


def mention_of(name: str, city_code: str | None) -> OrganizationMention:
    """The body that a person has named: the name stands as given, its place follows from it or from the city."""
    kind = _kind_of(name)
    place = full_name(name, kind, Region(city=city_code)).place
    return OrganizationMention(name, name, kind, place, "随文件给出", 1.0)


def _kind_of(name: str) -> OrganizationKind:
    known, ending = authority.known(name), ending_of(fold(name))
    if known:
        return known.kind
    return kind_of(fold(name), ending) if ending else "other"


def _outer(found: Found) -> Found:
    """The body of which an inner group is named: 南通市科技局 for 南通市科技局党组."""
    outer = _INNER.sub("", found.key)
    ending = ending_of(outer) if outer != found.key else None
    if ending is None or len(ending.text) == len(outer):
        return found
    return Found(found.start, found.start + len(outer), ending.kind, outer)


def _street_office(reading: Reading, found: Sequence[Found]) -> str:
    """The street office that a text means by 街道: the only one that it names, or an empty string."""
    keys = {each.key.removesuffix(_OFFICE): each for each in found if each.kind == "street_office"}
    if not keys:
        return ""
    shortest = min(keys, key=len)
    if not all(key.endswith(shortest) for key in keys):
        return ""
    start = keys[shortest].start
    return reading.original(start, start + len(shortest))


def _named(reading: Reading, found: Found, street: str, region: Region) -> _Named:
    name = reading.original(found.start, found.end)
    if street and _NEARBY.match(found.key):
        name = street + name[len("街道") :]
    full = _full(name, found.kind, beside(reading.key, found.start, region))
    if found.owner:
        full = _full(place_part(found.owner, region) + name, found.kind, region)
    return _Named(found.start, found.end, name, found.kind, full, found.known is not None)


@lru_cache(maxsize=4096)
def _full(name: str, kind: OrganizationKind, region: Region) -> FullName:
    return full_name(name, kind, region)


def _with_short_forms(groups: Mapping[str, list[_Named]]) -> list[list[_Named]]:
    """The groups, a name that ends exactly one longer name joined to it: 科技先锋突击队, 上海科技先锋突击队."""
    merged = {fold(group[0].name)[::-1]: list(group) for group in groups.values()}
    backwards = sorted(merged)  # names with one ending stand side by side
    for index, short in enumerate(backwards[:-1]):
        longer = [name for name in backwards[index + 1 : index + 3] if name.startswith(short)]
        if (
            len(longer) == 1
            and len(short) >= _LEAST_SHORT_FORM
            and _same_place(merged[longer[0]], merged[short])
        ):
            joined = merged[longer[0]] + merged.pop(short)
            merged[longer[0]] = sorted(joined, key=lambda named: named.start)
    return sorted(merged.values(), key=lambda group: group[0].start)


def _same_place(longer: Sequence[_Named], shorter: Sequence[_Named]) -> bool:
    return shorter[0].full.place in (None, longer[0].full.place) and not is_relative(shorter[0].name)


def _mention(reading: Reading, group: Sequence[_Named], region: Region) -> OrganizationMention:
    best = _best_form(group)
    full, above = best.full, _parent(best.name, best.full.preferred, region)
    return OrganizationMention(
        name=best.name,
        preferred=full.preferred,
        kind=above[1] if above and _is_part(best) else best.kind,
        place=full.place,
        basis=_KNOWN_BASIS if best.known else _BASIS,
        confidence=_confidence(best),
        count=len(group),
        sentence=reading.sentence(group[0].start, group[0].end),
        aliases=full.aliases,
        parent=above[0] if above else None,
        since=full.since,
        until=full.until,
        successor=full.successor,
    )


def _best_form(group: Sequence[_Named]) -> _Named:
    """A form with a name of its own before one that says 市 or 区 only; then the commonest; then the shortest."""
    counts = Counter(named.name for named in group)
    return max(group, key=lambda each: (not is_relative(each.name), bool(each.full.place), counts[each.name]))


def _confidence(named: _Named) -> float:
    if is_relative(named.name) and named.full.place is None:
        return _UNPLACED
    return _CONFIDENT if named.full.place or named.known else _LIKELY


def _is_part(named: _Named) -> bool:
    """Whether an ending says no more than that it is a part of some body: 所, 处, 室."""
    ending = ending_of(fold(named.name))
    return ending is not None and (ending.weak or ending.text in _PARTS)


@lru_cache(maxsize=4096)
def _parent(name: str, preferred: str, region: Region) -> tuple[str, OrganizationKind] | None:
    """The full name and the kind of the body that a name opens with, if it is another: 平湖街道 of 平湖街道党工委."""
    key = fold(name)
    edges = set(accumulate(map(len, words.cut(key))))
    outer = [
        (end, ending)
        for start, end, ending in find_endings(key)
        if (start or is_relative(key[:end])) and end in edges and end + 2 < len(key)
    ]
    for end, ending in reversed(outer):
        above = full_name(name[:end], ending.kind, region).preferred
        if fold(above) != fold(preferred):
            return above, ending.kind
    known = authority.opening(name) if part_of_known(name) else None
    return (known[0].preferred, known[0].kind) if known and known[1] in edges else None
