"""Whether a reading closes a quotation that is open, and opens none inside another."""

from __future__ import annotations

_LOOK_BACK = 400  # characters; a quotation that began earlier is not counted on
_NOT_OPEN, _ALREADY_OPEN = -4.0, -3.0
_TERM_WITH_STOP = -4.0  # a quoted term (“三保”) does not end in a full stop; a quoted sentence does
_LONGEST_TERM = 8


def open_quotation(text: str, at: int) -> str | None:
    """What a paragraph has quoted so far at an offset, None outside quotation marks."""
    before = text[max(at - _LOOK_BACK, 0) : at].rpartition("\n")[2]
    opened = before.rfind("“")
    return before[opened + 1 :] if opened > before.rfind("”") else None


def quotation_score(quoted: str | None, reading: str) -> float:
    """The log-probability that the quotation marks of a reading add, after what is quoted before it."""
    score = 0.0
    for at, char in enumerate(reading):
        if char == "“":
            score += _ALREADY_OPEN if quoted is not None else 0.0
            quoted = ""
        elif char == "”":
            score += _closing_score(quoted, reading[:at])
            quoted = None
        elif quoted is not None:
            quoted += char
    return score


def _closing_score(quoted: str | None, before: str) -> float:
    if quoted is None:
        return _NOT_OPEN
    is_term = len(quoted) <= _LONGEST_TERM and not any(mark in quoted[:-1] for mark in "，。！？；,")
    return _TERM_WITH_STOP if is_term and before.endswith("。") else 0.0
