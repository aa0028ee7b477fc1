"""Whether the marks of a reading fit each other and what stands around them.

What follows inside an open quotation was counted over the newspaper month of `build_ngrams`: a quoted term (“三保”)
ends in a full stop once in 300 times, a quotation that a colon or a comma introduces mostly does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import log

LOOK_AHEAD = 80
LOOK_BACK = 400  # characters; a quotation that began earlier is not counted on
_ENDS, _PAUSES, _DOUBLED = "。？！", "，、；：", "—…"
_INTRODUCTIONS = "：，。"
# Log-probabilities beside or in place of what the characters say themselves.
_NOT_OPEN, _ALREADY_OPEN, _MAYBE_OPEN, _LEFT_OPEN, _STILL_OPEN = -6.0, -5.0, -2.0, -3.0, -1.5
_CLOSES_AFTER_STOP, _CLOSES_TERM, _CLOSES_LONG_TERM, _CLOSES_SENTENCE = (
    log(0.5),
    log(0.25),
    log(0.1),
    log(0.03),
)
_LONGEST_TERM, _LONG_SENTENCE = 8, 30
_UNOPENED, _STOP_IN_TITLE, _TWO_STOPS, _HALF_MARK = -5.0, -4.0, -6.0, -4.0
_OPENING_AT_END, _PAUSE_AT_END, _PAUSE_BEFORE_BLANK, _ONE_CHARACTER = -5.0, -3.0, -2.0, -3.0
_ONE_CHARACTER_SENTENCE = -6.0
_SHORT_SENTENCES = ((4, -4.0), (6, -2.5), (8, -1.0))  # up to so many characters before the full stop
_SENTENCE_EDGES = "。！？“\n "
_BLANK_AT_END = -8.0
_PARTNERS = {"》": "《", "）": "（", "】": "【", "’": "‘"}
_BRACKETS, _NO_PARTNER = {"）": "（", "》": "《", "】": "【"}, -3.0
_INNER_QUOTE = -3.0  # ‘ stands inside “ ”
_OPENING = frozenset("“‘《（【")
_SENTENCE = re.compile(r"[，。！？；：、]")
_LIST_ITEM = re.compile("[，。！？；：“”\n]")
_ITEM_BEGINS_ALIKE, _ITEM_ENDS_ALIKE, _LIST_GOES_ON, _LIST_OF_CHARACTERS = 1.5, 1.0, 0.7, 1.5


@dataclass(frozen=True)
class Surroundings:
    """What stands around a passage in its paragraph, as symbols.

    `before` begins where the paragraph does (or `LOOK_BACK` characters back); `is_fragment` tells that it is the
    beginning of the text too, where a quotation may have been cut off; `after` ends with a boundary where the
    paragraph does.
    """

    before: str
    after: str
    is_fragment: bool


def mark_score(around: Surroundings, reading: str, costs: list[float]) -> float:
    """What the marks of a reading gain or cost: `costs` are the log-probabilities of its characters by themselves."""
    text = around.before + reading
    start = len(around.before)
    score = _quotation_score(around, text, start, costs)
    score += sum(_bracket_score(text, at) for at in range(start, len(text)))
    score += _edge_score(text, around.after) + _left_open(text + around.after)
    return score + sum(
        _list_score(text + around.after[:8], at) for at in range(start, len(text)) if text[at] == "、"
    )


def _quotation_score(around: Surroundings, text: str, start: int, costs: list[float]) -> float:
    opened = around.before.rfind("“")
    state = _state(around, opened)
    score = 0.0
    for at in range(start, len(text)):
        if text[at] == "“":
            score += _ALREADY_OPEN if state else 0.0
            state, opened = True, at
        elif text[at] == "”":
            score += _closing_score(state, text, opened, at, costs[max(at - 1 - start, 0) : at + 1 - start])
            state = False
    return score + _next_score(state, around.after)


def _state(around: Surroundings, opened: int) -> bool | None:
    """Whether a quotation is open; None where a fragment does not tell."""
    closed = around.before.rfind("”")
    if opened == closed:  # there is neither
        return None if around.is_fragment else False
    return opened > closed


def _closing_score(state: bool | None, text: str, opened: int, at: int, costs: list[float]) -> float:
    if not state:
        return _MAYBE_OPEN if state is None else _NOT_OPEN
    quoted = text[opened + 1 : at]
    stopped = quoted[-1:] in _ENDS and quoted != ""
    core = quoted[:-1] if stopped else quoted
    is_introduced = opened == 0 or text[opened - 1] in _INTRODUCTIONS + BLANKS
    is_sentence = is_introduced or len(core) >= _LONG_SENTENCE or _SENTENCE.search(core) is not None
    own = costs[-1]
    if not stopped:
        return _closes(core, is_sentence) - own
    if is_sentence and not (is_introduced and len(core) < 3):
        return _CLOSES_AFTER_STOP - own
    return _closes(core, False) + log(_stop_share(len(core))) - sum(costs)


BLANKS = " \n"


def _closes(core: str, is_sentence: bool) -> float:
    if not core:
        return _NOT_OPEN
    if is_sentence:
        return _CLOSES_SENTENCE if len(core) > _LONGEST_TERM else _CLOSES_LONG_TERM
    return _CLOSES_TERM if len(core) <= _LONGEST_TERM else _CLOSES_LONG_TERM


def _stop_share(length: int) -> float:
    """How many quoted terms of a length end in a full stop."""
    return 0.0005 if length < 6 else 0.003 if length < 9 else 0.02


def _next_score(state: bool | None, after: str) -> float:
    for char in after:
        if char == "“":
            return _ALREADY_OPEN if state else 0.0
        if char == "”":
            return 0.0 if state or state is None else _ALREADY_OPEN
    if not state:
        return 0.0
    return _LEFT_OPEN if after.endswith("\n") else _STILL_OPEN * (len(after) > _LONG_SENTENCE)


def _bracket_score(text: str, at: int) -> float:
    char = text[at]
    if char in _PARTNERS:
        return 0.0 if _is_open(text, at, _PARTNERS[char], char) else _UNOPENED
    if char in _PAUSES + _ENDS and text[at - 1 : at] in _PAUSES + "。":
        return _TWO_STOPS
    if char == "‘":
        return 0.0 if _is_open(text, at, "“", "”") else _INNER_QUOTE
    if char in _DOUBLED:
        return 0.0 if char in (text[at - 1 : at], text[at + 1 : at + 2]) else _HALF_MARK
    if char == "。":
        in_title = _STOP_IN_TITLE if _is_open(text, at, "《", "》") else 0.0
        return _one_character(text, at) + _short_sentence(text, at) + in_title
    return _one_character(text, at) if char in _PAUSES else 0.0


def _left_open(text: str) -> float:
    """What brackets cost that have no partner to the end of their paragraph."""
    if not text.endswith("\n"):
        return 0.0
    alone = (abs(text.count(opening) - text.count(closing)) for closing, opening in _BRACKETS.items())
    return _NO_PARTNER * sum(alone)


def _is_open(text: str, at: int, opening: str, closing: str) -> bool:
    return text.rfind(opening, 0, at) > text.rfind(closing, 0, at)


def _one_character(text: str, at: int) -> float:
    """A clause of one character, between two marks or at the beginning, is rare but for lists; a sentence more so."""
    begins = at == 1 or (at >= 2 and text[at - 2] in "，。；：")
    if not begins or text[at] == "、" or text[at - 1] in "”" + _PAUSES + _ENDS:
        return 0.0
    return _ONE_CHARACTER_SENTENCE if text[at] == "。" else _ONE_CHARACTER


def _short_sentence(text: str, at: int) -> float:
    """A sentence of a few characters in one piece hardly stands outside a quotation: 志愿者。 is none."""
    begin = max(text.rfind(mark, 0, at) for mark in _SENTENCE_EDGES) + 1
    if any(mark in text[begin:at] for mark in "，、；：”）") or _is_open(text, at, "“", "”"):
        return 0.0
    return next((cost for length, cost in _SHORT_SENTENCES if at - begin <= length), 0.0)


def _edge_score(text: str, after: str) -> float:
    last, following = text[-1:], after[:1]
    if following not in ("", " ", "\n"):
        return 0.0
    if last in BLANKS:
        return _BLANK_AT_END
    if last in _OPENING:
        return _OPENING_AT_END
    if last and last in _PAUSES:
        return _PAUSE_BEFORE_BLANK if following == " " else _PAUSE_AT_END
    return 0.0


def _list_score(text: str, at: int) -> float:
    """Items of a list begin or end alike: 極不尋常、極不平凡."""
    items = _LIST_ITEM.split(text[max(at - 12, 0) : at])[-1].split("、")
    before, after = items[-1], re.split("[、，。！？；：“”\n]", text[at + 1 : at + 9])[0]
    begins = max(_common(before, after), _common(before[-len(after) :] if after else "", after))
    ends = _common(before[::-1], after[::-1])
    both_short = len(before) == len(after[:1]) == 1 and len(items) > 1
    goes_on = len(items) > 1 or "、" in text[at + 1 : at + 9]
    return (
        _ITEM_BEGINS_ALIKE * begins
        + _ITEM_ENDS_ALIKE * ends
        + _LIST_GOES_ON * goes_on
        + _LIST_OF_CHARACTERS * both_short
    )


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike, two at most."""
    if not one or one[0] != other[:1]:
        return 0
    return 2 if one[:2] == other[:2] and len(one) > 1 else 1
