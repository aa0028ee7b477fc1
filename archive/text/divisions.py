"""The authority of administrative divisions: provinces, cities, districts, their codes and their names.

`archive/text/division_rows.py` reads them and says what it makes of municipalities and the like.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import chain

from archive.text.division_names import is_zone, short_forms
from archive.text.division_rows import (
    MUNICIPALITIES,
    SPECIAL_REGIONS,
    Division,
    Level,
    merged_codes,
    read_divisions,
)
from archive.text.folding import fold

__all__ = [
    "Division", "Level", "all_divisions", "ancestors", "by_code", "children", "city_of", "full_name", "named",
    "province_of", "resolve", "short_names",
]  # fmt: skip

_LONGEST = 60  # the longest full name has 34 characters
_SEPARATORS = re.compile(r"[\s·・,，、/>-]+")
_PSEUDO_CITY = fold("市辖区")


def all_divisions() -> tuple[Division, ...]:
    """Every division, provinces first, then cities, then districts, each in the order of the codes."""
    return tuple(_by_code().values())


def by_code(code: str) -> Division | None:
    """The division with exactly this code (see `resolve` for padded and pseudo-city codes)."""
    return _by_code().get(code)


def children(code: str) -> tuple[Division, ...]:
    """The divisions right under one; a municipality's are districts."""
    return _children().get(code, ())


def ancestors(code: str) -> tuple[Division, ...]:
    """The divisions above one, the nearest first. Raises KeyError for a code that no division has."""
    division = _by_code()[code]
    if division.parent is None:
        return ()
    return (_by_code()[division.parent], *ancestors(division.parent))


def city_of(code: str) -> Division | None:
    """The city that a division is or lies in; a municipality, Hong Kong and Macao are their own. None for any other
    province."""
    for division in (_by_code()[code], *ancestors(code)):
        if division.level == "city" or division.code in MUNICIPALITIES | SPECIAL_REGIONS:
            return division
    return None


def province_of(code: str) -> Division:
    """The province that a division is or lies in."""
    return (_by_code()[code], *ancestors(code))[-1]


def full_name(code: str) -> str:
    """The name with the names above it: 湖南省邵阳市双清区, 上海市黄浦区."""
    names = [division.name for division in (_by_code()[code], *ancestors(code))]
    return "".join(reversed(names))


def short_names(code: str) -> tuple[str, ...]:
    """The shorter names that a division goes by, the commonest first: 邵阳; 恩施, 恩施州. May be empty."""
    return _short_names()[code]


def named(name: str) -> tuple[Division, ...]:
    """The divisions that a full or short name means, higher levels first; empty when there are none."""
    return _by_name().get(fold(name), ())


def resolve(value: str) -> tuple[Division, ...]:
    """All divisions that a value can mean: none when it is unknown, several when it is ambiguous.

    Accepts a code (4403; padded 440300 or 440300000000; a municipality's pseudo city 3101), a full or
    short name of any level, in either script, and a chain of names from the top down (湖南省邵阳市,
    深圳龙岗区, 上海 黄浦).
    """
    text = fold(value).strip()
    if not text or len(text) > _LONGEST:
        return ()
    if text[0].isdigit():
        return _by_any_code(text)
    return _by_chain(_compact(text))


def _by_any_code(text: str) -> tuple[Division, ...]:
    if not text.replace("-", "").isascii():
        return ()
    if len(text) == 12 and text.endswith("000000"):
        text = text[:6]
    for code in _code_forms(text):
        if division := by_code(code):
            return (division,)
    return ()


def _code_forms(text: str) -> Iterator[str]:
    """The code itself, then without padding; each also as the division that stands for it (5002 for 50)."""
    shorter = [text[:length] for length in (4, 2) if len(text) in (4, 6) and text[length:].strip("0") == ""]
    for form in [text, *shorter]:
        yield form
        if form in merged_codes():
            yield merged_codes()[form]


def _compact(text: str) -> str:
    text = _SEPARATORS.sub("", text)
    return text.replace(_PSEUDO_CITY, "") or text


def _by_chain(text: str) -> tuple[Division, ...]:
    """What the whole text names; else what its end names under what its beginning names."""
    if whole := named(text):
        return whole
    found: dict[str, Division] = {}
    for cut in range(2, len(text) - 1):
        above = {division.code for division in named(text[:cut])}
        if above:
            found.update((low.code, low) for low in _by_chain(text[cut:]) if above & _codes_above(low))
    return tuple(found.values())


def _codes_above(division: Division) -> set[str]:
    return {each.code for each in ancestors(division.code)}


@cache
def _by_code() -> dict[str, Division]:
    return {division.code: division for division in read_divisions()}


@cache
def _children() -> dict[str, tuple[Division, ...]]:
    below: dict[str, list[Division]] = defaultdict(list)
    for division in _by_code().values():
        if division.parent is not None:
            below[division.parent].append(division)
    return {code: tuple(divisions) for code, divisions in below.items()}


@cache
def _short_names() -> dict[str, tuple[str, ...]]:
    provinces = {
        short_forms(each.name)[0]: each.code for each in _by_code().values() if each.level == "province"
    }
    return {each.code: _own_short_names(each, provinces) for each in _by_code().values()}


def _own_short_names(division: Division, provinces: dict[str, str]) -> tuple[str, ...]:
    """Leaves out names that people give to another: to a province (河南 for 河南蒙古族自治县 in 青海), to the
    city above (邵阳 for 邵阳县 in 邵阳市), to a neighbour (北戴河 for 北戴河新区 beside 北戴河区)."""
    province = province_of(division.code).code
    taken = _taken_names(division)
    names = (*short_forms(division.name), *division.also)
    return tuple(name for name in names if provinces.get(name, province) == province and name not in taken)


def _taken_names(division: Division) -> set[str]:
    parent = _by_code().get(division.parent or "")
    if parent is None:
        return set()
    neighbours = [each.name for each in _children()[parent.code] if each != division]
    taken = set(neighbours)
    if parent.level == "city":
        taken.update(short_forms(parent.name)[:1])
    if is_zone(division.name):
        taken.update(chain.from_iterable(map(short_forms, neighbours)))
    return taken


@cache
def _by_name() -> dict[str, tuple[Division, ...]]:
    index: dict[str, list[Division]] = defaultdict(list)
    for division in _by_code().values():
        for name in {division.name, *_short_names()[division.code]}:
            index[fold(name)].append(division)
    return {name: tuple(divisions) for name, divisions in index.items()}
