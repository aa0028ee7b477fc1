"""Which lines are the rest of the line before: sentences that a page, a printer or a copyist broke.

Three kinds of evidence: the document is wrapped at a fixed width (`paragraphs_wrapping`), a quotation or a bracket
stands open, or a line of running text stops without an end mark and the next does not look like a beginning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from archive.ingest.cleaning_lines import Line, pattern
from archive.ingest.paragraphs_forms import (
    breaks_word,
    is_credit_line,
    is_heading_form,
    is_listed,
    is_row,
    is_short_verse,
)
from archive.ingest.paragraphs_wrapping import Wrapping

# A line without a full stop inside that stops in the middle of a sentence is at least this long; shorter ones may
# be headings, unless the break goes through a word.
_BROKEN_LENGTH = 60
_LONGEST_HEADING = 20
_GOES_ON = pattern(r"^[,、;:。!?)\]】》』」”’%]")
_BEGINS_WITH_MARKS = re.compile(r"[!?…]+\w")
_PAIRS = (("“", "”"), ("《", "》"), ("(", ")"), ("『", "』"), ("「", "」"), ("【", "】"))


def joined(lines: Sequence[Line], wrapping: Wrapping | None) -> Iterator[bool]:
    """For each line but the first whether it is the rest of the line before."""
    opened = _Openings()
    ends_bare = _leaves_end_marks_out(lines)
    stands_alone = [is_credit_line(line) or is_row(line) for line in lines]
    goes_on = False
    for index, (before, after) in enumerate(pairwise(lines)):
        opened.read(before)
        goes_on = not (stands_alone[index] or stands_alone[index + 1] or is_listed(after)) and (
            _goes_on(before, after, opened, inside=goes_on, ends_bare=ends_bare)
            or (wrapping is not None and wrapping.breaks_after(index))
        )
        if not goes_on:
            opened.reset()
        yield goes_on


class _Openings:
    """Which quotation marks and brackets stand open at the end of the paragraph read so far."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self._depths = [0] * len(_PAIRS)

    def read(self, line: Line) -> None:
        for index, (opening, closing) in enumerate(_PAIRS):
            depth = self._depths[index] + line.key.count(opening) - line.key.count(closing)
            self._depths[index] = max(0, depth)

    def closed_by(self, line: Line) -> bool:
        """Whether a mark stands open that the line closes before it opens another."""
        return any(
            depth and _closes(line.key, *pair) for depth, pair in zip(self._depths, _PAIRS, strict=True)
        )


def _closes(key: str, opening: str, closing: str) -> bool:
    at = key.find(closing)
    return at >= 0 and not 0 <= key.find(opening) < at


def _goes_on(before: Line, after: Line, opened: _Openings, *, inside: bool, ends_bare: bool) -> bool:
    """Whether `after` is the rest of `before`, which is itself the rest of a line if `inside`."""
    if opened.closed_by(after):
        return True
    if before.ends_sentence and _BEGINS_WITH_MARKS.match(after.key):
        return False  # a new sentence, whatever it lost or wears in front
    if _GOES_ON.match(after.key) or before.key.endswith("、"):
        return True
    if is_short_verse(before) and not inside:
        return False
    if before.key.endswith(","):
        return True
    if not _stops_without_end(before):
        return False
    holds_sentence = inside or "。" in before.key
    if breaks_word(before, after):
        return holds_sentence or len(before.key) > _LONGEST_HEADING
    return (
        (holds_sentence or len(before.key) > _BROKEN_LENGTH) and not ends_bare and not is_heading_form(after)
    )


def _stops_without_end(line: Line) -> bool:
    return line.key[-1].isalnum()


def _leaves_end_marks_out(lines: Sequence[Line]) -> bool:
    """Whether the document's long lines mostly end without a mark, as in messages: then a bare end proves nothing."""
    long = [line for line in lines if line.is_prose]
    bare = sum(1 for line in long if _stops_without_end(line))
    return bare >= 2 and bare * 2 > len(long)
