"""Which characters sound alike, and which a reader may mean who types letters.

Tones are left out. A character has the readings that it usually has: 长 chang and zhang, 文 wen alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache

from archive.text.pinyin import toneless, usual_readings

FIRST, LAST = 0x4E00, 0x9FFF  # the ideographs of common use
LONGEST_SYLLABLE = 6  # zhuang
_RETROFLEX = re.compile("^([zcs])h")
_NASAL = re.compile("ng$")


@lru_cache(maxsize=1 << 15)
def syllables(char: str) -> frozenset[str]:
    """How a character is read, as one types it: v for ü."""
    return _typed(usual_readings(char))


@cache
def _typed(readings: frozenset[str]) -> frozenset[str]:
    return frozenset(toneless(reading).replace("ü", "v") for reading in readings)


@cache
def alike(char: str) -> frozenset[str]:
    """The characters that sound the same or nearly so, the character itself included: zh and z, in and ing are one to
    many readers."""
    near = (_near()[_blurred(syllable)] for syllable in syllables(char))
    return frozenset(char).union(*near)


@cache
def read_as(syllable: str) -> frozenset[str]:
    return _by_syllable().get(syllable, frozenset())


@cache
def begun_as(letters: str) -> frozenset[str]:
    """The characters of which a reading begins with these letters."""
    begun = (chars for syllable, chars in _by_syllable().items() if syllable.startswith(letters))
    return frozenset().union(*begun)


def is_syllable(letters: str) -> bool:
    return letters in _by_syllable()


def _blurred(syllable: str) -> str:
    return _NASAL.sub("n", _RETROFLEX.sub(r"\1", syllable))


@cache
def _by_syllable() -> dict[str, frozenset[str]]:
    return _grouped((syllable, char) for char, syllable in _readings())


@cache
def _near() -> dict[str, frozenset[str]]:
    return _grouped((_blurred(syllable), char) for char, syllable in _readings())


def _readings() -> Iterator[tuple[str, str]]:
    for char in map(chr, range(FIRST, LAST + 1)):
        for syllable in syllables(char):
            yield char, syllable


def _grouped(pairs: Iterator[tuple[str, str]]) -> dict[str, frozenset[str]]:
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for name, char in pairs:
        groups[name].add(char)
    return {name: frozenset(chars) for name, chars in groups.items()}
