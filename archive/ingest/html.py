"""HTML pages: the text that a page shows, line by line, and which of its lines are the article.

The raw text of a page is all its visible text in reading order, so that what is left out stays on record. What the
article is, trafilatura says; lines that it leaves out become edits like any other cleaning. Where it finds too
little, the rows of links go and the rest is left to the rules for plain text.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import trafilatura

from archive.ingest.cleaning_furniture import finding
from archive.ingest.cleaning_lines import Line, read_lines
from archive.ingest.html_lines import ShownLine, shown_lines
from archive.ingest.metadata.bylines import is_byline, is_source_line
from archive.ingest.metadata.describe import Hints
from archive.ingest.tracing import Edit

_LEAST_ARTICLE = 40
_LEAST_TEXT = 10
_LEAST_LINKS = 2
_LARGEST = (
    2_000_000  # characters of markup that are searched for an article; a longer page keeps all its text
)
_MOST_SEARCHED = 300_000_000  # characters; about 0.2 s
# What these libraries cannot parse is kept as text; what they log about it is no message to a curator.
for _library in ("trafilatura", "htmldate", "courlan", "justext"):
    logging.getLogger(_library).setLevel(logging.CRITICAL)

_RULE, _REASON = "outside-article", "不属于网页正文区域"


@dataclass(frozen=True)
class Page:
    """`text`: the visible text of the page; `edits` over it leave its article; `hints`: what its markup states."""

    text: str
    edits: tuple[Edit, ...]
    hints: Hints


def read_page(source: str) -> Page:
    """Reads an HTML page. A page in which no article is found keeps all its visible text but rows of links."""
    shown = shown_lines(source)
    text = "\n".join(line.text for line in shown)
    article = _extracted(source)
    hints = _hints(article)
    return Page(text, tuple(_edits(text, shown, article.get("text") or "", hints.title)), hints)


def _extracted(source: str) -> dict[str, Any]:
    """What trafilatura makes of a page; dates are read off the markup only, never guessed."""
    if len(source) > _LARGEST:
        return {}
    extracted = trafilatura.bare_extraction(
        source,
        include_comments=False,
        include_tables=True,
        favor_recall=True,
        with_metadata=True,
        date_extraction_params={"extensive_search": False},
    )
    return extracted if isinstance(extracted, dict) else extracted.as_dict() if extracted else {}


def _hints(article: dict[str, Any]) -> Hints:
    fields = ("title", "author", "sitename", "url", "date")
    title, author, source, url, date = ((article.get(name) or "").strip() or None for name in fields)
    return Hints(title, author, source, url, date)


def _edits(text: str, shown: Sequence[ShownLine], article: str, title: str | None) -> Iterator[Edit]:
    """One edit for each run of lines that are not of the article."""
    lines = read_lines(text)
    kept = _of_article(lines, shown, article, title or "") if _is_found(article) else []
    if not any(kept):
        kept = _but_links(lines, shown)
    start: int | None = None
    for index, line in enumerate(lines):
        if kept[index] and start is not None:
            yield Edit(start, line.start, "", _RULE, _REASON, 0.85)
        start = None if kept[index] else (line.start if start is None else start)
    if start is not None:
        yield Edit(start, len(text), "", _RULE, _REASON, 0.85)


def _is_found(article: str) -> bool:
    return len(_squeezed(article)) >= _LEAST_ARTICLE


def _of_article(lines: Sequence[Line], shown: Sequence[ShownLine], article: str, title: str) -> list[bool]:
    """Which lines the article holds; between its first and its last also prose and captions that it left out."""
    found = _Article(article, title)
    kept = [found.holds(line.text) or is_source_line(line) or is_byline(line) for line in lines]
    for index in range(_leading_links(shown)):
        kept[index] = False
    first = kept.index(True) if True in kept else len(kept)
    last = len(kept) - 1 - kept[::-1].index(True) if True in kept else 0
    for index in range(first, last):
        kept[index] = kept[index] or lines[index].is_prose or shown[index].is_caption
    return kept


def _leading_links(shown: Sequence[ShownLine]) -> int:
    """How many lines at the top of a page are links and nothing else: its navigation, if there are some."""
    count = next((index for index, line in enumerate(shown) if not line.is_link), 0)
    return count if count >= _LEAST_LINKS else 0


def _but_links(lines: Sequence[Line], shown: Sequence[ShownLine]) -> list[bool]:
    """All lines but those that are links, if they leave a text that is no furniture."""
    kept = [not line.is_link for line in shown]
    left = sum(len(line.key) for line, keep in zip(lines, kept, strict=True) if keep and not finding(line))
    return kept if left >= _LEAST_TEXT else [True] * len(lines)


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
