"""Whether a reading closes a quotation that is open, and opens none inside another."""

from __future__ import annotations

from dataclasses import dataclass

_LOOK_AHEAD = 80
_LOOK_BACK = 400  # characters; a quotation that began earlier is not counted on
# Log-probabilities of a quotation mark that does not fit what stands before it.
_NOT_OPEN, _ALREADY_OPEN, _UNKNOWN, _UNBALANCED = -4.0, -3.0, -0.5, -3.0
_TERM_WITH_STOP = -7.0  # a quoted term (“三保”) does not end in a full stop; a quoted sentence does
_LONGEST_TERM = 8
# Of other brackets, all but those just opened are taken for unopened: few passages begin inside one.
_PAIRS, _UNOPENED = {"》": "《", "」": "「", "』": "『", "）": "（", "’": "‘", "】": "【"}, -4.0


@dataclass(frozen=True)
class Quotation:
    """Whether a place stands inside quotation marks (None where a fragment does not tell), and since when."""

    is_open: bool | None
    text: str = ""


def quotation_at(text: str, at: int) -> Quotation:
    """What the paragraph has quoted so far at an offset."""
    first = max(at - _LOOK_BACK, 0)
    before = text[first:at].rpartition("\n")[2]
    opened, closed = before.rfind("“"), before.rfind("”")
    if opened == closed:  # there is neither
        return Quotation(None if first == 0 and len(before) == at else False, before)
    return Quotation(opened > closed, before[opened + 1 :])


def quotation_score(quotation: Quotation, reading: str, opens_next: bool | None) -> float:
    """The log-probability that the quotation marks of a reading add, between what is quoted before it and the
    next mark after it."""
    score = 0.0
    for at, char in enumerate(reading):
        if char == "“":
            score += {True: _ALREADY_OPEN, False: 0.0, None: 0.0}[quotation.is_open]
            quotation = Quotation(True)
        elif char == "”":
            score += _closing_score(quotation, reading[:at])
            quotation = Quotation(False)
        elif char in _PAIRS and _PAIRS[char] not in reading[:at]:
            score += _UNOPENED
        else:
            quotation = Quotation(quotation.is_open, quotation.text + char)
    if opens_next is not None and quotation.is_open is opens_next:
        score += _UNBALANCED
    return score


def opens_after(text: str, at: int) -> bool | None:
    """Whether the next quotation mark of the paragraph opens one; None where there is none nearby."""
    after = text[at : at + _LOOK_AHEAD].partition("\n")[0]
    marks = [char for char in after if char in "“”"]
    return marks[0] == "“" if marks else None


def _closing_score(quotation: Quotation, before: str) -> float:
    if not quotation.is_open:
        return _UNKNOWN if quotation.is_open is None else _NOT_OPEN
    quoted = quotation.text
    is_term = len(quoted) <= _LONGEST_TERM and not any(mark in quoted[:-1] for mark in "，。！？；,")
    return _TERM_WITH_STOP if is_term and before.endswith("。") else 0.0
