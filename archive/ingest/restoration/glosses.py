"""Pinyin in brackets that a page put after some of its characters: 據(jù), 頁(yè).

The page looked for two bytes and put the reading of the character that they make behind them, whether or not
they belonged together. So a gloss stands behind the character itself (據(jù)), behind a letter whose byte ended
such a pair (監 in 頻O(jiān)), or cuts a character in two (頂?shù)蒙 for 頂得上: 數 lies across 頂得).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from archive.ingest.restoration import gbk
from archive.ingest.restoration.language import is_common, is_han, is_plain, is_traditional, is_word
from archive.text.pinyin import readings, reads_as, usual_readings

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
_FEW_IN_A_ROW, _FEW = 0.34, 0.34
# Words with which a text speaks of readings: a few glosses are then its own.
_LESSON = re.compile(
    "怎[么麼样樣][读讀念]|[读讀念][什甚][么麼]|[两兩几幾二三四五]个字|[两兩几幾二三四五]個字|拼音|注音|读音|讀音|发音|發音|多音字|读作|讀作|念作|读为|讀為|[声聲][调調母]|[韵韻]母|汉字|漢字|生字|识字|識字|"
    "[组組][词詞]|部首|笔画|筆畫|普通[话話]|字典|[词詞]典|[课課]文|HSK"
)
_MANY = 10
# A gloss whose character a page's own advertising pushed away (學藝術姑娘(xué)) stands at most so far behind it.
_PUSHED = 12
_SEVERAL = 4  # glosses that prove a page's habit
_LABEL = 12  # characters of a label


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
    if not glosses or (len(glosses) < _MANY and _LESSON.search(text)):
        return False
    if len({each.char for each in glosses}) < len({(each.char, each.reading) for each in glosses}):
        return False  # a page gives a character the same reading everywhere
    return _are_traditional(text, glosses) or _are_plain(text, glosses)


def _are_traditional(text: str, glosses: Sequence[Gloss]) -> bool:
    everyday = [each for each in glosses if is_traditional(each.char) and is_common(each.char)]
    if not everyday or len(everyday) < _LEAST_TRADITIONAL * len(glosses):
        return False
    if _in_a_row(glosses) > _MOST_IN_A_ROW * len(glosses) and len(everyday) < _MOSTLY * len(glosses):
        return False
    return _alone(text, glosses) <= _MOST_ALONE * len(glosses) or _is_cut_off(text, glosses)


def _are_plain(text: str, glosses: Sequence[Gloss]) -> bool:
    """Whether all glosses are on the plainest characters, inside words: what no author has a reason to gloss.

    A heteronym (行, 重) gives a reason, a headword, a reader for learners, or a gloss that agrees with no character.
    """
    if any(not _needs_no_gloss(each) for each in glosses) or _alone(text, glosses):
        return False
    if _in_a_row(glosses) > _FEW_IN_A_ROW * len(glosses) or len(glosses) > _FEW * sum(map(is_han, text)):
        return False
    return len(glosses) == len(_GLOSS.findall(text)) and all(_is_inside(text, each) for each in glosses)


def _needs_no_gloss(gloss: Gloss) -> bool:
    return is_plain(gloss.char) and usual_readings(gloss.char) == {gloss.reading}


def _is_inside(text: str, gloss: Gloss) -> bool:
    """Whether the glossed character makes a word with its neighbour, before it or behind."""
    before, after = text[max(gloss.start - 2, 0) : gloss.start], text[gloss.end : gloss.end + 1]
    return is_word(before) or is_word(gloss.char + after)


def _is_cut_off(text: str, glosses: Sequence[Gloss]) -> bool:
    """Whether a text is a single glossed character (標(biāo)), or is spaced out (壓 縮 機(jī)): a label, no headword."""
    rest = text[: glosses[0].start - 1] + text[glosses[-1].end :]
    return len(glosses) == 1 and len(text.strip()) < _LABEL and not re.search(r"[^\s\u3400-\u9fff]", rest)


def _in_a_row(glosses: Sequence[Gloss]) -> int:
    return sum(after.start - before.end == 1 for before, after in pairwise(glosses))


def _alone(text: str, glosses: Sequence[Gloss]) -> int:
    return sum(_stands_alone(text, each) for each in glosses)


def _stands_alone(text: str, gloss: Gloss) -> bool:
    """Whether the glossed character is no part of a longer stretch of text: a headword."""
    around = text[max(gloss.start - 2, 0) : gloss.start - 1] + text[gloss.end : gloss.end + 1]
    return not any(char.isalnum() for char in around)


def removable(text: str, glosses: Sequence[Gloss]) -> Iterator[Gloss]:
    """Of a damaged text's glosses those that the page put there; one on a rare character may be the author's."""
    yield from (gloss for gloss in glosses if is_common(gloss.char) or is_traditional(gloss.char))
    if len(glosses) >= _SEVERAL:
        yield from _pushed(text, {gloss.start for gloss in glosses})


def _pushed(text: str, known: Container[int]) -> Iterator[Gloss]:
    """Glosses that words put in later part from their character."""
    for match in _GLOSS.finditer(text):
        if match.start() not in known and (char := _char_shortly_before(text, match)):
            yield Gloss(match.start(), match.end(), char, match[1])


def _char_shortly_before(text: str, match: re.Match[str]) -> str:
    if match[1].isascii() or not is_han(text[match.start() - 1 : match.start()] or " "):
        return ""
    near = text[max(match.start() - _PUSHED, 0) : match.start()].rpartition("\n")[2]
    return next((char for char in reversed(near) if is_common(char) and reads_as(char, match[1])), "")
