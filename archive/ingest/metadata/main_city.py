"""What the mentions of places weigh, and whether they settle the one city that a text is about.

The weights were set by hand on short texts of many kinds: a full name counts once, in the heading twice; where aid goes
or a traveller comes from counts little; a local paper's name alone is not enough, with 我市 or 市委 beside it it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from archive.text import divisions
from archive.text.divisions import Division

_FULL, _SHORT, _SHORT_DISTRICT = 1.0, 0.6, 0.4
_OUTLET, _ELSEWHERE, _DATELINE = 0.9, 0.2, 2.0
_HEADING_BONUS, _LEAD_BONUS = 2.0, 1.6
_PAGE = 1.5  # the page is filed under the place
_OWN = 0.6  # 我市, 市委 in a text whose outlet is a city's own
_MARGIN = 1.5  # the first city must outweigh the second so many times
_LEAST_WEIGHT = 1.0  # one bare name in passing settles nothing
_LEAST_BARE_WEIGHT = 2.4  # and a few, none in full and all far down, settle as little
_LEAST_SHARE = 0.4
_MOST_CANDIDATES = 8


@dataclass(frozen=True)
class Weighed:
    """`bare`: all its mentions are short names outside the heading and the first lines."""

    division: Division
    weight: float
    bare: bool = False


@dataclass(frozen=True)
class Doubt:
    """A full name of several bearers that nothing in the text tells apart."""

    candidates: tuple[Division, ...]
    weight: float


def weight(
    division: Division,
    *,
    full: bool,
    outlet: bool,
    own: bool,
    heading: bool,
    lead: bool,
    elsewhere: bool,
    dateline: bool,
) -> float:
    """What one mention says about where a document is from. `own`: the text speaks of its city without naming it."""
    if dateline:
        return _DATELINE
    if outlet:
        return _OUTLET + (_OWN if own else 0.0)
    if elsewhere:
        return _ELSEWHERE
    plain = _FULL if full else _SHORT_DISTRICT if division.level == "district" else _SHORT
    return plain * (_HEADING_BONUS if heading else _LEAD_BONUS if lead else 1.0)


def main_city(
    found: Sequence[Weighed], doubts: Sequence[Doubt], pages: Sequence[Division]
) -> tuple[Division | None, tuple[str, ...]]:
    """The city that outweighs all others, or None with the full names of those that it may be.

    `pages` are the places that the page is filed under.
    """
    ranked = _weights(found, pages).most_common(4)
    open_names = {name: None for doubt in doubts for name in _full_names(doubt.candidates)}
    strong = {_city_code(each.division) for each in found if not each.bare} | set(map(_city_code, pages))
    least = _LEAST_WEIGHT if ranked and ranked[0][0] in strong else _LEAST_BARE_WEIGHT
    if ranked and _settles(ranked, doubts, least) and _has_its_share(ranked[0], found):
        return divisions.by_code(ranked[0][0]), ()
    named = [divisions.full_name(code) for code, _ in ranked]
    candidates = [*open_names, *named] if doubts and _doubted(doubts, "") else [*named, *open_names]
    return None, tuple(dict.fromkeys(candidates))[:_MOST_CANDIDATES]


def _weights(found: Sequence[Weighed], pages: Sequence[Division]) -> Counter[str]:
    weights: Counter[str] = Counter()
    for each in (*found, *(Weighed(page, _PAGE) for page in pages)):
        city = divisions.city_of(each.division.code)
        if city:
            weights[city.code] += each.weight  # type: ignore[assignment]
    return weights


def _has_its_share(first: tuple[str, float], found: Sequence[Weighed]) -> bool:
    """Whether enough of all mentions lie in the city's province: a survey of ten provinces is about no city."""
    province = divisions.province_of(first[0]).code
    elsewhere = sum(
        each.weight for each in found if divisions.province_of(each.division.code).code != province
    )
    return first[1] >= _LEAST_SHARE * (first[1] + elsewhere)


def _settles(ranked: Sequence[tuple[str, float]], doubts: Sequence[Doubt], least: float) -> bool:
    code, most = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    return most >= least and most >= _MARGIN * max(second, _doubted(doubts, code))


def _doubted(doubts: Sequence[Doubt], code: str) -> float:
    """The weight of the unsettled names that cannot mean a place in this city."""
    return sum(doubt.weight for doubt in doubts if code not in map(_city_code, doubt.candidates))


def _city_code(division: Division) -> str:
    city = divisions.city_of(division.code)
    return city.code if city else division.code


def _full_names(candidates: Sequence[Division]) -> list[str]:
    return [divisions.full_name(each.code) for each in candidates]
