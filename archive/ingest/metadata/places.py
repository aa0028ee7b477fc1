"""Which administrative divisions a text names, which of several bearers of a name it means, and its main city.

A name counts for what it says: 龙岗区 is one district of China, 鼓楼区 is four until the text names a city or a province
around it, and a bare 东山 or 平湖 counts only where the city above it is named too. What stays ambiguous is given
back as candidates and settles nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from archive.ingest.metadata.gazetteer import Named, find_names, stands_together
from archive.ingest.metadata.reading import Reading
from archive.ingest.records import Fact, PlaceMention
from archive.text import divisions
from archive.text.divisions import Division

# What one mention says about where a document is from.
_FULL, _SHORT, _SHORT_DISTRICT = 1.0, 0.6, 0.4
_LEAD_BONUS = 2.0  # in the title, the source or the first lines
_LEAD = 120
_MARGIN = 1.5  # the first city must outweigh the second so many times
_LEAST_WEIGHT = 1.0  # one bare name in passing settles nothing


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
    first: Named | None = None
    bases: set[str] = field(default_factory=set)


def read_places(reading: Reading, heading: int = 0) -> Places:
    """Places of a text. Its first `heading` characters (title, kicker, source) and the first lines after them
    say most about where it is from."""
    names = list(find_names(reading))
    tallies, doubtful = _tally(reading, names, heading + _LEAD)
    city, candidates = _main_city(tallies)
    mentions = tuple(_mention(reading, tally) for tally in tallies if _is_told(tally))
    return Places(mentions, _city_fact(reading, city, tallies), candidates or _ambiguous(city, doubtful))


def _tally(reading: Reading, names: Sequence[Named], lead: int) -> tuple[list[_Tally], list[Named]]:
    known = _certain(names)
    tallies: dict[str, _Tally] = {}
    doubtful: list[Named] = []
    for index, named in enumerate(names):
        meant = _meant(reading.key, names, index, known)
        if meant is None:
            doubtful.append(named)
            continue
        division, basis = meant
        tally = tallies.setdefault(division.code, _Tally(division))
        tally.weight += _weight(division, named) * (_LEAD_BONUS if named.start < lead else 1.0)
        tally.count += 1
        tally.full = tally.full or named.full
        tally.first = tally.first or named
        tally.bases.add(basis)
    return list(tallies.values()), doubtful


def _weight(division: Division, named: Named) -> float:
    if named.full:
        return _FULL
    return _SHORT if division.level != "district" else _SHORT_DISTRICT


def _certain(names: Iterable[Named]) -> set[str]:
    """Codes that the text names beyond doubt, with all above them: what settles the names of several bearers."""
    known: set[str] = set()
    for named in names:
        bearers = _bearers(named)
        if len(bearers) == 1 and (named.full or bearers[0].level != "district"):
            known.update({bearers[0].code, *(above.code for above in divisions.ancestors(bearers[0].code))})
    return known


def _bearers(named: Named) -> tuple[Division, ...]:
    """Who may be meant by the name alone: a province or a city before a district of the same short name."""
    if named.full:
        return named.candidates
    higher = tuple(each for each in named.candidates if each.level != "district")
    return higher or named.candidates


def _meant(key: str, names: Sequence[Named], index: int, known: set[str]) -> tuple[Division, str] | None:
    """The division that a name means, and why; None when that is not settled."""
    named = names[index]
    chained = _below_neighbour(key, names, index)
    if chained:
        return chained, "与上级地名连写"
    supported = [each for each in named.candidates if _is_supported(each, known)]
    bearers = _bearers(named)
    # 朝阳 in a text about 北京 is its 朝阳区, though 朝阳市 bears the name too.
    if len(supported) == 1 and supported[0] not in bearers:
        return supported[0], "文中提到上级地名"
    if len(bearers) == 1 and (named.full or bearers[0].level != "district"):
        return bearers[0], "地名全称" if named.full else "地名简称"
    if len(supported) == 1:
        return supported[0], "文中提到上级地名"
    return None


def _below_neighbour(key: str, names: Sequence[Named], index: int) -> Division | None:
    if index == 0 or not stands_together(key, names[index - 1], names[index]):
        return None
    above = {division.code for division in names[index - 1].candidates}
    inside = [
        each for each in names[index].candidates if above & {up.code for up in divisions.ancestors(each.code)}
    ]
    return inside[0] if len(inside) == 1 else None


def _is_supported(division: Division, known: set[str]) -> bool:
    """A district by its city (or itself named in full), a city by its province."""
    return division.code in known or division.parent in known


def _is_told(tally: _Tally) -> bool:
    """A bare short name of a district is reported only when the text leaves no doubt: twice, or in full."""
    return tally.division.level != "district" or tally.full or tally.count >= 2


def _main_city(tallies: Sequence[_Tally]) -> tuple[Division | None, tuple[str, ...]]:
    """The city that outweighs the others, or the candidates when none does."""
    weights: Counter[str] = Counter()
    for tally in tallies:
        city = divisions.city_of(tally.division.code)
        if city:
            weights[city.code] += tally.weight  # type: ignore[assignment]
    ranked = weights.most_common(4)
    if not ranked:
        return None, ()
    close = len(ranked) > 1 and ranked[0][1] < ranked[1][1] * _MARGIN
    if close or ranked[0][1] < _LEAST_WEIGHT:
        return None, tuple(divisions.full_name(code) for code, _ in ranked)
    return divisions.by_code(ranked[0][0]), ()


def _city_fact(reading: Reading, city: Division | None, tallies: Sequence[_Tally]) -> Fact | None:
    if city is None:
        return None
    inside = [tally for tally in tallies if divisions.city_of(tally.division.code) == city]
    best = max(inside, key=lambda tally: tally.weight)
    share = sum(tally.weight for tally in inside) / sum(tally.weight for tally in tallies)
    basis = f"文中地名以{city.name}为主" if len(inside) > 1 else f"文中提到{best.division.name}"
    return Fact(city.code, basis, round(min(0.98, 0.5 + share / 2), 2), _sentence(reading, best))


def _ambiguous(city: Division | None, doubtful: Sequence[Named]) -> tuple[str, ...]:
    """The bearers of the names that nothing settled, when the text has no main city."""
    if city is not None:
        return ()
    found: dict[str, None] = {}
    for named in doubtful:
        if named.full:
            found.update(dict.fromkeys(divisions.full_name(each.code) for each in named.candidates))
    return tuple(found)[:8]


def _mention(reading: Reading, tally: _Tally) -> PlaceMention:
    division = tally.division
    city = divisions.city_of(division.code)
    return PlaceMention(
        code=division.code,
        name=division.name,
        level=division.level,
        city=_city_name(city),
        province=divisions.province_of(division.code).name,
        basis="、".join(sorted(tally.bases)),
        confidence=0.95 if tally.full else 0.7,
        count=tally.count,
        sentence=_sentence(reading, tally),
    )


def _city_name(city: Division | None) -> str | None:
    return city.name if city else None


def _sentence(reading: Reading, tally: _Tally) -> str:
    return reading.sentence(tally.first.start, tally.first.end) if tally.first else ""
