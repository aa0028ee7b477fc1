"""Takes the furniture of a page out of a text: what the site put around the article, and nothing of the article.

Lines are judged by their own form first (`cleaning_furniture`), then by where they stand: a menu is a menu before
the article or after it, and what follows a heading such as 相关阅读 belongs to it until running text resumes.
A text without any running text is left whole: there is nothing to tell furniture from substance by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby

from archive.ingest.cleaning_furniture import (
    BREADCRUMB,
    BUTTON,
    COMMENTS,
    MARKUP,
    MENU,
    RELATED,
    SPAM,
    Finding,
    finding,
    is_menu,
    markup_spans,
)
from archive.ingest.cleaning_lines import Line, pattern, read_lines
from archive.ingest.tracing import Edit

PAGE_TITLE = Finding("page-title", "浏览器标题，与正文标题重复")
REPEATED = Finding("repeated-line", "同一行重复出现")

# Weights of the search for the main block: a line of prose counts its length, another line costs this much.
_SHORT_LINE_COST = 30
_FURNITURE_COST = 60
# Less running text than this before a closing heading is no article yet.
_LEAST_BODY = 60
# So many lines before the article, this short on average, are a menu written one entry a line.
_MENU_LINES = 8
_MENU_LINE_LENGTH = 12
_REPEAT_LENGTH = 15
_BOX_LINES = 8

_STAMP = pattern(r"(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}")
_CLOSING = pattern(r"^[\[【(]?(?:责任编辑|责编|本文来源|编辑|审核|校对|来源)\s?[:/].{1,60}$")
_CREDIT = pattern(r"责任编辑|责编|作者|记者|通讯员|审核|校对|监制|摄影|供图|本文来源")
_REPLY = pattern(
    r"^(?:\d+\s?(?:秒|分钟|小时|天|个月|年)前|.{0,12}(?:回复|举报|踩|顶|赞)[\s\d(\[].{0,20}|\d+[楼f]|"
    r"查看回复.*|\d+赞)$"
)
_SITE_SUFFIX = re.compile(r"\s*[_|–—-]+\s*[^_|–—-]{2,20}$")

Findings = list[Finding | None]


def clean(text: str) -> list[Edit]:
    """The edits that take the page furniture out of a restored text (line ends between paragraphs are left).

    Returns no edits when the text holds no running text, or when all of it would go.
    """
    lines = read_lines(text)
    findings = judge(lines)
    if not any(line.is_prose and not found for line, found in zip(lines, findings, strict=True)):
        return []
    return list(_line_edits(text, lines, findings)) + list(_markup_edits(text, lines, findings))


def judge(lines: Sequence[Line]) -> Findings:
    """For each line the furniture that it is, or None for what belongs to the article."""
    findings: Findings = [finding(line) for line in lines]
    end = _close_tail(lines, findings)
    first, last = main_block(lines[:end], findings[:end])
    if first == last:
        return [found if found is SPAM else None for found in findings]
    _close_head(lines, findings, first)
    _close_interior(lines, findings, first, last)
    _close_last_box(lines, findings, last, end)
    _drop_repeated(lines, findings)
    return findings


def main_block(lines: Sequence[Line], findings: Sequence[Finding | None]) -> tuple[int, int]:
    """The stretch of lines [first, last) with the most running text and the least else (largest sum)."""
    best = total = 0
    start = first = last = 0
    for index, line in enumerate(lines):
        total += _weight(line, findings[index])
        if total <= 0:
            total, start = 0, index + 1
        elif total > best:
            best, first, last = total, start, index + 1
    return first, last


def _weight(line: Line, found: Finding | None) -> int:
    if found:
        return -_FURNITURE_COST
    return len(line.key) if line.is_prose else -_SHORT_LINE_COST


# --- after the article -------------------------------------------------------------------------------------


def _close_tail(lines: Sequence[Line], findings: Findings) -> int:
    """Marks everything after the heading that ends the article; returns the index where the article ends."""
    prose = list(accumulate(map(_prose, lines, findings), initial=0))
    replies = list(accumulate((bool(_REPLY.match(line.key)) for line in lines), initial=0))
    for index in range(1, len(lines)):
        if prose[index] < _LEAST_BODY or not _may_close(lines, findings, index):
            continue
        before, after = prose[index], prose[-1] - prose[index]
        if replies[-1] - replies[index] >= 2 or after * 2 <= before or _after_last_words(lines, index):
            _mark_rest(lines, findings, index)
            return index
    return len(lines)


def _may_close(lines: Sequence[Line], findings: Findings, index: int) -> bool:
    """A heading of furniture that goes on, or the line after the one that names the editor."""
    found = findings[index]
    return bool(found and found.closes) or bool(_CLOSING.match(lines[index - 1].key))


def _after_last_words(lines: Sequence[Line], index: int) -> bool:
    return any(_CLOSING.match(line.key) for line in lines[max(0, index - 3) : index])


def _prose(line: Line, found: Finding | None) -> int:
    """Characters of running text; a teaser that breaks off with an ellipsis is none."""
    return len(line.key) if line.is_prose and not found and not line.key.endswith("…") else 0


def _mark_rest(lines: Sequence[Line], findings: Findings, index: int) -> None:
    current = findings[index] or RELATED
    for later in range(index, len(lines)):
        found = findings[later]
        if found and found.closes:
            current = found
        elif not found and _CLOSING.match(lines[later].key) and len(lines[later].key) < 40:
            continue  # who edited it and where it came from is of the article, wherever it stands
        findings[later] = found or current


# --- before and inside the article ----------------------------------------------------------------------------


def _close_head(lines: Sequence[Line], findings: Findings, first: int) -> None:
    """Marks menus, paths and the browser's title before the article; keeps the masthead and captions."""
    start = _masthead_start(lines, findings, first)
    for index in range(start):
        findings[index] = findings[index] or _before_masthead(lines, index, start)
    open_section: Finding | None = None
    for index in range(start, first):
        found, line = findings[index], lines[index]
        if found:
            open_section = found if found.closes else open_section
        elif is_menu(line.key) and not _CREDIT.search(line.key):
            findings[index] = MENU
        elif open_section and len(line.key) < _MENU_LINE_LENGTH and not line.ends_sentence:
            findings[index] = open_section
        else:
            open_section = None


