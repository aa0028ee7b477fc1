"""Tags that were left in a plain text: what a reader sees of a line that holds some, and what becomes of them.

A tag of a block (a paragraph, a line break) ends the line it stands in; any other tag just goes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from archive.ingest.cleaning_lines import Line, read_lines
from archive.ingest.tracing import Edit

_RULE, _REASON = "markup", "残留的网页标记"
_BLOCK = "div|p|br|hr|h[1-6]|li|ul|ol|tr|table|tbody|section|article|blockquote|center"
_INLINE = "strong|span|font|em|img|b|a|i|u|td|th"
# A text that speaks of a tag quotes it, or says that it is one; an attribute is bounded, so that time is linear.
_TAG = re.compile(
    r"(?<![“‘「『`])"
    rf"(?:(?:</?|/)(?:{_BLOCK}|{_INLINE})\s?/?>|<(?:{_BLOCK}|{_INLINE})\s[^<>]{{0,200}}>)"
    r"(?!\s?(?:标签|標籤|标记|標記|元素|属性|屬性))"
)
_BLOCK_TAG = re.compile(rf"[</]+(?:{_BLOCK})\b")

Span = tuple[int, int]


def shown_lines(text: str) -> tuple[Line, ...]:
    """The lines that a text shows once its tags are gone. Offsets are those of the text with the tags in it; the
    text of a line is without them, so that it may be shorter than the span it stands for."""
    lines = read_lines(text)
    if ">" not in text:
        return lines
    return tuple(part for line in lines for part in (_parts(text, line) if ">" in line.text else (line,)))


def markup_edits(text: str, taken_out: Sequence[Edit]) -> Iterator[Edit]:
    """Edits that take the tags out of what `taken_out` (in order of place) leaves of a text."""
    starts = [edit.start for edit in taken_out]
    for line in read_lines(text) if ">" in text else ():
        for start, end in _runs(text, line):
            before = bisect_right(starts, start) - 1
            is_gone = before >= 0 and taken_out[before].end > start
            if not is_gone and not (before + 1 < len(starts) and starts[before + 1] < end):
                yield Edit(start, end, _left(text, line, start, end), _RULE, _REASON, 0.95)


def _left(text: str, line: Line, start: int, end: int) -> str:
    """What stands for tags that go: a line end between two blocks."""
    return "\n" if line.start < start and end < line.end and _BLOCK_TAG.search(text, start, end) else ""


def _runs(text: str, line: Line) -> Iterator[Span]:
    """The spans of tags in a line; tags with nothing but blanks between them are one."""
    run: Span | None = None
    for match in _TAG.finditer(text, line.start, line.end):
        start, end = match.span()
        if run and not text[run[1] : start].strip():
            start = run[0]
        elif run:
            yield run
        run = (start, end)
    if run:
        yield run


def _parts(text: str, line: Line) -> Iterator[Line]:
    """The pieces of a line between the tags of blocks; a piece that shows nothing is none."""
    pieces: list[Span] = []
    at = line.start
    for start, end in (*_runs(text, line), (line.end, line.end)):
        if text[at:start].strip():
            pieces.append((at, start))
        if pieces and (start == line.end or _BLOCK_TAG.search(text, start, end)):
            yield _line(text, pieces)
            pieces = []
        at = end


def _line(text: str, pieces: Sequence[Span]) -> Line:
    shown = "".join(text[start:end] for start, end in pieces)
    first, last = text[slice(*pieces[0])], text[slice(*pieces[-1])]
    start = pieces[0][0] + len(first) - len(first.lstrip())
    return Line(start, pieces[-1][1] - len(last) + len(last.rstrip()), shown.strip())
