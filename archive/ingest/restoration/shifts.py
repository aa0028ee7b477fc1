"""Passages decoded one byte off, read right again.

Where the page tore a two-byte character apart, its first byte was lost and shows as `?`; from there on every
character was made of the second byte of one and the first byte of the next (上海科技 became 上??萍枷): until a
single byte (an ASCII letter, or another lost byte) brought the decoder back into step. So a shifted passage is
undone by taking the second byte of what is shown with the first byte of what follows. That settles all of it but
the characters at its two ends, of which only one byte is left, and the places where a pair fell into rows of the
code table that decoders drop: there the likeliest characters are tried.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from archive.ingest.restoration import gbk
from archive.ingest.restoration.language import Setting, is_common, is_han
from archive.text.pinyin import reads_as

# Readings kept, and of them those followed where a pair may have been dropped.
MOST_READINGS, _FOLLOWED = 6, 3
_DROPPED_FIRSTS, _DROPPED_SECONDS = 6, 8  # characters tried at each place where a pair may have been dropped
_DROP_COST = 4.5  # log-probability against assuming one
_UNLIKELY = -9.0  # a character that costs more may be two, with a dropped pair between them

Pair = tuple[int, int | None]


@dataclass(frozen=True)
class Run:
    """What is shown of a shifted passage, as bytes.

    `pairs` are the two bytes of each character; an ASCII letter, which can only be the last, stands with None.
    `lost` tells that the passage ends with a byte that shows as `?`: the second one of a character, which has the
    reading `reading` if that is given. `follows` is the byte that comes next, or None when that is ASCII.
    """

    pairs: tuple[Pair, ...]
    lost: bool = False
    reading: str = ""
    follows: int | None = None


@dataclass(frozen=True)
class Reading:
    """A way to read a passage so far: its text, the first byte of the character to come (None when the passage is
    back in step), its log-probability, and what of that is for pairs taken to be dropped."""

    text: str
    pending: int | None
    score: float = 0.0
    dropped: float = 0.0


def read_middle(run: Run, pending: int | None, setting: Setting) -> list[Reading]:
    """What a run reads between its torn ends, best first, from the byte that is pending at its start."""
    beam = [Reading("", pending)]
    # A document that still shows private-use characters has had none dropped.
    may_drop = not any(_is_private(*pair) for pair in run.pairs)
    for lead, trail in run.pairs:
        beam = _step(beam, lead, trail, setting, may_drop)
    return [each for each in beam if each.pending is None or run.lost]


def ends(run: Run, pending: int | None) -> list[str]:
    """The characters that a run can end with; none in step, where nothing is missing."""
    if pending is None:
        return [""]
    return [char for trail, char in gbk.chars_beginning(pending) if _can_end(run, trail, char)]


def _can_end(run: Run, trail: int, char: str) -> bool:
    """Whether a second byte shows as `?`: it makes no character with the byte that follows it."""
    if run.reading:
        return reads_as(char, run.reading)
    if trail < 0x80:
        return False
    return run.follows is None or not gbk.char_of(trail, run.follows)


def _step(
    beam: Sequence[Reading], lead: int, trail: int | None, setting: Setting, may_drop: bool
) -> list[Reading]:
    found: list[Reading] = []
    for rank, reading in enumerate(beam):
        if reading.pending is None:
            continue
        taken = _taken(reading, lead, trail, setting)
        found += taken
        if may_drop and rank < _FOLLOWED and _is_unlikely(reading, taken):
            found += _after_drop(reading, lead, trail, setting)
    return heapq.nlargest(MOST_READINGS, found, key=_score)


def _is_unlikely(reading: Reading, taken: Sequence[Reading]) -> bool:
    return not taken or taken[0].score - reading.score < _UNLIKELY


def _taken(reading: Reading, lead: int, trail: int | None, setting: Setting) -> list[Reading]:
    """The pending byte and the first one shown make a character; the second one shown begins the next."""
    char = gbk.char_of(reading.pending or 0, lead)
    if not char:
        return []
    text, score = reading.text + char, reading.score + setting.cost(reading.text, char)
    if trail is None or trail >= 0x81:
        return [Reading(text, trail, score, reading.dropped)]
    if trail == 0x80:
        return []
    letter = chr(trail)  # no character begins so: a letter of the original, and the passage is in step again
    return [Reading(text + letter, None, score + setting.cost(text, letter), reading.dropped)]


def _after_drop(reading: Reading, lead: int, trail: int | None, setting: Setting) -> Iterator[Reading]:
    """A pair was dropped before the one shown: its first byte ended a character, its second began another."""
    for before in (*_likely_ends(reading, setting), *_doubled(reading)):
        likely = heapq.nlargest(
            _DROPPED_SECONDS,
            _seconds(before.pending or 0, lead),
            key=lambda each, text=before.text: setting.cost(text, each[1]),  # type: ignore[misc]
        )
        for opening, _ in likely:
            yield from _taken(
                Reading(before.text, opening, before.score, before.dropped), lead, trail, setting
            )


@cache
def _seconds(dropped: int, lead: int) -> tuple[tuple[int, str], ...]:
    """The everyday characters whose first byte was the second of a dropped pair."""
    found = gbk.chars_ending(lead)
    return tuple((byte, char) for byte, char in found if gbk.is_dropped(dropped, byte) and _is_everyday(char))


def _is_everyday(char: str) -> bool:
    return is_common(char) or not is_han(char)


def _is_private(lead: int, trail: int | None) -> bool:
    return trail is not None and gbk.is_dropped(lead, trail)


def _doubled(reading: Reading) -> Iterator[Reading]:
    """…… and —— are one character twice, and lost two pairs at once: the mark's own bytes, crossed."""
    if reading.pending == 0xA1:
        yield _with_drop(reading, "……", 0xAD, 1.2 * _DROP_COST)
        yield _with_drop(reading, "——", 0xAA, 2.2 * _DROP_COST)


def _with_drop(reading: Reading, text: str, pending: int, cost: float, own: float = 0.0) -> Reading:
    """A reading that goes on with a text of log-probability `own` and takes one pair after it to be dropped."""
    return Reading(reading.text + text, pending, reading.score + own - cost, reading.dropped - cost)


def _likely_ends(reading: Reading, setting: Setting) -> list[Reading]:
    """The likeliest characters that the pending byte can begin, the second byte kept as `pending`."""
    found = (
        _with_drop(reading, char, trail, _DROP_COST, setting.cost(reading.text, char))
        for trail in gbk.dropped_leads()
        if (char := gbk.char_of(reading.pending or 0, trail)) and _is_everyday(char)
    )
    return heapq.nlargest(_DROPPED_FIRSTS, found, key=_score)


def _score(reading: Reading) -> float:
    return reading.score