def _before_masthead(lines: Sequence[Line], index: int, start: int) -> Finding:
    heading = lines[start].key if start < len(lines) else ""
    return PAGE_TITLE if heading and lines[index].key.startswith(heading) else MENU


def _masthead_start(lines: Sequence[Line], findings: Findings, first: int) -> int:
    """The index of the first line that belongs to the article (its title, as a rule)."""
    repeated = _repeated_title(lines, first)
    if repeated is not None:
        return repeated
    paths = [index for index in range(first) if findings[index] is BREADCRUMB]
    start = paths[-1] + 1 if paths else 0
    if not _is_menu_run(lines[start:first]):
        return start
    stamps = [index for index in range(start, first) if _STAMP.search(lines[index].key)]
    return max(start, _title_before(lines, stamps[-1] if stamps else first))


def _repeated_title(lines: Sequence[Line], first: int) -> int | None:
    """Where the browser's title (first line, with the site's name behind it) stands again as the heading."""
    bare = _SITE_SUFFIX.sub("", lines[0].key) if lines else ""
    for index in range(first - 1, 0, -1):
        if len(lines[index].key) >= 6 and lines[index].key in (bare, lines[0].key):
            return index
    return None


def _is_menu_run(head: Sequence[Line]) -> bool:
    return len(head) >= _MENU_LINES and sum(len(line.key) for line in head) / len(head) <= _MENU_LINE_LENGTH


def _title_before(lines: Sequence[Line], index: int) -> int:
    """The nearest line before that is long enough for a title."""
    for candidate in range(index - 1, max(-1, index - 4), -1):
        if len(lines[candidate].key) >= 8:
            return candidate
    return index


def _close_interior(lines: Sequence[Line], findings: Findings, first: int, last: int) -> None:
    """Inside the article a box of links reaches from its heading to the next line of prose."""
    in_box = False
    for index in range(first, last):
        found = findings[index]
        if lines[index].is_prose and not found:
            in_box = False
        elif in_box and not found and not _leads_on(lines, index):
            findings[index] = RELATED
        in_box = in_box or found in (RELATED, COMMENTS)


def _close_last_box(lines: Sequence[Line], findings: Findings, last: int, end: int) -> None:
    """A long row of short lines between the last prose and the furniture is a box of links, on a page that has
    menus and buttons around; a short row may be verse or a list of names."""
    box = [
        index for index in range(last, end) if not findings[index] and not _CREDIT.search(lines[index].key)
    ]
    furniture = sum(1 for found in findings if found)
    if end < len(lines) and len(box) >= _BOX_LINES and furniture >= _BOX_LINES:
        for index in box:
            findings[index] = RELATED


def _leads_on(lines: Sequence[Line], index: int) -> bool:
    """A short line right above prose may be its heading: when in doubt it stays."""
    return index + 1 < len(lines) and lines[index + 1].is_prose


def _drop_repeated(lines: Sequence[Line], findings: Findings) -> None:
    seen: set[str] = set()
    previous = ""
    for index, line in enumerate(lines):
        if findings[index]:
            continue
        squeezed = line.key.replace(" ", "")
        if (len(squeezed) >= _REPEAT_LENGTH and squeezed in seen) or (
            len(squeezed) > 1 and squeezed == previous
        ):
            findings[index] = REPEATED
        seen.add(squeezed)
        previous = squeezed


# --- edits ------------------------------------------------------------------------------------------------------


def _line_edits(text: str, lines: Sequence[Line], findings: Findings) -> Iterator[Edit]:
    """One edit for each row of lines with the same finding, up to the start of the next line."""
    for found, group in groupby(range(len(lines)), key=lambda index: findings[index]):
        if found:
            rows = list(group)
            end = lines[rows[-1] + 1].start if rows[-1] + 1 < len(lines) else len(text)
            yield Edit(lines[rows[0]].start, end, "", found.rule, found.reason, _confidence(found))


def _confidence(found: Finding) -> float:
    return 0.8 if found in (MENU, RELATED, BUTTON) else 0.95


def _markup_edits(text: str, lines: Sequence[Line], findings: Findings) -> Iterator[Edit]:
    for line, found in zip(lines, findings, strict=True):
        if found is None and ">" in line.text:
            for start, end in markup_spans(line.text):
                yield Edit(line.start + start, line.start + end, "", MARKUP.rule, MARKUP.reason, 0.95)
