"""What a reader has typed so far, as what it may stand for: characters, pinyin or initials."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from archive.text.folding import fold
from archive.text.sounds import LONGEST_SYLLABLE, begun_as, is_syllable, read_as
from search.engine.completing import Pattern

MOST_LETTERS = 32  # of what is typed; nobody types more before choosing
MOST_SPELLINGS = 6  # ways to cut letters into syllables: xian is one or two
_LETTERS = re.compile("[a-z]+")
_TONE = re.compile("(?<=[a-z])[1-5]")


def patterns(text: str) -> list[Pattern]:
    """Each way to read what was typed; none where there is nothing to look for. Han characters stand for themselves,
    Latin letters for themselves, for pinyin or for initials."""
    letters = "".join(filter(str.isalnum, fold(text)))[:MOST_LETTERS]
    if not letters:
        return []
    found: list[Pattern] = [tuple(map(frozenset, letters))]
    spelled = _TONE.sub("", letters)
    for cut in islice(_cuts(spelled), MOST_SPELLINGS):
        found.append(tuple(cut))
    if _LETTERS.search(spelled):
        found.append(tuple(_initial(letter) for letter in spelled))
    return found


def _cuts(letters: str) -> Iterator[list[frozenset[str]]]:
    """The ways to cut Latin letters into syllables, long syllables first; the last one may be begun only."""
    if not letters:
        yield []
        return
    run = _LETTERS.match(letters)
    if not run:
        yield from ([frozenset(letters[0]), *rest] for rest in _cuts(letters[1:]))
        return
    for length in range(min(LONGEST_SYLLABLE, run.end()), 0, -1):
        syllable = letters[:length]
        if length == len(letters) and (begun := begun_as(syllable)):
            yield [begun]
        elif is_syllable(syllable):
            yield from ([read_as(syllable), *rest] for rest in _cuts(letters[length:]))


def _initial(letter: str) -> frozenset[str]:
    return begun_as(letter) | {letter} if _LETTERS.fullmatch(letter) else frozenset(letter)
