"""Pinyin in brackets that a page put after some of its characters: 據(jù), 頁(yè).

The page looked for two bytes and put the reading of the character that they make behind them, whether or not
they belonged together. So a gloss stands behind the character itself (據(jù)), behind a letter whose byte ended
such a pair (監 in 頻O(jiān)), or cuts a character in two (頂?shù)蒙 for 頂得上: 數 lies across 頂得).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from archive.ingest.restoration import gbk
from archive.ingest.restoration.language import is_common, is_traditional
from archive.text.pinyin import readings, reads_as

_VOWELS = "āáǎàēéěèōóǒòīíǐìūúǔùǖǘǚǜü"
READING = rf"[a-zɡ{_VOWELS}ńňǹḿ]{{1,7}}"
_GLOSS = re.compile(rf"[(（][ \u00a0]?({READING})[ \u00a0]?[)）]")

# The page glossed everyday characters, most of them traditional; an author glosses rare ones.
_LEAST_TRADITIONAL = 0.3
# A reader for learners glosses one character after the other, plain ones too; a dictionary those that stand
# alone.
_MOSTLY = 0.6
_MOST_IN_A_ROW = 0.5
_MOST_ALONE = 0.5
# Words with which a text speaks of readings: a few glosses are then its own.
_LESSON = re.compile("拼音|注音|读音|讀音|发音|發音|多音字|读作|讀作|念作|读为|讀為")
_MANY = 10


@dataclass(frozen=True)
class Gloss:
    """A gloss at [start, end) whose reading is one of `char`, the character that its two bytes make."""

    start: int
    end: int
    char: str
    reading: str


def find_glosses(text: str) -> list[Gloss]:
    """The glosses that agree in tone with the bytes they stand behind."""
    return [gloss for match in _GLOSS.finditer(text) if (gloss := _verified(text, match))]


def _verified(text: str, match: re.Match[str]) -> Gloss | None:
    char = _char_before(text, match.start())
    reading = match[1].replace("ɡ", "g")
    if not char or not reads_as(char, reading):
        return None
    return Gloss(match.start(), match.end(), char, reading)


def _char_before(text: str, at: int) -> str:
    """The character that the two bytes before an offset make: one character, or half of one and a letter."""
    last = text[at - 1 : at]
    if not last.isascii():
        return last
    before = gbk.pair_of(text[at - 2]) if at >= 2 else None
    return gbk.char_of(before[1], ord(last)) if last and before else ""


def cut_char(before: str, reading: str) -> tuple[tuple[int, str], ...]:
    """For a gloss that cuts a character in two: each byte that can be lost, with the everyday character
    glossed."""
    pair = gbk.pair_of(before)
    if pair is None or before.isascii():
        return ()
    reading = reading.replace("ɡ", "g")
    found = gbk.chars_beginning(pair[1])
    return tuple((byte, char) for byte, char in found if is_common(char) and reads_as(char, reading))


@cache
def _by_reading() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for lead in gbk.LEADS:
        for _, char in gbk.chars_beginning(lead):
            for reading in readings(char):
                found[reading].append(char)
    return {reading: tuple(chars) for reading, chars in found.items()}


def chars_reading(reading: str) -> tuple[str, ...]:
    """The characters of GBK that have a reading."""
    return _by_reading().get(reading.replace("ɡ", "g"), ())


def are_damage(text: str, glosses: Sequence[Gloss]) -> bool:
    """Whether a text's glosses are a page's, not an author's."""
    everyday = [each for each in glosses if is_traditional(each.char) and is_common(each.char)]
    if not everyday or len(everyday) < _LEAST_TRADITIONAL * len(glosses):
        return False
    in_a_row = sum(after.start - before.end == 1 for before, after in pairwise(glosses))
    alone = sum(_stands_alone(text, each) for each in glosses)
    if in_a_row > _MOST_IN_A_ROW * len(glosses) and len(everyday) < _MOSTLY * len(glosses):
        return False
    if alone > _MOST_ALONE * len(glosses):
        return False
    return len(glosses) >= _MANY or not _LESSON.search(text)


def _stands_alone(text: str, gloss: Gloss) -> bool:
    """Whether the glossed character is no part of a longer stretch of text: a headword."""
    around = text[max(gloss.start - 2, 0) : gloss.start - 1] + text[gloss.end : gloss.end + 1]
    return not any(char.isalnum() for char in around)


def removable(glosses: Sequence[Gloss]) -> Iterator[Gloss]:
    """Of a damaged text's glosses those that the page put there; one on a rare character may be the author's."""
    yield from (gloss for gloss in glosses if is_common(gloss.char) or is_traditional(gloss.char))
