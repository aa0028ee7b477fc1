"""The full name of a body: its place written out, its short form expanded, its other names beside it."""

from __future__ import annotations

from dataclasses import dataclass

from archive.ingest.cleaning_lines import pattern
from archive.ingest.metadata import organization_authority as authority
from archive.ingest.metadata.organization_offices import Office, office_of
from archive.ingest.metadata.organization_words import division_names
from archive.ingest.metadata.places import Places
from archive.ingest.records import OrganizationKind
from archive.text import divisions
from archive.text.divisions import Division
from archive.text.folding import fold

# Bodies of a neighbourhood: many places have one of the same name.
_LOCAL: frozenset[OrganizationKind] = frozenset({"street_office", "residents_committee", "hospital"})
_WITH_PARTS: frozenset[OrganizationKind] = frozenset({"government", "party", "other", "school", "hospital"})
_DISTRICT_LEVELS = ("区", "县", "旗")
# A relative name: 市科委 is the 科委 of the city that the text is about.
_RELATIVE = pattern(r"^(?:中共)?(省|市|区|县|州|旗)(?!(?:场|域|民|长|级|内|外|里|中心))")
_TOWN = pattern(r"^[镇乡](?:党委|政府|人民政府|卫生院|人大|纪委|中心)")
_YOUTH = pattern(r"^团(省|市|区|县|州)委$")
_NATIONAL = pattern(r"^(?:中共中央|中央|国家|国务院|全国|中国|中华|联合国|世界|国际)")
_PARTY = pattern(r"^(?:中国共产党|中共|共青团)")
_LEAGUE = fold("共青团")
_OWN_NATION = pattern(r"^(?:中国|国家|我国)(?=.{3})")  # 中国外交部
_NEIGHBOURHOOD = pattern(r".(?:街道|镇|乡|社区|村)(?:办事处|办|党工委|党委|人民政府|政府|居委会|村委会)?$")
_COMMUNITY = pattern(r".(?:社区|街道|镇|乡)")
_OWN_SYSTEMS = frozenset({"71", "81", "82"})  # Taiwan, Hong Kong, Macao: no 人民政府 there
_LONGEST_PLACE, _SHORTEST_OPENING = 13, 3
# 武昌医院党委 is not 武昌区's, 沈阳海关 not 沈阳市's.
_INSTITUTE = pattern(r"医院|大学|学院|学校|中学|公司|集团|海关|铁路|监狱|边检")
# What a city calls the hospitals that it runs: 武汉中心医院 is 武汉市中心医院, 武汉大学中南医院 is none of them.
_MUNICIPAL = pattern(
    r"(?:第?[一二三四五六七八九十]{1,3}|人民|中心|中医|妇幼|儿童|口腔|传染病|精神|红十字会|优抚|肺科|胸科|肿瘤|急救|妇产|血液)"
)


@dataclass(frozen=True)
class Region:
    """Division codes of the city and the district that a text is about, as far as they are settled."""

    city: str | None = None
    district: str | None = None


@dataclass(frozen=True)
class FullName:
    """`preferred` in simplified script; `place` a division code; the years in which the body had this name."""

    preferred: str
    place: str | None = None
    aliases: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    successor: str | None = None


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


def is_relative(name: str) -> bool:
    """Whether a name says its level only: 市科委, 区委, 团市委."""
    key = fold(name)
    return bool(_RELATIVE.match(key) or _YOUTH.match(key) or _TOWN.match(key))


def full_name(name: str, kind: OrganizationKind, region: Region) -> FullName:
    """The name that an authority file would hold, for a name as a text about the region writes it."""
    plain = simplified(name)
    known = authority.known(plain) or authority.known(_OWN_NATION.sub("", fold(plain)))
    if known:
        return FullName(known.preferred, None, known.aliases, known.since, known.until, known.successor)
    part = part_of_known(plain)
    if part or _NATIONAL.match(fold(plain)):
        return FullName(part or plain)
    division, rest = _divided(plain, region)
    office = office_of(rest)
    if division is None and _is_local(rest, kind, office):
        division = divisions.by_code(region.district or region.city or "")
    if division and _has_own_system(division):
        return FullName(plain, division.code)
    if division and office:
        return _expanded(division, office)
    if division is None:
        return _unplaced(plain, rest, office)
    return FullName(_placed(division, plain, rest, kind), division.code)


