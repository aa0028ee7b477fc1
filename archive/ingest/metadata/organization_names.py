"""The full name of a body: its place written out, its short form expanded, its other names beside it."""

from __future__ import annotations

from dataclasses import dataclass

from archive.ingest.cleaning_lines import pattern
from archive.ingest.metadata import organization_authority as authority
from archive.ingest.metadata.organization_offices import Office, office_of
from archive.ingest.metadata.organization_regions import (
    Region,
    above,
    has_own_system,
    own_place,
    says_another_place,
    written,
)
from archive.ingest.metadata.organization_words import full_division_names
from archive.ingest.records import OrganizationKind
from archive.text import divisions
from archive.text.divisions import Division
from archive.text.folding import fold

# Bodies of a neighbourhood: many places have one of the same name.
_LOCAL: frozenset[OrganizationKind] = frozenset({"street_office", "residents_committee", "hospital"})
_WITH_PARTS: frozenset[OrganizationKind] = frozenset({"government", "party", "other", "school", "hospital"})
# A relative name: 市科委 is the 科委 of the city that the text is about.
_RELATIVE = pattern(r"^(?:中共|共青团)?(省|市|区|县|州|旗)(?!(?:场|域|民|长|级|内|外|里|中心))")
_TOWN = pattern(r"^[镇乡](?:党委|政府|人民政府|卫生院|人大|纪委|中心)")
_YOUTH = pattern(r"^团(省|市|区|县|州)委")
_NATIONAL = pattern(r"^(?:中共中央|中央|国家|国务院|全国|中国|中华|联合国|世界|国际)")
_PARTY = pattern(r"^(?:中国共产党|中共|共青团|武警)")
_STREET = fold("街道")
_ARMED = fold("武警")
_MILITARY = pattern(r"^(?:军区|战区|警备区|卫戍区|军分区|舰队)")
_COMMAND = pattern(r"^(?:军区|战区|舰队)")
_LEAGUE = frozenset(fold("共青团 团").split())
_COMMITTEE = pattern(r"^委(?:员会)?")
# The level said again behind its place: 东区|区委, 南通市|市政府, but not 南通市|市政园林局.
_LEVEL_AGAIN = pattern(r"^[省市区县州旗](?=委|政府|人民政府|人大|政协|纪委|监委)")
_OWN_NATION = pattern(r"^(?:中国|国家|我国)(?=.{3})")  # 中国外交部
_NEIGHBOURHOOD = pattern(r".(?:街道|镇|乡|社区|村)(?:办事处|办|党工委|党委|人民政府|政府|居委会|村委会)?$")
_COMMUNITY = pattern(r".(?:社区|街道|镇|乡)")
_SHORTEST_OPENING = 3
# 武昌医院党委 is not 武昌区's, 沈阳海关 not 沈阳市's.
_INSTITUTE = pattern(r"医院|大学|学院|学校|中学|公司|集团|海关|铁路|监狱|边检")
# What a city calls the hospitals that it runs: 武汉中心医院 is 武汉市中心医院, 武汉大学中南医院 is none of them.
_MUNICIPAL = pattern(
    r"(?:第?[一二三四五六七八九十]{1,3}|人民|中心|中医|妇幼|儿童|口腔|传染病|精神|红十字会|优抚|肺科|胸科|肿瘤|急救|妇产|血液)"
)


@dataclass(frozen=True)
class FullName:
    """`preferred` in simplified script; `place` a division code; the years in which the body had this name."""

    preferred: str
    place: str | None = None
    aliases: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    successor: str | None = None


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
    if division is None and _is_local(rest, kind, office) and not says_another_place(rest):
        division = divisions.by_code(region.district or region.city or "")
    if division and has_own_system(division):
        return FullName(plain, division.code)
    if division and office:
        return _expanded(division, office)
    if division is None:
        return _unplaced(plain, rest, office)
    return FullName(_placed(division, plain, rest, kind), None if _is_command(plain, rest) else division.code)


