"""Passages decoded one byte off, read right again.

Where the page tore a two-byte character apart, its first byte was lost and shows as `?`; from there on every
character was made of the second byte of one and the first byte of the next (上海科技 became 上??萍枷): until a
single byte (an ASCII letter, or another lost byte) brought the decoder back into step. So a shifted passage is
undone by taking the second byte of what is shown with the first byte of what follows; only the bytes that were
lost must be found: at the start, at a `?` that ends the passage, and where a pair fell into rows of the code
table that decoders drop. A beam of likely readings finds them.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive.ingest.restoration import gbk
from archive.ingest.restoration.language import Setting, pair_score
from archive.text.pinyin import reads_as

BEAM = 24
_DROPPED_FIRSTS, _DROPPED_SECONDS = 6, 8  # readings tried at each place where a pair may have been dropped
_DROP_COST = 7.0  # log-probability against assuming one
_JUDGED_FROM, _HOPELESS = 6, -12.0  # a run whose best reading costs more a character is no shifted text
_DROPPED_FROM = 6  # how many of a beam's readings are followed there


Pair = tuple[int, int | None]


@dataclass(frozen=True)
class Run:
    """What is shown of a shifted passage, as bytes.

    `pairs` are the two bytes of each character; an ASCII letter, which can only be the last, stands with None.
    `lost` tells that the passage ends with a byte that shows as `?`: the second one of a character, which has
    the reading `reading` if that is given.
    """

    pairs: tuple[Pair, ...]
    lost: bool = False
    reading: str = ""


@dataclass(frozen=True)
class Reading:
    """A way to read a passage: its text so far, the first byte of the character to come (None when the passage
    is back in step), and its log-probability."""

    text: str
    pending: int | None
    score: float


def read_run(run: Run, starts: Iterable[Reading], setting: Setting) -> list[Reading]:
    """The likeliest readings of a run, best first, from the ways in which it can start; empty when none holds."""
    beam = _best(starts)
    # A document that still shows private-use characters has had none dropped.
    followed = 0 if any(_is_private(*pair) for pair in run.pairs) else _DROPPED_FROM
    for step, (lead, trail) in enumerate(run.pairs, 1):
        beam = _best(_step(beam, lead, trail, setting, followed))
        if not beam or (step >= _JUDGED_FROM and beam[0].score < _HOPELESS * step):
            return []
    return _best(_finish(beam, run, setting))


def _step(
    beam: Sequence[Reading], lead: int, trail: int | None, setting: Setting, followed: int
) -> Iterator[Reading]:
    for rank, reading in enumerate(beam):
        if reading.pending is not None:
            yield from _taken(reading, lead, trail, setting)
            if rank < followed:
                yield from _after_drop(reading, lead, trail, setting)


def _taken(reading: Reading, lead: int, trail: int | None, setting: Setting) -> Iterator[Reading]:
    """The pending byte and the first one shown make a character; the second one shown begins the next."""
    char = gbk.char_of(reading.pending or 0, lead)
    if not char:
        return
    text, score = reading.text + char, reading.score + cost(reading.text, char, setting)
    if trail is None or trail >= 0x81:
        yield Reading(text, trail, score)
    elif trail < 0x80:  # no character begins so: a letter of the original, and the passage is in step again
        letter = chr(trail)
        yield Reading(text + letter, None, score + cost(text, letter, setting))


def _after_drop(reading: Reading, lead: int, trail: int | None, setting: Setting) -> Iterator[Reading]:
    """A pair was dropped before the one shown: its first byte ended a character, its second began another."""
    for before in (*_likely_ends(reading, gbk.dropped_leads(), setting), *_doubled(reading)):
        dropped = before.pending or 0
        openings = (
            Reading(before.text, opening, before.score)
            for opening, _ in gbk.chars_ending(lead)
            if gbk.is_dropped(dropped, opening)
        )
        found = (each for opened in openings for each in _taken(opened, lead, trail, setting))
        yield from heapq.nlargest(_DROPPED_SECONDS, found, key=_score)


def _is_private(lead: int, trail: int | None) -> bool:
    return trail is not None and gbk.is_dropped(lead, trail)


def _doubled(reading: Reading) -> Iterator[Reading]:
    """…… and —— are one character twice, and lost two pairs at once: the mark's own bytes, crossed."""
    if reading.pending == 0xA1:
        yield Reading(reading.text + "……", 0xAD, reading.score - 1.2 * _DROP_COST)
        yield Reading(reading.text + "——", 0xAA, reading.score - 2.2 * _DROP_COST)


def _likely_ends(reading: Reading, trails: Iterable[int], setting: Setting) -> list[Reading]:
    """The likeliest characters that the pending byte can begin, the second byte kept as `pending`."""
    found = (
        Reading(reading.text + char, trail, reading.score + cost(reading.text, char, setting) - _DROP_COST)
        for trail in trails
        if (char := gbk.char_of(reading.pending or 0, trail))
    )
    return heapq.nlargest(_DROPPED_FIRSTS, found, key=_score)


def _finish(beam: Sequence[Reading], run: Run, setting: Setting) -> Iterator[Reading]:
    for reading in beam:
        if reading.pending is None:
            yield reading
        elif run.lost:
            yield from _ended(reading, run.reading, setting)


def _ended(reading: Reading, sound: str, setting: Setting) -> Iterator[Reading]:
    """The byte that shows as `?` began a pair that was none: it can be any lead byte."""
    for trail in gbk.LEADS:
        char = gbk.char_of(reading.pending or 0, trail)
        if char and (not sound or reads_as(char, sound)):
            yield Reading(reading.text + char, None, reading.score + cost(reading.text, char, setting))


def cost(text: str, char: str, setting: Setting) -> float:
    """The log-probability of a character after a text, in a document of this script and these words."""
    return pair_score(text[-1:], char) + setting.score(text[-1:], char)


def _best(readings: Iterable[Reading]) -> list[Reading]:
    return heapq.nlargest(BEAM, readings, key=_score)


def _score(reading: Reading) -> float:
    return reading.score