def _has_own_system(division: Division) -> bool:
    return divisions.province_of(division.code).code in _OWN_SYSTEMS


def _is_local(rest: str, kind: OrganizationKind, office: Office | None) -> bool:
    """Whether a body without a place is of the neighbourhood; a hospital only when it says so: 彭浦镇…"""
    if kind == "hospital":
        return bool(_COMMUNITY.search(fold(rest)))
    return kind in _LOCAL or bool(office and _NEIGHBOURHOOD.search(fold(rest)))


def part_of_known(plain: str) -> str | None:
    """A part of a body of the authority file, after its full name: 国家卫生健康委员会办公厅."""
    above = authority.opening(plain)
    if above is None or above[0].kind not in _WITH_PARTS or above[0].team:
        return None
    if above[1] < (_SHORTEST_OPENING if above[0].kind == "government" else _SHORTEST_OPENING + 1):
        return None  # 同济医院 is no part of 同济
    return above[0].preferred + plain[above[1] :]


def _expanded(division: Division, office: Office) -> FullName:
    place = _written(division)

    def at(form: str) -> str:
        return form.replace("{}", place)

    return FullName(
        at(office.full),
        division.code,
        tuple(each for each in map(at, office.aliases) if each != at(office.full)),
        office.since,
        office.until,
        at(office.successor) if office.successor else None,
    )


def _unplaced(plain: str, rest: str, office: Office | None) -> FullName:
    """A body whose place is not settled keeps the name that the text gives; one named after itself is written out."""
    if (
        office
        and rest == plain
        and office.full.startswith("{}")
        and len(rest) > 4
        and "{}" not in office.full[2:]
    ):
        return FullName(office.full[2:], None, tuple(each.replace("{}", "") for each in office.aliases))
    return FullName(plain)


def _divided(plain: str, region: Region) -> tuple[Division | None, str]:
    """The division that a name opens with or means by its level, and what follows it."""
    key = fold(plain)
    youth = _YOUTH.match(key)
    if youth:
        return _above(youth.group(1), region), "团委"
    party = _PARTY.match(key)
    start = party.end() if party and _PARTY.match(key) else 0
    own = _own_place(plain[start:], region)
    if own:
        rest = plain[start + own[1] :]
        of_league = _YOUTH.match(fold(rest)) or (party and party.group() == _LEAGUE and rest == "委员会")
        return own[0], "团委" if of_league else rest
    relative = _RELATIVE.match(key)
    if relative:
        above = _above(relative.group(1), region)
        return above, plain[relative.end() :] if above else plain
    return None, plain


def place_part(name: str, region: Region) -> str:
    """What a name says of its place: 区 of 区卫健委, 南通市 of 南通市委."""
    plain = simplified(name)
    _, rest = _divided(plain, region)
    return plain[: len(plain) - len(rest)]


def simplified(name: str) -> str:
    """The name in simplified script: characters of the simplified standard (GB 2312) stay, others are folded."""
    return "".join(char if _is_simplified(char) else fold(char) or char for char in name)


def _is_simplified(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _own_place(name: str, region: Region) -> tuple[Division, int] | None:
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
            return None if _NAMED_AFTER.match(key, start + length) else length
    return None


_NAMED_AFTER = pattern(r"[东西南北中]?(?:[一二三四五六]?路|街|镇|乡|村|社区|里|桥|山|新村|居委)")


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


def _placed(division: Division, name: str, rest: str, kind: OrganizationKind) -> str:
    """Its place in full before a body of government; a company, a school or a team keeps what it calls itself."""
    own = name[: len(name) - len(rest)]
    official = (kind in ("government", "party") and not _INSTITUTE.search(fold(rest))) or (
        kind == "hospital" and _MUNICIPAL.match(fold(rest))
    )
    if official or own in ("", division.name) or is_relative(name):
        return _written(division) + rest
    return name


def _above(level: str, region: Region) -> Division | None:
    """The division that 省, 市, 区 or 县 means in a text about the region."""
    city = divisions.by_code(region.city) if region.city else None
    if level in _DISTRICT_LEVELS:
        return divisions.by_code(region.district) if region.district else None
    if level == "省":
        province = divisions.province_of(city.code) if city else None
        return province if province and province != city else None  # a municipality is no 省
    return city


def _written(division: Division) -> str:
    """The name with its city before it, the province left out: 邵阳市双清区."""
    city = divisions.city_of(division.code)
    return division.name if city is None or city == division else city.name + division.name
