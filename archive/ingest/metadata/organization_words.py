"""What a word can do in the name of a body: begin it, stand in it, tell it from others, or end the walk back.

A word that no list of the vocabulary knows is judged by jieba's dictionary tag.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

from archive.ingest.cleaning_lines import pattern
from archive.ingest.metadata.organization_vocabulary import (
    COUNTRIES,
    FIELDS,
    GENERIC_WORDS,
    NAME_CHARS,
    OPENERS,
    STOP_WORDS,
)
from archive.text import divisions, words
from archive.text.folding import fold

PLACE_ENDINGS = tuple(fold("镇乡村路街坊里苑湾桥庄庙山湖城园港岛"))
# jieba's tags of words that no name holds: verbs, adverbs, prepositions, conjunctions, pronouns, particles, times,
# names of persons, measure words. Verbs that name a field do stand in names.
_STOP_TAGS = frozenset([
    "v", "d", "p", "c", "r", "u", "uj", "ul", "uz", "ug", "ud", "uv", "t", "tg",
    "q", "y", "l", "zg", "i", "k", "f", "vd", "vq", "df", "e", "o", "h",
])  # fmt: skip
_PERSON_TAGS = frozenset(["nr", "nrfg", "nrt"])
_NUMBER_TAGS = frozenset(["m", "mq", "mg"])
_PROPER_TAGS = frozenset(["ns", "nt", "nz", "nr", "nrt", "nrfg", "j"])
_POINTERS = frozenset(fold("等该某各的至到往在被由及"))  # the dictionary knows no 占该, no 某某等
_NUMERALS = frozenset(fold("第一二三四五六七八九十百零〇0123456789"))
_JOINERS = frozenset(fold("和与及"))
_BILATERAL = pattern("^[中美英法德俄日韩朝印越泰苏伊以埃澳加巴]{2,3}$")
_RELATIVE = frozenset(fold("省市区县州镇乡村"))
_LONGEST_PLACE, _SHORTEST_PLACE = 16, 2
_NEAR = 5


@lru_cache(maxsize=65536)
def tag_of(word: str) -> str:
    """The dictionary's tag of a folded word; `x` for one that it does not know."""
    if not words.frequency(word):
        return "x"
    tagged = words.tagged(word)
    return tagged[0][1] if len(tagged) == 1 else "n"


@lru_cache(maxsize=65536)
def is_field(word: str) -> bool:
    """Whether a folded word is a field of administration, or two of them in one: 城乡建设."""
    return word in FIELDS or (len(word) == 4 and word[:2] in FIELDS and word[2:] in FIELDS)


def may_hold_field(key: str, end: int) -> bool:
    """Whether a field, a level or a nation stands before an offset: spares cutting the words of most 部, 处, 所."""
    before = key[max(0, end - _NEAR) : end]
    if not _RELATIVE.isdisjoint(before):
        return True
    return any(before[-length:] in FIELDS or is_country(before[-length:]) for length in range(1, _NEAR + 1))


def is_han(word: str) -> bool:
    return all("\u3400" <= char <= "\u9fff" for char in word)


@lru_cache(maxsize=65536)
def is_stop(word: str) -> bool:
    """Whether a folded word ends the walk back from an ending to the beginning of the name."""
    if word in STOP_WORDS:
        return True
    if is_field(word) or word in OPENERS or is_place(word):
        return False
    if len(word) == 1 and is_han(word):
        return word not in NAME_CHARS and tag_of(word) not in (
            "n",
            "nz",
            "j",
            "ns",
            "x",
            "nr",
            "b",
            "a",
            "ng",
            "g",
        )
    if len(word) > 1 and (word[-1] in _POINTERS or word[0] in _JOINERS) and tag_of(word) == "x":
        return True
    if not word.isalnum():
        return word != "·"
    if word.isdigit():
        return True
    # Unknown places are taken for persons or verbs: 彭浦镇, 普善路.
    return tag_of(word) in _STOP_TAGS and not (len(word) > 2 and word.endswith(PLACE_ENDINGS))


