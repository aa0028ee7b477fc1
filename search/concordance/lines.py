"""A query in context: a line for each place where it stands, with what comes before and after."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from archive.text.folding import fold
from search.highlight import Span
from search.rows import Row

CONTEXT = 40  # characters on either side, of the same paragraph


class Line(NamedTuple):
    """`paragraph` and `anchor` say where the hit stands; None and empty for one in the title or the kicker."""

    left: str
    hit: str
    right: str
    article: Row
    paragraph: int | None
    anchor: str


class _Passage(NamedTuple):
    start: int
    end: int
    number: int | None
    anchor: str


def lines_of(article: Row, marks: Iterable[Span]) -> Iterator[Line]:
    """The lines of an article in the order of its text."""
    passages = _passages(article)
    starts = [passage.start for passage in passages]
    for start, end in marks:
        at = bisect_right(starts, start) - 1
        if at >= 0 and end <= passages[at].end:
            yield _line(article, passages[at], start, end)


def _passages(article: Row) -> Sequence[_Passage]:
    """Kicker, title and paragraphs as they stand in the text. A title that the catalogue made up is not in it."""
    kicker_end = article.title_span[0] - 1 if article.title else article.title_span[1]
    head = [(0, kicker_end), article.title_span]
    paragraphs = zip(article.spans, article.numbers, article.anchors, strict=True)
    return [
        *(_Passage(start, end, None, "") for start, end in head if start < end),
        *(_Passage(*span, number, anchor) for span, number, anchor in paragraphs),
    ]


def _line(article: Row, passage: _Passage, start: int, end: int) -> Line:
    left = article.text[max(passage.start, start - CONTEXT) : start]
    right = article.text[end : min(passage.end, end + CONTEXT)]
    return Line(left, article.text[start:end], right, article, passage.number, passage.anchor)


def _letters(text: str) -> str:
    """What is compared: the same in both scripts, whatever marks stand between."""
    return "".join(filter(str.isalnum, fold(text)))


def _left(line: Line) -> Any:
    """From the hit outward."""
    return _letters(line.left)[::-1]


def _right(line: Line) -> Any:
    return _letters(line.right)


def _oldest(line: Line) -> Any:
    return not line.article.published, line.article.published


ORDERS: dict[str, Callable[[Iterable[Line]], list[Line]]] = {
    "text": list,
    "left": lambda lines: sorted(lines, key=_left),
    "right": lambda lines: sorted(lines, key=_right),
    "newest": lambda lines: sorted(lines, key=lambda line: line.article.published, reverse=True),
    "oldest": lambda lines: sorted(lines, key=_oldest),
}
