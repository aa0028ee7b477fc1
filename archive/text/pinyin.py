"""How Chinese characters are read."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from functools import cache, lru_cache

from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

_RARELY = 0.05
_TONES = frozenset("\u0300\u0301\u0304\u030c")  # grave, acute, macron, caron; the diaeresis of ü stays


@lru_cache(maxsize=8192)
def readings(char: str) -> frozenset[str]:
    """All readings of one character, tone marks on (中: zhōng, zhòng); empty for what has none."""
    if len(char) != 1:
        return frozenset()
    found: str = PINYIN_DICT.get(ord(char), "")
    return frozenset(reading for reading in found.split(",") if reading)


@cache
def _readings_in_phrases() -> dict[str, Counter[str]]:
    """How often each reading of a character stands in pypinyin's phrases."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for phrase, parts in PHRASES_DICT.items():
        for char, part in zip(phrase, parts, strict=False):
            found[char][part[0]] += 1
    return found


def usual_readings(char: str) -> frozenset[str]:
    """The readings that a character has in more than one phrase in twenty (中: zhōng, zhòng; 文: wén)."""
    counts = _readings_in_phrases().get(char)
    if not counts:
        return readings(char) if len(readings(char)) == 1 else frozenset()
    return frozenset(reading for reading, count in counts.items() if count > _RARELY * counts.total())


def toneless(reading: str) -> str:
    """A reading without its tone mark, composed: lǜ gives lü, zhōng gives zhong."""
    marks = unicodedata.normalize("NFD", reading)
    return unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))


def reads_as(char: str, reading: str) -> bool:
    """Whether a character has this very reading, tone included; case and composition do not matter."""
    return unicodedata.normalize("NFC", reading).lower() in readings(char)


def sounds_alike(one: str, other: str) -> bool:
    """Whether two readings are the same but for the tone; v stands for ü as it does on keyboards."""
    return toneless(one).lower().replace("ü", "v") == toneless(other).lower().replace("ü", "v")
