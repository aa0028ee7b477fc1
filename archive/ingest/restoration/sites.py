"""Where a passage may have been torn out of step, and what is shown of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from archive.ingest.restoration import gbk
from archive.ingest.restoration.glosses import READING, chars_reading, cut_char
from archive.ingest.restoration.ngrams import symbols
from archive.ingest.restoration.quotes import LOOK_AHEAD, LOOK_BACK, Surroundings
from archive.ingest.restoration.shifts import Run
from archive.text.pinyin import reads_as

_NEAR = 24  # characters before a site in which the last one is looked for, glosses left out
LONGEST_RUN = 80  # characters shown; shifted passages end at the first ASCII letter or lost byte

_NOISE = r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b]"
# The two marks whose bytes (A3 BF, A3 A1) the page looked for; later they may have been folded to ASCII.
_SECOND_BYTES = {"？": 0xBF, "?": 0xBF, "！": 0xA1, "!": 0xA1}
_SITE = re.compile(rf"\?{_NOISE}*(?P<mark>[？?！!])|\?(?P<reading>{READING})[ \u00a0]?[)）]")
_GLOSS = re.compile(rf"[(（][ \u00a0]?({READING})[ \u00a0]?[)）]")
_REST_OF_GLOSS = re.compile(rf"({READING})[ \u00a0]?[)）]")
# What is left of a tag or reference whose first character was taken for the second byte of a character.
_REST_OF_TAG = re.compile(r"/?(?:strong|span|p|br|div|em|b|i|a|font|td|tr|li|h[1-6])?\s?/?>|nbsp;")
_IS_NOISE = re.compile(_NOISE)


@dataclass(frozen=True)
class Start:
    """A way in which a passage can begin: the character that was torn, and the first byte of the next one (None
    where that is in step)."""

    text: str
    pending: int | None


@dataclass(frozen=True)
class Site:
    """A place where a passage begins that may be shifted: [start, end) is what it covers, `shown` what is there.

    `starts` are the ways in which the passage can begin, `run` is what comes after that.
    """

    start: int
    end: int
    shown: str
    run: Run
    starts: tuple[Start, ...]
    method: str


def find_sites(text: str) -> Iterator[Site]:
    """The sites of a text from left to right, none reaching into another."""
    at = 0
    while match := _SITE.search(text, at):
        site = _cut_site(text, match) if match["mark"] else _gloss_site(text, match)
        if site:
            yield site
        at = site.end if site else match.start() + 1


def _cut_site(text: str, match: re.Match[str]) -> Site | None:
    read = _read_run(text, match.end())
    if not read or not _can_be_cut(text, match, read[0]):
        return None
    run, end = read
    return Site(match.start(), end, text[match.start() : end], run, _cut_starts(match["mark"]), "cut")


def _gloss_site(text: str, match: re.Match[str]) -> Site | None:
    start, sound = match.start(), match["reading"]
    before = _before(text[max(start - _NEAR, 0) : start])[-1:]
    if not before > "\u3000":
        return None
    torn = _torn_starts(before, sound)
    read = _read_run(text, match.end()) if torn else None
    if read:
        # A page with glosses had tags too, which may have stood behind the byte that was lost.
        run, end = replace(read[0], follows=None), read[1]
    else:
        run, end, torn = Run(()), match.end(), _whole_starts(sound)
    if not torn:
        return None
    return Site(start, end, text[start:end], run, torn, "gloss inside a character")


@lru_cache(maxsize=4096)
def _torn_starts(before: str, sound: str) -> tuple[Start, ...]:
    """The first bytes that a gloss can have torn off: the glossed character ends the one before it so."""
    return tuple(Start("", byte) for byte, _ in cut_char(before, sound) if byte >= 0x81)


@lru_cache(maxsize=4096)
def _whole_starts(sound: str) -> tuple[Start, ...]:
    """Where no torn character fits, the glossed one itself was lost, both its bytes; what follows is in step."""
    return tuple(Start(char, None) for char in chars_reading(sound))


@cache
def _cut_starts(mark: str) -> tuple[Start, ...]:
    """The lost byte began a character that ends in A3; the mark's second byte begins the next one."""
    return tuple(Start(char, _SECOND_BYTES[mark]) for _, char in gbk.chars_ending(0xA3))


def _can_be_cut(text: str, match: re.Match[str], run: Run) -> bool:
    """A mark between two lost bytes shows nothing of what was torn: in ASCII (?!?) it is more likely meant."""
    if run.pairs:
        return True
    before = _before(text[max(match.start() - _NEAR, 0) : match.start()])
    return not match["mark"].isascii() and before[-1:] > "\u3000"


def surroundings(site: Site, before: str, text: str) -> Surroundings:
    """The paragraph around a site of a text, glosses and noise taken out; `before` is what is restored by now."""
    is_fragment = site.start <= LOOK_BACK and "\n" not in before.strip()
    return Surroundings(symbols(_before(before)), symbols(_after(text, site.end)), is_fragment)


def _before(text: str) -> str:
    return _whole(text[-LOOK_BACK:]).rpartition("\n")[2]


def _after(text: str, at: int) -> str:
    """To the end of the paragraph, or to the next passage that may be torn."""
    ahead = text[at : at + LOOK_AHEAD]
    line, newline, _ = ahead.partition("\n")
    whole = _SITE.split(_whole(line), maxsplit=1)
    ended = len(whole) == 1 and (newline or at + LOOK_AHEAD >= len(text))
    return whole[0] + ("\n" if ended else "")


def _whole(text: str) -> str:
    return _IS_NOISE.sub("", _GLOSS.sub("", text))


def _read_run(text: str, at: int) -> tuple[Run, int] | None:
    """What is shown from an offset up to what brought the decoder back into step; None where nothing does."""
    pairs: list[tuple[int, int | None]] = []
    while at < len(text) and len(pairs) <= LONGEST_RUN:
        char = text[at]
        if char == "?":
            return _lost_end(text, at + 1, tuple(pairs))
        if "@" <= char <= "~":
            return Run((*pairs, (ord(char), None))), at + 1
        pair = gbk.pair_of(char)
        if pair:
            pairs.append(pair)
            at += 1
            if pair[1] < 0x80:
                return Run(tuple(pairs)), at
            continue
        skipped = _skipped(text, at)
        if not skipped:
            return None
        at += skipped
    return None


def _skipped(text: str, at: int) -> int:
    """The length of what stands in a shifted passage without being of it: noise, or a gloss on what is shown."""
    if _IS_NOISE.match(text, at):
        return 1
    gloss = _GLOSS.match(text, at)
    if gloss and at and reads_as(text[at - 1], gloss[1]):
        return gloss.end() - at
    return 0


def _lost_end(text: str, at: int, pairs: tuple[tuple[int, int | None], ...]) -> tuple[Run, int]:
    """A passage that ends with a lost byte, which took the next character with it if that was `(`, `<` or `&`."""
    if rest := _REST_OF_GLOSS.match(text, at):
        return Run(pairs, lost=True, reading=rest[1]), rest.end()
    if rest := _REST_OF_TAG.match(text, at):
        return Run(pairs, lost=True), rest.end()
    pair = gbk.pair_of(text[at]) if at < len(text) else None
    return Run(pairs, lost=True, follows=pair[0] if pair else None), at
