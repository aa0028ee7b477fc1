"""The full name of a body: its place written out before what the text calls it."""

from __future__ import annotations

from dataclasses import dataclass

from archive.ingest.metadata.gazetteer import find_names
from archive.ingest.metadata.organization_patterns import NATIONAL, RELATIVE
from archive.ingest.metadata.places import Places
from archive.ingest.metadata.reading import Reading
from archive.ingest.records import OrganizationKind
from archive.text import divisions
from archive.text.divisions import Division
from archive.text.folding import fold

# Bodies of a neighbourhood: many places have one of the same name.
_LOCAL: frozenset[OrganizationKind] = frozenset({"street_office", "residents_committee", "hospital"})
_DISTRICT_LEVELS = ("区", "县")


@dataclass(frozen=True)
class Region:
    """Division codes of the city and the district that a text is about, as far as they are settled."""

    city: str | None = None
    district: str | None = None


def region_of(places: Places) -> Region:
    """The main city, and its district when one stands out (alone, or named twice as often as the next)."""
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
    return Region(city, ranked[0].code)


def full_name(name: str, kind: OrganizationKind, region: Region) -> tuple[str, str | None]:
    """(the full name in simplified script, the code of its place or None)."""
    plain = _without_office(simplified(name))
    if NATIONAL.match(fold(plain)):
        return plain, None
    own = _own_place(plain, region)
    if own:
        division, length = own
        return _placed(division, plain, length), division.code
    relative = RELATIVE.match(fold(plain))
    if relative:
        above = _above(relative.group(1), region)
        return (_written(above) + plain[1:], above.code) if above else (plain, None)
    home = divisions.by_code(region.district or region.city or "") if kind in _LOCAL else None
    return (_written(home) + plain, home.code) if home else (plain, None)


def simplified(name: str) -> str:
    """The name in simplified script: characters of the simplified standard (GB 2312) stay, others are folded."""
    return "".join(char if _is_simplified(char) else fold(char) or char for char in name)


def _is_simplified(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _without_office(name: str) -> str:
    return name.removesuffix("办事处") if name.endswith("街道办事处") else name


def _own_place(name: str, region: Region) -> tuple[Division, int] | None:
    """The division that a name opens with, when it is one only, and how much of the name it takes.

    The short name of a district counts only inside the city that the text is about.
    """
    reading = Reading(name)
    opening = [named for named in find_names(reading) if named.start == 0]
    if not opening:
        return None
    bearers = list(opening[0].candidates)
    inside = [each for each in bearers if (divisions.city_of(each.code) or each).code == region.city]
    if not opening[0].full:
        bearers = [each for each in bearers if each.level != "district"]
    meant = inside if len(inside) == 1 else bearers
    return (meant[0], opening[0].end) if len(meant) == 1 else None


def _placed(division: Division, name: str, length: int) -> str:
    """A district gets its city before it; a name that opens with a short form keeps it."""
    written = name[:length]
    if division.level == "district" and written == division.name:
        return _written(division) + name[length:]
    return name


def _above(level: str, region: Region) -> Division | None:
    """The division that 省, 市, 区 or 县 means in a text about the region."""
    city = divisions.by_code(region.city) if region.city else None
    if level in _DISTRICT_LEVELS:
        return divisions.by_code(region.district) if region.district else None
    if level == "省":
        return divisions.province_of(city.code) if city else None
    return city


def _written(division: Division) -> str:
    """The name with its city before it, the province left out: 邵阳市双清区."""
    city = divisions.city_of(division.code)
    return division.name if city is None or city == division else city.name + division.name
