"""Texts that were wrapped at a fixed width, as mail, old terminals and printers do: every line of a paragraph but
its last is as wide as the column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.ingest.cleaning_lines import CLOSERS, SENTENCE_END, Line
from archive.ingest.paragraphs_forms import breaks_word

_NARROWEST = 30  # columns; an ideograph takes two. Verse and slogans are narrower.
_TOLERANCE = 6  # columns that full lines may differ by: a wide character did not fit, a mark hangs over
_LEAST_FULL = 4
_SAMPLE = 200  # breaks
_NARROW = re.compile(r"[\x00-\u10ff]+")
_FIRST_WORD = re.compile(r"[“‘《（(「『【]*(?:[A-Za-z0-9.%]+|.)")


@dataclass(frozen=True)
class Wrapping:
    """`broken[i]`: whether line i fills the column and its paragraph goes on in the next line."""

    broken: tuple[bool, ...]

    def breaks_after(self, index: int) -> bool:
        return self.broken[index]


def find_wrapping(text: str, lines: Sequence[Line]) -> Wrapping | None:
    """How a text is wrapped; None for one that is not. The width is estimated from the lines themselves."""
    indents = [_indent(text, line) for line in lines]
    widths = [indent + _width(line.text) for indent, line in zip(indents, lines, strict=True)]
    column = _column(lines, widths)
    if column is None:
        return None
    full = [_fills(column, width, *pair) for width, pair in zip(widths, pairwise(lines), strict=False)]
    if not _breaks_words(lines, full):
        return None
    gaps = [text.count("\n", before.end, after.start) for before, after in pairwise(lines)]
    usual = _commonest(gap for gap, fills in zip(gaps, full, strict=True) if fills)
    margin = _commonest(indent for indent, fills in zip(indents[1:], full, strict=True) if fills)
    begins = [gap > usual or indent > margin for gap, indent in zip(gaps, indents[1:], strict=True)]
    # Where nothing marks the beginnings of paragraphs, a full stop at the end of a full line may be the last one.
    broken = (
        fills and not new and (any(begins) or not line.ends_sentence)
        for fills, new, line in zip(full, begins, lines, strict=False)
    )
    return Wrapping((*broken, False))


def _breaks_words(lines: Sequence[Line], full: Sequence[bool]) -> bool:
    """Whether words run over the breaks: a third of them do where a text is cut at a width, hardly any between
    the entries of a list."""
    breaks = [
        pair for pair, fills in zip(pairwise(lines), full, strict=True) if fills and not pair[0].ends_sentence
    ]
    sample = breaks[:_SAMPLE]
    return sum(breaks_word(*pair) for pair in sample) * 8 > len(sample)


def _fills(column: int, width: int, line: Line, after: Line) -> bool:
    """Whether a line fills the column; one that ends a sentence does only if the next word had no more room."""
    if not line.ends_sentence:
        return width > column - _TOLERANCE
    opening = _FIRST_WORD.match(after.text)
    return width + _width(opening.group() if opening else "") > column


def _commonest(values: Iterable[int]) -> int:
    return max(Counter(values).most_common(1), default=(0, 0))[0]


def _column(lines: Sequence[Line], widths: Sequence[int]) -> int | None:
    """The width that many lines have and hardly any exceeds, if most lines of that width stop inside a sentence."""
    counts = Counter(widths)
    column = max(counts, key=lambda width: (counts[width] + counts[width - 1], width), default=0)
    full = [line for line, width in zip(lines, widths, strict=True) if abs(width - column) < _TOLERANCE]
    wider = sum(1 for width in widths if width >= column + _TOLERANCE)
    if column < _NARROWEST or len(full) < _LEAST_FULL or wider * 10 > len(lines):
        return None
    inside = sum(1 for line in full if _stops_inside(line))
    return column if len(full) * 3 >= len(lines) and inside * 2 > len(full) else None


def _stops_inside(line: Line) -> bool:
    """Whether a line of running text ends without a mark that ends a sentence or opens a list."""
    last = line.key.rstrip(CLOSERS)[-1:]
    return last not in SENTENCE_END + ":" and line.key.count(" ") * 8 < len(line.key)


def _indent(text: str, line: Line) -> int:
    start = text.rfind("\n", 0, line.start) + 1
    return _width(text[start : line.start].replace("\t", "    "))


def _width(text: str) -> int:
    """The columns that a text takes: two for an ideograph or a full-width mark, one for the rest."""
    return len(text) + len(_NARROW.sub("", text))