def is_person(word: str) -> bool:
    return tag_of(word) in _PERSON_TAGS and not word.endswith(PLACE_ENDINGS) and not is_place(word)


def is_number(word: str) -> bool:
    return tag_of(word) in _NUMBER_TAGS


def is_ordinal(word: str) -> bool:
    """Whether a folded word numbers a body among its likes: 第六, 八."""
    return set(word) <= _NUMERALS


@lru_cache(maxsize=65536)
def is_proper(word: str) -> bool:
    """Whether a folded word is a name of its own: a place, a person's, an unknown word, letters."""
    if word in GENERIC_WORDS or word in FIELDS or word in STOP_WORDS:
        return False
    if is_place(word) or not is_han(word):
        return True
    if len(word) == 1:
        return word not in NAME_CHARS
    return tag_of(word) in _PROPER_TAGS or tag_of(word) == "x"


def has_proper(found: Sequence[str]) -> bool:
    """Whether words hold a name of their own; a lone character is none, a row of them is: 万|达."""
    proper = [is_proper(word) for word in found]
    if any(own and len(word) > 1 for own, word in zip(proper, found, strict=True)):
        return True
    return any(own and after for own, after in pairwise(proper))


@lru_cache(maxsize=65536)
def is_place(word: str) -> bool:
    """Whether a folded word is a division, a nation, or another place that the dictionary knows."""
    if word in division_names() or word in COUNTRIES:
        return True
    return len(word) > 1 and tag_of(word) == "ns" and word not in GENERIC_WORDS | FIELDS


def is_country(word: str) -> bool:
    """Whether a folded word is a nation, or the short names of two: 美中."""
    return word in COUNTRIES or bool(_BILATERAL.match(word))


@cache
def division_names() -> frozenset[str]:
    """Full and short names of all divisions, folded."""
    names = {fold(division.name) for division in divisions.all_divisions()}
    shorts = {
        fold(each) for division in divisions.all_divisions() for each in divisions.short_names(division.code)
    }
    # 会同 and 支援 are words before they are counties.
    return frozenset(name for name in (names | shorts) - STOP_WORDS if len(name) >= _SHORTEST_PLACE)


@cache
def full_division_names() -> frozenset[str]:
    """Full names of all divisions, folded."""
    return frozenset(fold(division.name) for division in divisions.all_divisions())


def division_before(key: str, end: int) -> int | None:
    """Where the longest name of a division that ends at `end` begins, or None."""
    names = division_names()
    for length in _lengths_by_last().get(key[end - 1 : end], ()):
        if length <= end and key[end - length : end] in names:
            return end - length
    return None


@cache
def _lengths_by_last() -> dict[str, tuple[int, ...]]:
    """The lengths of the names that end with a character, the longest first."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for name in division_names():
        lengths[name[-1]].add(len(name))
    return {char: tuple(sorted(found, reverse=True)) for char, found in lengths.items()}


@lru_cache(maxsize=4096)
def _codes(name: str) -> frozenset[str]:
    return frozenset(division.code for division in divisions.named(name))


def contains_next(key: str, start: int, end: int) -> bool:
    """Whether the division [start, end) holds the one that follows it: 湖南省 邵阳市, but not 北京 上海."""
    above = _codes(key[start:end])
    for length in range(_SHORTEST_PLACE, _LONGEST_PLACE):
        name = key[end : end + length]
        if name in division_names() and any(
            above & {up.code for up in divisions.ancestors(code)} for code in _codes(name)
        ):
            return True
    return False


@lru_cache(maxsize=4096)
def is_city(name: str) -> bool:
    """Whether a folded name is a city's or a province's, and no district's: 武汉, but not 平湖."""
    bearers = divisions.named(name)
    return bool(bearers) and all(division.level != "district" for division in bearers)


def begins_in_full(key: str, start: int) -> bool:
    """Whether a division's full name (written with 省, 市, 区 …) begins here."""
    names = division_names()
    return any(
        key[start + length - 1 : start + length] in _RELATIVE and key[start : start + length] in names
        for length in range(3, _LONGEST_PLACE)
    )
