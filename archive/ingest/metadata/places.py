"""Which administrative divisions a text names, which of several bearers of a name it means, and its main city.

A name counts for what it says: 龙岗区 is one district of China, 鼓楼区 is four until the text names a city, a province
or a street around it, and a bare 东山 or 平湖 counts only where the city above it is named too. What stays ambiguous is
given back as candidates and settles nothing. How much each mention says about the main city, and when that is enough,
is weighed in `main_city.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from archive.ingest.metadata import place_words
from archive.ingest.metadata.gazetteer import Named, find_mentions, stands_together
from archive.ingest.metadata.main_city import Doubt, Weighed, main_city, weight
from archive.ingest.metadata.namesakes import with_named_street
from archive.ingest.metadata.place_lists import told_before
from archive.ingest.metadata.reading import Reading
from archive.ingest.metadata.trails import trail_divisions
from archive.ingest.records import Fact, PlaceMention
from archive.text import divisions
from archive.text.divisions import Division

_LEAD = 120  # characters after the heading that say most about where a text is from
_DATELINE = 60  # an outlet named so near the beginning is the text's own
_AROUND = 12
_CAPITAL = "11"


@dataclass(frozen=True)
class Places:
    mentions: tuple[PlaceMention, ...] = ()
    city: Fact | None = None
    candidates: tuple[str, ...] = ()  # full names, when the main city is not settled


@dataclass
class _Tally:
    """What was found about one division; filled while reading, then turned into a PlaceMention."""

    division: Division
    weight: float = 0.0
    count: int = 0
    full: bool = False
    bare: bool = True
    first: Named | None = None
    bases: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True)
class _Text:
    """A text with all its mentions of places, and the codes that it names beyond doubt."""

    reading: Reading
    names: Sequence[Named]
    known: frozenset[str]
    heading: int
    repeats: frozenset[int]
    streets: dict[tuple[Division, ...], tuple[Division, ...]] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return self.reading.key

    def with_named_street(self, candidates: tuple[Division, ...]) -> tuple[Division, ...]:
        """Looked up once for each name: a text may repeat one a thousand times."""
        if candidates not in self.streets:
            self.streets[candidates] = with_named_street(candidates, self.key)
        return self.streets[candidates]

    @cached_property
    def speaks_of_own_city(self) -> bool:
        return bool(place_words.OWN_CITY.search(self.key))


def read_places(reading: Reading, heading: int = 0, trail: Sequence[str] = ()) -> Places:
    """Places of a text. Its first `heading` characters (title, kicker, source) and the first lines after them
    say most about where it is from; `trail` are the page's breadcrumbs (首页 > 江苏 > 南通), the outermost first."""
    names = [named for named in find_mentions(reading) if named.use != "lent"]
    pages = trail_divisions(trail)
    known = frozenset({*_certain(reading.key, names, heading), *_with_above(pages)})
    text = _Text(reading, names, known, heading, told_before(reading.key, names))
    tallies, doubts = _tally(text)
    found = [Weighed(tally.division, tally.weight, tally.bare) for tally in tallies]
    city, candidates = main_city(found, doubts, pages)
    mentions = tuple(_mention(reading, tally) for tally in tallies if _is_told(tally))
    return Places(mentions, _city_fact(reading, city, tallies, pages), candidates)


def _tally(text: _Text) -> tuple[list[_Tally], list[Doubt]]:
    tallies: dict[str, _Tally] = {}
    doubts: list[Doubt] = []
    for index, named in enumerate(text.names):
        meant = _meant(text, index)
        if meant is not None:
            _count(tallies, text, named, *meant)
        elif named.full and named.use == "place":
            doubts.append(Doubt(named.candidates, _weight(text, named, named.candidates[0])))
    return sorted(tallies.values(), key=_first_start), doubts


def _first_start(tally: _Tally) -> int:
    return tally.first.start if tally.first else 0


def _count(tallies: dict[str, _Tally], text: _Text, named: Named, division: Division, basis: str) -> None:
    if named.use == "outlet" and not _is_own_outlet(named, text.heading):
        return
    tally = tallies.setdefault(division.code, _Tally(division))
    tally.weight += _weight(text, named, division)
    tally.bases[basis] = None
    tally.bare = tally.bare and not named.full and named.start >= text.heading + _LEAD
    if named.use != "outlet":
        tally.count += 1
        tally.full = tally.full or named.full
        tally.first = tally.first if tally.first and tally.count > 1 else named
    else:
        tally.first = tally.first or named


def _weight(text: _Text, named: Named, division: Division) -> float:
    if named.start in text.repeats:
        return 0.0
    return weight(
        division,
        full=named.full,
        outlet=named.use == "outlet",
        own=text.speaks_of_own_city,
        heading=named.start < text.heading,
        lead=named.start < text.heading + _LEAD,
        elsewhere=division.level != "district" and _is_elsewhere(text.key, named),
        dateline=_is_dateline(text, named, division),
    )


def _is_own_outlet(named: Named, heading: int) -> bool:
    return named.start < heading + _DATELINE


def _is_elsewhere(key: str, named: Named) -> bool:
    return bool(
        place_words.ELSEWHERE.search(key, max(0, named.start - _AROUND), named.start)
        or place_words.LEFT_BEHIND.match(key, named.end)
    )


def _is_dateline(text: _Text, named: Named, division: Division) -> bool:
    near = named.start <= text.heading + _DATELINE
    if not near or not place_words.DATELINE_AFTER.match(text.key[named.end : named.end + 20]):
        return False
    return division.code != _CAPITAL or not place_words.NATIONAL_BEFORE.search(
        text.key, max(0, named.start - _AROUND), named.start
    )


