"""Where a passage may have been torn out of step, and what is shown of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.ingest.restoration import gbk
from archive.ingest.restoration.glosses import READING, chars_reading, cut_char
from archive.ingest.restoration.language import Setting
from archive.ingest.restoration.quotes import Quotation, quotation_at
from archive.ingest.restoration.shifts import Reading, Run, cost
from archive.text.pinyin import reads_as

LONGEST_RUN = 80  # characters shown; shifted passages end at the first ASCII letter or lost byte
_CONTEXT = 8

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
class Site:
    """A place where a passage begins that may be shifted: [start, end) is what it covers.

    `context` is the text before it, `quotation` whether that is quoted, `starts` the
    ways in which the passage can begin.
    """

    start: int
    end: int
    run: Run
    context: str
    quotation: Quotation
    starts: tuple[Reading, ...]
    method: str


def find_sites(text: str, setting: Setting) -> Iterator[Site]:
    """The sites of a text from left to right, none reaching into another."""
    at = 0
    while match := _SITE.search(text, at):
        site = _site(text, match, setting)
        if site:
            yield site
        at = site.end if site else match.start() + 1


def _site(text: str, match: re.Match[str], setting: Setting) -> Site | None:
    read = _read_run(text, match.end())
    if match["mark"] and not (read and _can_be_cut(text, match, read[0])):
        return None
    context, quotation = context_before(text, match.start()), quotation_at(text, match.start())
    method = "cut" if match["mark"] else "gloss inside a character"
    starts = tuple(_starts(match, context, setting))
    if starts and read:
        return Site(match.start(), read[1], read[0], context, quotation, starts, method)
    if not match["reading"]:
        return None
    whole = tuple(_whole_starts(match["reading"], context, setting))
    return Site(match.start(), match.end(), Run(()), context, quotation, whole, method) if whole else None


def _can_be_cut(text: str, match: re.Match[str], run: Run) -> bool:
    """A mark between two lost bytes shows nothing of what was torn: in ASCII (?!?) it is more likely meant."""
    if run.pairs:
        return True
    return not match["mark"].isascii() and context_before(text, match.start())[-1:] > "\u3000"


def _starts(match: re.Match[str], context: str, setting: Setting) -> Iterator[Reading]:
    if match["mark"]:
        # The lost byte began a character that ends in A3; the mark's second byte begins the next one.
        pending = _SECOND_BYTES[match["mark"]]
        for _, char in gbk.chars_ending(0xA3):
            yield Reading(context + char, pending, cost(context, char, setting))
    elif context:
        torn = [byte for byte, _ in cut_char(context[-1], match["reading"]) if byte >= 0x81]
        yield from (Reading(context, byte, 0.0) for byte in torn)


def _whole_starts(reading: str, context: str, setting: Setting) -> Iterator[Reading]:
    """Where no torn character fits, the glossed one itself was lost, both its bytes; what follows is in step."""
    for char in chars_reading(reading):
        yield Reading(context + char, None, cost(context, char, setting))


def context_before(text: str, at: int) -> str:
    """The end of the text before an offset, glosses and noise taken out."""
    tail = text[max(at - 4 * _CONTEXT, 0) : at]
    return _IS_NOISE.sub("", _GLOSS.sub("", tail)).rpartition("\n")[2][-_CONTEXT:]


def context_after(text: str, at: int) -> str:
    """The beginning of the text after an offset, likewise."""
    head = text[at : at + 4 * _CONTEXT]
    return _IS_NOISE.sub("", _GLOSS.sub("", head)).partition("\n")[0][:_CONTEXT]


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
    rest = _REST_OF_TAG.match(text, at)
    return Run(pairs, lost=True), rest.end() if rest else at
