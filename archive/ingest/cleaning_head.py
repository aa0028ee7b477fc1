"""What stands before the article: menus, paths and the browser's title go, the masthead and captions stay."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.ingest.cleaning_block import Findings, is_solid
from archive.ingest.cleaning_furniture import (
    BREADCRUMB,
    MENU,
    PAGE_TITLE,
    STAMP,
    Finding,
    is_menu,
    is_section,
)
from archive.ingest.cleaning_lines import Line
from archive.ingest.cleaning_tail import CREDIT

# So many lines before the article, this short on average, are a menu written one entry a line.
_MENU_LINES = 8
_MENU_LINE_LENGTH = 12
_LEAST_SIGNS, _MOST = 3, 0.6
_SHORTEST_TITLE = 6

# A row of dashes is tried from its first one only, so that a line of nothing else takes linear time.
_SITE_SUFFIX = re.compile(r"\s*(?<![_|–—-])[_|–—-]+\s*[^_|–—-]{2,20}$")


def first_of_article(lines: Sequence[Line], findings: Findings, first: int) -> int:
    """The start of the main block, moved up to a whole paragraph before it: a long list may part an article."""
    for index in range(first):
        if is_solid(lines[index], findings[index]):
            return index
    return first


def close_head(lines: Sequence[Line], findings: Findings, first: int) -> None:
    """Marks menus, paths and the browser's title before the article, which begins at line `first`."""
    start = _masthead_start(lines, findings, first)
    for index in range(start):
        findings[index] = findings[index] or _before_masthead(lines, index, start)
    for index in range(start, first):
        key = lines[index].key
        if not findings[index] and is_menu(key) and not CREDIT.search(key):
            findings[index] = MENU


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
    if not _is_menu_run(lines[start:first], findings[start:first]):
        return start
    stamps = [index for index in range(start, first) if STAMP.search(lines[index].key)]
    return max(start, _title_before(lines, stamps[-1] if stamps else first))


def _repeated_title(lines: Sequence[Line], first: int) -> int | None:
    """Where the browser's title (first line, with the site's name behind it) first stands again as the heading."""
    if not lines:
        return None
    bare = _SITE_SUFFIX.sub("", lines[0].key)
    for index in range(1, first):
        if len(lines[index].key) >= _SHORTEST_TITLE and lines[index].key in (bare, lines[0].key):
            return index
    return None


def _is_menu_run(head: Sequence[Line], findings: Findings) -> bool:
    """Many short lines, some of which are sections of a site or furniture by their own form; or few, most of which
    are."""
    unknown = [line for line, found in zip(head, findings, strict=True) if not found]
    if sum(len(line.key) for line in unknown) > _MENU_LINE_LENGTH * len(head):
        return False
    signs = len(head) - len(unknown) + sum(is_section(line.key) for line in unknown)
    return signs >= _LEAST_SIGNS and (len(head) >= _MENU_LINES or signs > _MOST * len(head))


def _title_before(lines: Sequence[Line], index: int) -> int:
    """The nearest line before that is long enough for a title."""
    for candidate in range(index - 1, max(-1, index - 4), -1):
        if len(lines[candidate].key) >= 8:
            return candidate
    return index
