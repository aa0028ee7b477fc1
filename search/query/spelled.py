"""Latin letters as pinyin: cut into syllables with the tones that were typed, as marks or as digits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from archive.text.folding import fold
from archive.text.pinyin import toneless, usual_readings
from archive.text.sounds import LONGEST_SYLLABLE, begun_as, is_syllable, read_as

MOST_LETTERS = 40
MOST_CUTS = 6  # ways to cut letters into syllables: xian is one or two
MARKS = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0300": 4}
_SPELLING = re.compile("[a-zü' \u0300\u0301\u0304\u0308\u030c1-5’]+")
_APART = frozenset("' ’")


@dataclass(frozen=True)
class Syllable:
    letters: str
    tone: int = 0  # 0: not said

    @property
    def chars(self) -> frozenset[str]:
        if not self.tone:
            return read_as(self.letters)
        return frozenset(char for char in read_as(self.letters) if (self.letters, self.tone) in _tones(char))


@dataclass(frozen=True)
class Spelling:
    """`tones` are by the place of the letter that carries them; no syllable goes on over one of `borders`."""

    letters: str
    tones: dict[int, int]
    borders: frozenset[int]


def spelling(text: str) -> Spelling | None:
    """None for what is no pinyin on its face."""
    marks = unicodedata.normalize("NFD", fold(text)).replace("u\u0308", "v").replace("u:", "v")
    if len(marks) > MOST_LETTERS or not _SPELLING.fullmatch(marks) or not marks[0].isalpha():
        return None
    letters, tones, borders = "", {}, set()
    for mark in marks:
        if mark.isalpha():
            letters += mark
        elif mark in _APART:
            borders.add(len(letters))
        elif mark in MARKS:
            tones[len(letters) - 1] = MARKS[mark]
        elif mark.isdigit():
            tones[len(letters) - 1] = int(mark)
            borders.add(len(letters))
    return Spelling(letters, tones, frozenset(borders))


def cuts(spelt: Spelling) -> list[tuple[Syllable, ...]]:
    """The ways to cut it into syllables, long ones first; none where letters are left over."""
    return list(islice(_cuts(spelt, 0), MOST_CUTS))


def _cuts(spelt: Spelling, start: int) -> Iterator[tuple[Syllable, ...]]:
    if start == len(spelt.letters):
        yield ()
        return
    for end in range(min(start + LONGEST_SYLLABLE, len(spelt.letters)), start, -1):
        letters = spelt.letters[start:end]
        if is_syllable(letters) and not spelt.borders & set(range(start + 1, end)):
            tone = next((spelt.tones[at] for at in range(start, end) if at in spelt.tones), 0)
            for rest in _cuts(spelt, end):
                yield (Syllable(letters, tone), *rest)


def initials(spelt: Spelling) -> tuple[frozenset[str], ...] | None:
    """For each letter the characters that begin with it; None where a letter begins none, or tones were typed."""
    found = tuple(map(begun_as, spelt.letters))
    return found if all(found) and not spelt.tones and not spelt.borders else None


def _tones(char: str) -> set[tuple[str, int]]:
    """The usual readings of a character with the numbers of their tones, 5 for the light one."""
    found = set()
    for reading in usual_readings(char):
        marks = unicodedata.normalize("NFD", reading)
        tone = next((MARKS[mark] for mark in marks if mark in MARKS), 5)
        found.add((toneless(reading).replace("ü", "v"), tone))
    return found
