"""Lines become paragraphs: broken lines are joined, a paragraph printed twice is kept once, each gets its kind.

After `arrange`'s edits a text holds one paragraph a line and nothing else; `split` then reads the paragraphs off.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from archive.ingest.cleaning_lines import Line, read_lines
from archive.ingest.cleaning_repeats import copies
from archive.ingest.paragraphs_joining import joined
from archive.ingest.paragraphs_kinds import kinds_of
from archive.ingest.paragraphs_wrapping import find_wrapping
from archive.ingest.records import Paragraph
from archive.ingest.tracing import Edit, TracedText

_REASONS = {
    "broken-line": "断行：句子未完，与下一行相连",
    "line-ends": "段落之间只留一个换行",
    "outer-blanks": "首尾空白",
    "printed-twice": "同一段落重复出现",
}


def arrange(text: str) -> list[Edit]:
    """The edits after which every line of the text is one paragraph, and nothing else is left of it."""
    lines = read_lines(text)
    if not lines:
        return [Edit(0, len(text), "", "outer-blanks", _REASONS["outer-blanks"])] if text else []
    return [*_edges(text, lines), *_gaps(text, lines)]


def leveled(text: str) -> list[Edit]:
    """The edits that leave one line end between lines; for an arranged text in which a join was held back."""
    lines = read_lines(text)
    return [edit for before, after in pairwise(lines) if (edit := _line_end(text, before, after))]


def _line_end(text: str, before: Line, after: Line) -> Edit | None:
    if text[before.end : after.start] == "\n":
        return None
    return Edit(before.end, after.start, "\n", "line-ends", _REASONS["line-ends"])


def repeated(text: str) -> list[Edit]:
    """The edits that take out paragraphs printed before; for a text that has been arranged."""
    lines = read_lines(text)
    gone = frozenset(copies(lines))
    runs = groupby(range(len(lines)), key=gone.__contains__)
    return [_taken_out(lines, [*run]) for is_gone, run in runs if is_gone]


def _taken_out(lines: Sequence[Line], run: Sequence[int]) -> Edit:
    """Takes lines out with the line end before them, or behind them if the first line is one of them."""
    start = lines[run[0] - 1].end if run[0] else 0
    end = lines[run[-1]].end if run[0] else lines[run[-1] + 1].start
    return Edit(start, end, "", "printed-twice", _REASONS["printed-twice"])


def split(traced: TracedText) -> tuple[Paragraph, ...]:
    """The paragraphs of an arranged text, with their offsets in the raw text."""
    lines = read_lines(traced.text)
    kinds = kinds_of(lines)
    return tuple(
        Paragraph(number, kind, line.text, *traced.span(line.start, line.end))
        for number, (line, kind) in enumerate(zip(lines, kinds, strict=True), 1)
    )


def _edges(text: str, lines: Sequence[Line]) -> Iterator[Edit]:
    if lines[0].start:
        yield Edit(0, lines[0].start, "", "outer-blanks", _REASONS["outer-blanks"])
    if lines[-1].end < len(text):
        yield Edit(lines[-1].end, len(text), "", "outer-blanks", _REASONS["outer-blanks"])


def _gaps(text: str, lines: Sequence[Line]) -> Iterator[Edit]:
    """What stands between two lines becomes one line end, or nothing where the sentence goes on."""
    goes_on = joined(lines, find_wrapping(text, lines))
    for (before, after), is_rest in zip(pairwise(lines), goes_on, strict=True):
        glue = _glue(before, after) if is_rest else "\n"
        if text[before.end : after.start] != glue:
            rule = "broken-line" if is_rest else "line-ends"
            yield Edit(before.end, after.start, glue, rule, _REASONS[rule], 0.9 if is_rest else 1.0)


def _glue(before: Line, after: Line) -> str:
    return " " if _is_latin(before.text[-1]) and _is_latin(after.text[0]) else ""


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
