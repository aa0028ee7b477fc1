"""Lines become paragraphs: broken lines are joined, a paragraph printed twice is kept once, each gets its kind.

After `arrange`'s edits a text holds one paragraph a line and nothing else; `split` then reads the paragraphs off.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from archive.ingest.cleaning_lines import CLOSERS, Line, pattern, read_lines
from archive.ingest.paragraphs_kinds import is_credit_line, is_listed, is_short_verse, kinds_of
from archive.ingest.records import Paragraph
from archive.ingest.tracing import Edit, TracedText

# A line that stops in the middle of a sentence is at least this long; shorter ones may be headings.
_BROKEN_LENGTH = 40
_ENDS = "。!?…;:~—"
_GOES_ON = pattern(r"^[,、;:。!?)\]】》』」”’%]")
_PAIRS = (("“", "”"), ("《", "》"), ("(", ")"), ("『", "』"), ("「", "」"), ("【", "】"))

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
    seen: set[str] = set()
    edits: list[Edit] = []
    for index, line in enumerate(lines):
        squeezed = line.key.replace(" ", "")
        if line.is_prose and squeezed in seen:
            edits.append(_taken_out(lines, index))
        seen.add(squeezed)
    return edits


def _taken_out(lines: Sequence[Line], index: int) -> Edit:
    # A repeated line is never the first: its line end before goes with it.
    start = lines[index - 1].end
    return Edit(start, lines[index].end, "", "printed-twice", _REASONS["printed-twice"])


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
    opened = _Openings()
    for before, after in pairwise(lines):
        opened.read(before)
        joined = _goes_on(before, after, opened)
        if not joined:
            opened.reset()
        glue = _glue(before, after) if joined else "\n"
        if text[before.end : after.start] != glue:
            rule = "broken-line" if joined else "line-ends"
            yield Edit(before.end, after.start, glue, rule, _REASONS[rule], 0.9 if joined else 1.0)


def _glue(before: Line, after: Line) -> str:
    return " " if _is_latin(before.text[-1]) and _is_latin(after.text[0]) else ""


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


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


def _goes_on(before: Line, after: Line, opened: _Openings) -> bool:
    """Whether the line after is the rest of the line before."""
    if is_credit_line(before) or is_credit_line(after) or is_listed(after):
        return False
    if opened.closed_by(after):
        return True
    if _GOES_ON.match(after.key) or before.key.endswith("、"):
        return True
    return not is_short_verse(before) and (before.key.endswith(",") or _is_cut(before))


def _is_cut(line: Line) -> bool:
    """A line of prose that stops without an end mark: it held a sentence before, or is too long for a heading."""
    bare = line.key.rstrip(CLOSERS)
    if not bare or bare[-1] in _ENDS or bare != line.key:
        return False
    return "。" in bare or len(bare) > _BROKEN_LENGTH