def _is_command(plain: str, rest: str) -> bool:
    """Whether a command is named after its seat and lies in many provinces: 南京军区, but not 江苏省军区."""
    own = fold(plain[: len(plain) - len(rest)])
    return bool(_COMMAND.match(fold(rest))) and own not in full_division_names() and not is_relative(plain)


def _is_local(rest: str, kind: OrganizationKind, office: Office | None) -> bool:
    """Whether a body without a place is of the neighbourhood; a hospital only when it says so: 彭浦镇…"""
    if kind == "hospital":
        return bool(_COMMUNITY.search(fold(rest)))
    return kind in _LOCAL or bool(office and _NEIGHBOURHOOD.search(fold(rest)))


def part_of_known(plain: str) -> str | None:
    """A part of a body of the authority file, after its full name: 国家卫生健康委员会办公厅."""
    body = authority.opening(plain)
    if body is None or body[0].kind not in _WITH_PARTS or body[0].team:
        return None
    if body[1] < (_SHORTEST_OPENING if body[0].kind == "government" else _SHORTEST_OPENING + 1):
        return None  # 同济医院 is no part of 同济
    return body[0].preferred + plain[body[1] :]


def _expanded(division: Division, office: Office) -> FullName:
    place = written(division)

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
        and (len(rest) > 4 or fold(rest).endswith(_STREET))
        and "{}" not in office.full[2:]
    ):
        return FullName(office.full[2:], None, tuple(each.replace("{}", "") for each in office.aliases))
    return FullName(plain)


def _divided(plain: str, region: Region) -> tuple[Division | None, str]:
    """The division that a name opens with or means by its level, and what follows it."""
    division, start, end = _place_in(plain, region)
    if division is None:
        return None, plain
    rest = plain[end:]
    if fold(rest)[:1] == fold(division.name)[-1]:
        rest = rest[1:] if _LEVEL_AGAIN.match(fold(rest)) else rest
    return division, _of_league(fold(plain[:start]), rest)


def _place_in(plain: str, region: Region) -> tuple[Division | None, int, int]:
    """The division that a name says, and where it says it: a place, or the level of one (市 of 团市委)."""
    key = fold(plain)
    party = _PARTY.match(key)
    start = party.end() if party else 0
    own = own_place(plain[start:], region)
    if own:
        return own[0], start, start + own[1]
    relative = _YOUTH.match(key) or _RELATIVE.match(key)
    if relative:
        return above(relative.group(1), region), relative.start(1), relative.end(1)
    return None, 0, 0


def _of_league(before: str, rest: str) -> str:
    """What follows the place, written 团委 where the committee is the Youth League's and not the Party's."""
    youth = _YOUTH.match(fold(rest))
    committee = youth or (_COMMITTEE.match(fold(rest)) if before in _LEAGUE else None)
    return fold("团委") + rest[committee.end() :] if committee else rest


def place_part(name: str, region: Region) -> str:
    """What a name says of its place: 区 of 区卫健委, 南通市 of 南通市委."""
    plain = simplified(name)
    division, start, end = _place_in(plain, region)
    return "" if division is None else plain[start:end]


def simplified(name: str) -> str:
    """The name in simplified script: characters of the simplified standard (GB 2312) stay, others are folded."""
    return "".join(char if _is_simplified(char) else fold(char) or char for char in name)


def _is_simplified(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _placed(division: Division, name: str, rest: str, kind: OrganizationKind) -> str:
    """Its place in full before a body of government; a company, a school or a team keeps what it calls itself."""
    own = name[: len(name) - len(rest)]
    if _keeps_its_name(name, rest):
        return name
    official = (kind in ("government", "party") and not _INSTITUTE.search(fold(rest))) or (
        kind == "hospital" and _MUNICIPAL.match(fold(rest))
    )
    named_in_full = own == division.name or (kind in _LOCAL and own.endswith(division.name))
    if official or not own or named_in_full or is_relative(name):
        return written(division) + rest
    return name


def _keeps_its_name(name: str, rest: str) -> bool:
    """Whether a body of the forces bears a name of its own: 南京军区 is no 南京市军区, 武警茂名支队 stays whole."""
    return not is_relative(name) and bool(_MILITARY.match(fold(rest)) or fold(name).startswith(_ARMED))
