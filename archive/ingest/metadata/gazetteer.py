"""Finds the names of administrative divisions in a text, and tells how each is used there.

`find_names` gives the names that begin or are a place, also where the place is only part of a body's name;
`find_mentions` gives the same with the names of outlets, for those who ask where a text is from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from operator import add
from typing import Literal

from archive.ingest.metadata import place_words
from archive.ingest.metadata.reading import Reading
from archive.text import divisions, words
from archive.text.divisions import Division
from archive.text.folding import fold

# place: says where. word: may be an ordinary word (来宾, 城区), so it needs the region named beside it. lent: part of
# the name of something that may be anywhere (北京银行). outlet: part of the name of a paper or station.
Use = Literal["place", "word", "lent", "outlet"]

_SHORTEST = 2
_SUFFIXES = ("市", "区", "县", "旗")
_AROUND = 12  # characters before and after a name that tell how it is used


@dataclass(frozen=True)
class Named:
    """A name found at [start, end) of the fold, and all divisions that bear it. `full`: written with 省, 市, 区 …"""

    start: int
    end: int
    candidates: tuple[Division, ...]
    full: bool
    use: Use = "place"


def find_names(reading: Reading) -> Iterator[Named]:
    """Names of divisions in reading order, the longest at each place; in time linear in the text."""
    return (named for named in find_mentions(reading) if named.use != "outlet")


def find_mentions(reading: Reading) -> Iterator[Named]:
    """As `find_names`, with places in the names of outlets besides."""
    _, openings = _names()
    after, last = 0, None
    pairs = map(add, reading.key, reading.key[1:])
    for position in [index for index, pair in enumerate(pairs) if pair in openings]:
        named = _longest(reading, position) if position >= after else None
        if named is None or (not named.full and _hides_full_name(reading, named)):
            continue
        use = _use(reading, named)
        if use is not None and not _is_former(last, named):
            last = Named(named.start, named.end, named.candidates, named.full, use)
            yield last
        if use is not None or named.full:  # inside a refused short name another may begin
            after = named.end


def _longest(reading: Reading, position: int) -> Named | None:
    """The longest name at a position. A full name that ends inside a word is none: 东方市|场, 代县|长."""
    names, openings = _names()
    for length in openings.get(reading.key[position : position + _SHORTEST], ()):
        entry = names.get(reading.key[position : position + length])
        if entry and not (entry.full and _breaks_word(reading, position, position + length)):
            return Named(position, position + length, entry.candidates, entry.full)
    return None


def _hides_full_name(reading: Reading, named: Named) -> bool:
    """Whether a full name begins inside a short one: 从|江南区 is not 从江|南区."""
    inside = (_longest(reading, position) for position in range(named.start + 1, named.end))
    return any(other is not None and other.full and other.end > named.end for other in inside)


def _is_former(city: Named | None, district: Named) -> bool:
    """Whether a district follows a city, written in full, that has none of its name: 石家庄市|桥东区 was dissolved, and
    the 桥东区 of another city is not meant. Without a blank between, the two are one name and no list."""
    if city is None or city.end != district.start or not (city.full and district.full):
        return False
    above = {each.code for each in city.candidates if divisions.city_of(each.code) == each}
    below = [each for each in district.candidates if each.level == "district"]
    return bool(above) and bool(below) and not any(each.parent in above for each in below)


def _breaks_word(reading: Reading, start: int, end: int) -> bool:
    if place_words.RUNS_ON.match(reading.key, end - 1, end + 3):
        return True
    if end - start > _SHORTEST:
        return False
    rest = reading.word_over(end)  # a name of two characters may be anything: 新|县城
    return not reading.is_word_boundary(start) or (
        bool(rest) and words.frequency(reading.key[end - 1 : end] + rest) > 0
    )


def _use(reading: Reading, named: Named) -> Use | None:
    """How a name is used; None for what only looks like a place."""
    before = reading.key[max(0, named.start - _AROUND) : named.start]
    after = reading.key[named.end : named.end + _AROUND]
    if place_words.OUTLET.match(after):
        return "outlet"
    refused = place_words.NAMED_AFTER_SUFFIXED if named.full else place_words.NAMED_AFTER
    if refused.match(after) and not (named.full and _starts_district(reading, named.end)):
        return None
    if named.full:
        return "word" if place_words.GENERIC.fullmatch(reading.key, named.start, named.end) else "place"
    if place_words.DATELINE_BEFORE.search(before) and place_words.DATELINE_AFTER.match(after):
        return "place"  # whatever the words seem to be: 本报南|通讯
    if _is_in_word(reading, named):
        return None
    if place_words.LENT.match(after) or place_words.FOREIGN_BEFORE.search(before) or _runs_on(reading, named):
        return "lent"
    return "word" if reading.key[named.start : named.end] in place_words.ORDINARY_WORDS else "place"


def _starts_district(reading: Reading, position: int) -> bool:
    """Whether a full name begins at a position: 石家庄市|桥西区 is no bridge."""
    following = _longest(reading, position)
    return following is not None and following.full


def _is_in_word(reading: Reading, named: Named) -> bool:
    """Whether a bare name stands inside a word (王朝阳) or behind a surname; 大上海 is still the place."""
    if reading.key[named.start - 1 : named.start] == "大":
        return False
    return (
        not reading.is_word_boundary(named.start) or reading.word_before(named.start) in place_words.SURNAMES
    )


def _runs_on(reading: Reading, named: Named) -> bool:
    """Whether the word goes on behind the name, to mean more than the place: 海南岛 does not, 哈密瓜 does."""
    rest = reading.word_over(named.end)
    return bool(rest) and not place_words.STILL_PLACE.match(rest)


@dataclass(frozen=True)
class _Entry:
    candidates: tuple[Division, ...]
    full: bool


@cache
def _names() -> tuple[dict[str, _Entry], dict[str, tuple[int, ...]]]:
    """Folded names with what they mean, and for each pair of first characters the lengths to try, longest first."""
    forms: dict[str, set[bool]] = defaultdict(set)
    for division in divisions.all_divisions():
        forms[fold(division.name)].add(len(division.name) > _SHORTEST or division.name.endswith(_SUFFIXES))
        shorts = divisions.short_names(division.code)
        for short in shorts:
            # 恩施州 says what it is, as 恩施 does not; 东乡县 was a name of others too.
            forms[fold(short)].add(short.endswith("州") and short[:-1] in shorts)
    names = {
        name: _Entry(divisions.named(name), True in full)
        for name, full in forms.items()
        if len(name) >= _SHORTEST
    }
    lengths: dict[str, set[int]] = defaultdict(set)
    for name in names:
        lengths[name[:_SHORTEST]].add(len(name))
    return names, {opening: tuple(sorted(found, reverse=True)) for opening, found in lengths.items()}


def stands_together(key: str, first: Named, second: Named) -> bool:
    """Whether one name follows the other at once: 上海市|黄浦区, 深圳|龙岗区."""
    return (
        second.start - first.end <= 2
        and place_words.CHAIN_GAP.fullmatch(key, first.end, second.start) is not None
    )