# --- which bearer a name means --------------------------------------------------------------------------------


def _certain(key: str, names: Sequence[Named], heading: int) -> set[str]:
    """Codes that the text names beyond doubt, with all above them: what settles the names of several bearers."""
    chosen = set[
        str
    ]()  # 南京市鼓楼区, also as the home of guests, says which 鼓楼区 the text goes on to mean
    certain: list[Division] = []
    for index, named in enumerate(names):
        if named.full and (chained := _below_neighbour(key, names, index)):
            chosen.add(chained.code)
        bearers = _bearers(named)
        if len(bearers) != 1 or not (named.full or bearers[0].level != "district"):
            continue
        own = named.use == "place" or (named.use == "outlet" and _is_own_outlet(named, heading))
        if own and not (bearers[0].level != "district" and _is_elsewhere(key, named)):
            certain.append(bearers[0])
    return _with_above(certain) | chosen


def _with_above(found: Iterable[Division]) -> set[str]:
    known: set[str] = set()
    for division in found:
        if division.code not in known:
            known.update({division.code, *(above.code for above in divisions.ancestors(division.code))})
    return known


def _bearers(named: Named) -> tuple[Division, ...]:
    """Who may be meant by the name alone: a province or a city before a district of the same short name."""
    if named.full:
        return named.candidates
    higher = tuple(each for each in named.candidates if each.level != "district")
    return higher or named.candidates


def _meant(text: _Text, index: int) -> tuple[Division, str] | None:
    """The division that a name means, and why; None when that is not settled."""
    named = text.names[index]
    if chained := _below_neighbour(text.key, text.names, index):
        return chained, "与上级地名连写"
    bearers = _bearers(named)
    supported = _supported(named.candidates, text.known)
    # 朝阳 in a text about 北京 is its 朝阳区, though 朝阳市 bears the name too.
    if supported and supported not in bearers:
        return supported, "文中提到上级地名"
    if len(bearers) == 1 and named.use != "word" and (named.full or bearers[0].level != "district"):
        return bearers[0], "地名全称" if named.full else "地名简称"
    if supported:
        return supported, "文中提到上级地名"
    return _by_street(text, named)


def _by_street(text: _Text, named: Named) -> tuple[Division, str] | None:
    if not named.full:
        return None
    meant = text.with_named_street(named.candidates)
    # A city that the text names beyond doubt speaks against a bearer elsewhere only when it bears the name itself.
    rivals = _all_supported(named.candidates, text.known)
    if len(meant) != 1 or (rivals and meant[0] not in rivals):
        return None
    return meant[0], "文中提到其所辖街道乡镇"


def _below_neighbour(key: str, names: Sequence[Named], index: int) -> Division | None:
    """The bearer that lies in the place named right before, 江苏省|南京市|鼓楼区."""
    if index == 0 or not stands_together(key, names[index - 1], names[index]):
        return None
    above = {division.code for division in names[index - 1].candidates}
    inside = [
        each for each in names[index].candidates if above & {up.code for up in divisions.ancestors(each.code)}
    ]
    return inside[0] if len(inside) == 1 else None


def _supported(candidates: Sequence[Division], known: frozenset[str]) -> Division | None:
    """The one bearer whose city the text names; else the one bearer in the provinces that it names."""
    if not known:
        return None
    inside = _all_supported(candidates, known)
    if not inside:
        inside = [each for each in candidates if divisions.province_of(each.code).code in known]
    return inside[0] if len(inside) == 1 else None


def _all_supported(candidates: Sequence[Division], known: frozenset[str]) -> list[Division]:
    """A district by its city (or itself named in full), a city by its province."""
    return [each for each in candidates if each.code in known or each.parent in known]


# --- what is told ---------------------------------------------------------------------------------------------


def _is_told(tally: _Tally) -> bool:
    """A bare short name of a district is reported only when the text leaves no doubt: twice, or in full."""
    return tally.count > 0 and (tally.division.level != "district" or tally.full or tally.count >= 2)


def _city_fact(
    reading: Reading, city: Division | None, tallies: Sequence[_Tally], pages: Sequence[Division]
) -> Fact | None:
    if city is None:
        return None
    inside = [tally for tally in tallies if divisions.city_of(tally.division.code) == city]
    if not inside:
        return Fact(city.code, "网页栏目路径", 0.7, " > ".join(page.name for page in pages))
    best = max(inside, key=lambda tally: tally.weight)
    share = sum(tally.weight for tally in inside) / sum(tally.weight for tally in tallies)
    basis = f"文中地名以{city.name}为主" if len(inside) > 1 else f"文中提到{best.division.name}"
    return Fact(city.code, basis, round(min(0.98, 0.5 + share / 2), 2), _sentence(reading, best))


def _mention(reading: Reading, tally: _Tally) -> PlaceMention:
    division = tally.division
    city = divisions.city_of(division.code)
    return PlaceMention(
        code=division.code,
        name=division.name,
        level=division.level,
        city=city.name if city else None,
        province=divisions.province_of(division.code).name,
        basis="、".join(sorted(tally.bases)),
        confidence=0.95 if tally.full else 0.7,
        count=tally.count,
        sentence=_sentence(reading, tally),
    )


def _sentence(reading: Reading, tally: _Tally) -> str:
    return reading.sentence(tally.first.start, tally.first.end) if tally.first else ""
