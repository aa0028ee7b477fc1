"""HTML pages: the text that a page shows, line by line, and which of its lines are the article.

The raw text of a page is all its visible text in reading order, so that what is left out stays on record. What the
article is, trafilatura says; lines that it leaves out become edits like any other cleaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import lxml.html
import trafilatura

from archive.ingest.cleaning_lines import read_lines
from archive.ingest.metadata.bylines import is_byline, is_source_line
from archive.ingest.metadata.describe import Hints
from archive.ingest.tracing import Edit

_INVISIBLE = frozenset(
    {"script", "style", "noscript", "template", "head", "iframe", "svg", "select", "textarea"}
)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_LEAST_ARTICLE = 40
_MOST_SEARCHED = 300_000_000  # characters; about 0.2 s
_RULE, _REASON = "outside-article", "不属于网页正文区域"


@dataclass(frozen=True)
class Page:
    """`text`: the visible text of the page; `edits` over it leave its article; `hints`: what its markup states."""

    text: str
    edits: tuple[Edit, ...]
    hints: Hints


def read_page(source: str) -> Page:
    """Reads an HTML page. A page in which no article is found keeps all its visible text."""
    text = "\n".join(_visible_lines(source))
    extracted = trafilatura.bare_extraction(
        source, include_comments=False, include_tables=True, favor_recall=True
    )
    article = extracted if isinstance(extracted, dict) else extracted.as_dict() if extracted else {}
    hints = _hints(article)
    return Page(text, tuple(_edits(text, article.get("text") or "", hints.title)), hints)


def _hints(article: dict[str, Any]) -> Hints:
    fields = ("title", "author", "sitename", "url", "date")
    title, author, source, url, date = ((article.get(name) or "").strip() or None for name in fields)
    return Hints(title, author, source, url, date)


def _edits(text: str, article: str, title: str | None) -> Iterator[Edit]:
    """One edit for each run of lines that the article does not hold; none when no article was found."""
    if len(_squeezed(article)) < _LEAST_ARTICLE:
        return
    lines = read_lines(text)
    found = _Article(article, title or "")
    kept = [found.holds(line.text) or is_source_line(line) or is_byline(line) for line in lines]
    start: int | None = None
    for index, line in enumerate(lines):
        if kept[index] and start is not None:
            yield Edit(start, line.start, "", _RULE, _REASON, 0.85)
        start = None if kept[index] else (line.start if start is None else start)
    if start is not None:
        yield Edit(start, len(text), "", _RULE, _REASON, 0.85)


class _Article:
    """The extracted text, asked which lines of the page it holds; blanks do not count."""

    def __init__(self, text: str, title: str) -> None:
        self._whole = _squeezed(text)
        self._lines = {_squeezed(line) for line in (*text.split("\n"), title)}
        self._to_search = _MOST_SEARCHED

    def holds(self, line: str) -> bool:
        """Whether the line is one of the article's, or a part of one (the page breaks where the article does not).

        Searching the whole for each line would take the square of the page's length. On a huge page the search
        ends some day, and the lines after that are kept: better a line too many than a sentence lost.
        """
        squeezed = _squeezed(line)
        if squeezed in self._lines:
            return True
        self._to_search -= len(self._whole)
        return self._to_search < 0 or squeezed in self._whole


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _visible_lines(source: str) -> Iterator[str]:
    """The text of each block of the page; `<br>` ends a line, inline elements do not."""
    root = lxml.html.document_fromstring(source or "<html/>")
    line: list[str] = []
    for text, breaks in _runs(root):
        if breaks and line:
            yield from _joined(line)
            line = []
        line.append(text)
    yield from _joined(line)


def _joined(parts: list[str]) -> Iterator[str]:
    text = _BLANKS.sub(" ", "".join(parts)).strip()
    if text:
        yield text


def _runs(root: Any) -> Iterator[tuple[str, bool]]:
    """(text, whether a new line begins before it) for each run of text; an explicit stack bears deep nesting."""
    stack: list[Any] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, tuple):
            yield node
            continue
        hidden = not isinstance(node.tag, str) or node.tag in _INVISIBLE
        block = isinstance(node.tag, str) and node.tag not in _INLINE
        if node.tail and node is not root:
            stack.append((node.tail, block))
        elif block:
            stack.append(("", True))
        if not hidden:
            stack.extend(reversed(node))
            stack.append((node.text or "", block))
