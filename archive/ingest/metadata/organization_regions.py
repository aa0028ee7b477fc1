"""Which place the name of a body says or means: the division that it opens with, or the one that the text is about."""

from __future__ import annotations

from dataclasses import dataclass

from archive.ingest.cleaning_lines import pattern
from archive.ingest.metadata.organization_words import division_before, division_names, full_division_names
from archive.ingest.metadata.places import Places
from archive.text import divisions
from archive.text.divisions import Division
from archive.text.folding import fold

_LEAD = 160  # characters of the title and the lead
_LONGEST_PLACE = 16
_OF = fold("的")
_DISTRICT_LEVELS = ("区", "县", "旗")
_OWN_SYSTEMS = frozenset({"71", "81", "82"})  # Taiwan, Hong Kong, Macao: no 人民政府 there
_LEVELS = frozenset(fold("省市区县州旗盟"))
_SHORTEST_FULL = 2  # 沙县; so short a name may be a street office's as well: 东区街道
_NAMED_AFTER_SUFFIXED = pattern(r"街道|镇|乡|村|社区(?!卫生)|居委")
# 平湖街道 is no place of 平湖市's.
_NAMED_AFTER = pattern(r"[东西南北中]?(?:[一二三四五六]?路|街|镇|乡|村|社区|里|桥|山|新村|居委)")


@dataclass(frozen=True)
class Region:
    """Division codes of the city and the district that a text is about, as far as they are settled."""

    city: str | None = None
    district: str | None = None


def region_of(places: Places, key: str) -> Region:
    """The main city of a folded text, and its district when one stands out: alone, or named twice as often as the next;
    and named twice, or early in the text."""
    if places.city is None:
        return Region()
    city = places.city.value
    inside = [
        mention
        for mention in places.mentions
        if mention.level == "district" and (divisions.city_of(mention.code) or mention).code == city
    ]
    ranked = sorted(inside, key=lambda mention: -mention.count)
    if not ranked or (len(ranked) > 1 and ranked[0].count < 2 * ranked[1].count):
        return Region(city)
    first = ranked[0]
    names = (first.name, *divisions.short_names(first.code))
    is_main = first.count > 1 or any(fold(name) in key[:_LEAD] for name in names)
    return Region(city, first.code if is_main else None)


def beside(key: str, start: int, region: Region) -> Region:
    """The region for a body at an offset of a folded text: with the district right before it, 静安区的|江宁路街道."""
    end = start - 1 if key[start - 1 : start] == _OF and start else start
    place = division_before(key, end)
    if place is None or key[place:end] not in full_division_names():
        return region
    meant = _meant(key[place:end], region)
    return Region(region.city, meant.code) if meant and meant.level == "district" else region


def own_place(name: str, region: Region) -> tuple[Division, int] | None:
    """The division that a name opens with, when it is one only, and how much of the name its places take."""
    length = _opening(fold(name), 0)
    if length is None:
        return None
    meant = _meant(name[:length], region)
    if meant is None:
        return None
    while (longer := _opening(fold(name), length)) is not None:
        below = _meant(name[length : length + longer], Region(meant.code, None))
        if below is None or meant not in divisions.ancestors(below.code):
            break
        meant, length = below, length + longer
    return meant, length


def _opening(key: str, start: int) -> int | None:
    """The length of the longest division's name at an offset; 平湖街道 is no place of 平湖市's."""
    for length in range(_LONGEST_PLACE, 1, -1):
        if len(key) > start + length and key[start : start + length] in division_names():
            full = _ends_in_level(key, start, start + length)
            named_after = (_NAMED_AFTER_SUFFIXED if full else _NAMED_AFTER).match(key, start + length)
            return None if named_after and not (full and length > _SHORTEST_FULL) else length
    return None


def _ends_in_level(key: str, start: int, end: int) -> bool:
    return key[end - 1] in _LEVELS or key[start:end] in full_division_names()


def says_another_place(rest: str) -> bool:
    """Whether a name opens with a division's full name, though it is open which one is meant: 鼓楼区|华大街道."""
    length = _opening(fold(rest), 0)
    return length is not None and length > _SHORTEST_FULL and _ends_in_level(fold(rest), 0, length)


def _meant(name: str, region: Region) -> Division | None:
    """The bearer that is meant; the short name of a district counts only inside the city that the text is about."""
    bearers = list(divisions.named(name))
    inside = [each for each in bearers if _is_inside(each, region)]
    if fold(name) not in {fold(each.name) for each in bearers}:
        bearers = [each for each in bearers if each.level != "district"]
    meant = inside if len(inside) == 1 else bearers
    return meant[0] if len(meant) == 1 else None


def _is_inside(division: Division, region: Region) -> bool:
    codes = {division.code, *(above.code for above in divisions.ancestors(division.code))}
    return region.city in codes


def above(level: str, region: Region) -> Division | None:
    """The division that 省, 市, 区 or 县 means in a text about the region."""
    city = divisions.by_code(region.city) if region.city else None
    if level in _DISTRICT_LEVELS:
        return divisions.by_code(region.district) if region.district else None
    if level == "省":
        province = divisions.province_of(city.code) if city else None
        return province if province and province != city else None  # a municipality is no 省
    return city


def written(division: Division) -> str:
    """The name with its city before it, the province left out: 邵阳市双清区."""
    city = divisions.city_of(division.code)
    if city is None or division.name.startswith(city.name):  # 张家口市察北管理区
        return division.name
    return city.name + division.name


def has_own_system(division: Division) -> bool:
    return divisions.province_of(division.code).code in _OWN_SYSTEMS
