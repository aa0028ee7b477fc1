"""Takes the furniture of a page out of a text: what the site put around the article, and nothing of the article.

Lines are judged by their own form first (`cleaning_furniture`), then by where they stand: a menu is a menu before
the article (`cleaning_head`) or after it (`cleaning_tail`), and what follows a heading such as 相关阅读 belongs to
it until running text resumes. A page that is mostly furniture is left whole: there is nothing to tell furniture
from substance by.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from archive.ingest.cleaning_block import Findings, is_solid, main_block
from archive.ingest.cleaning_furniture import (
    BREADCRUMB,
    BUTTON,
    COMMENTS,
    COPYRIGHT,
    DISCLAIMER,
    MENU,
    ORNAMENT,
    PLANTED,
    RELATED,
    REPEATED,
    SPAM,
    STAMP,
    TAGS,
    Finding,
    finding,
    is_ambiguous,
    is_number,
    is_section,
)
from archive.ingest.cleaning_head import close_head, first_of_article
from archive.ingest.cleaning_lines import Line
from archive.ingest.cleaning_markup import markup_edits, shown_lines
from archive.ingest.cleaning_ornaments import ornaments
from archive.ingest.cleaning_repeats import bare, copies
from archive.ingest.cleaning_spam import (
    is_place_row,
    is_planted,
    is_stuffing,
    leads_in,
    random_places,
    spam_after_text,
)
from archive.ingest.cleaning_tail import close_last_box, close_tail
from archive.ingest.tracing import Edit
from archive.text.folding import fold

_SHORTEST_TITLE = 6
_LEAST_SUBSTANCE = 30
_LEAST_HAN = 0.4
_ORIGINAL_TITLE = fold("原标题")
_OPENING = "“‘《(「『【[\"'"


def clean(text: str) -> list[Edit]:
    """The edits that take the page furniture out of a restored text (line ends between paragraphs are left).

    Returns no edits when all of the text would go.
    """
    lines = shown_lines(text)
    findings = judge(lines)
    if all(findings):
        return []
    taken_out = sorted(
        [*_line_edits(text, lines, findings), *_spam_edits(text, lines, findings)],
        key=lambda edit: edit.start,
    )
    return [*taken_out, *markup_edits(text, taken_out)]


def judge(lines: Sequence[Line]) -> Findings:
    """For each line the furniture that it is, or None for what belongs to the article."""
    findings: Findings = [finding(line) for line in lines]
    _keep_words_of_the_article(lines, findings)
    _keep_numbers_of_tables(lines, findings)
    end = close_tail(lines, findings)
    first, last = main_block(lines[:end], findings[:end])
    if first == last:
        return _without_prose(lines, findings)
    first = first_of_article(lines, findings, first)
    close_head(lines, findings, first)
    _close_interior(lines, findings, first, last)
    close_last_box(lines, findings, last, end)
    _drop_planted(lines, findings, first, last, end)
    _drop_ornaments(lines, findings)
    _drop_repeated(lines, findings, first)
    return findings


def _without_prose(lines: Sequence[Line], findings: Findings) -> Findings:
    """A poem or a table has no running text to find an article by: only what is furniture by itself goes, and of a
    page that is mostly furniture nothing does."""
    substance = [
        line for line, found in zip(lines, findings, strict=True) if not found and not is_section(line.key)
    ]
    is_page = (
        len(substance) < len(lines) - len(substance)
        or sum(len(line.key) for line in substance) < _LEAST_SUBSTANCE
    )
    certain = (SPAM,) if is_page or not _is_chinese(lines) else (SPAM, BREADCRUMB, DISCLAIMER, COPYRIGHT)
    return [found if found in certain else None for found in findings]


def _is_chinese(lines: Sequence[Line]) -> bool:
    """Whether ideographs make up enough of a text for these rules to say anything about it."""
    return sum(line.han_share * len(line.key) for line in lines) > _LEAST_HAN * sum(
        len(line.key) for line in lines
    )


# --- words that furniture and articles share ---------------------------------------------------------------------


def _keep_words_of_the_article(lines: Sequence[Line], findings: Findings) -> None:
    """A lone 分享 or 视频新闻 over a paragraph is its heading; furniture comes in company."""
    alone = [
        index for index in range(1, len(lines) - 1) if findings[index] and _is_alone(lines, findings, index)
    ]
    for index in alone:
        findings[index] = None


def _is_alone(lines: Sequence[Line], findings: Findings, index: int) -> bool:
    if findings[index - 1] or findings[index + 1]:
        return False
    between_prose = lines[index - 1].is_prose and is_solid(lines[index + 1], None)
    if findings[index] is TAGS:
        return between_prose  # 关键词：担当 may head a paragraph
    if not is_ambiguous(lines[index].key):
        return False
    if findings[index] is RELATED:
        return between_prose
    return not STAMP.search(lines[index - 1].key)  # what follows the date is a button of the masthead


def _keep_numbers_of_tables(lines: Sequence[Line], findings: Findings) -> None:
    """A line that is a number is a counter of the page next to furniture, and a cell next to anything else."""
    for numbers, group in groupby(range(len(lines)), key=lambda index: is_number(lines[index].key)):
        if not numbers:
            continue
        rows = list(group)
        around = [index for index in (rows[0] - 1, rows[-1] + 1) if 0 <= index < len(lines)]
        furniture = [index for index in around if findings[index]]
        cells = [index for index in around if not findings[index] and not lines[index].is_prose]
        if cells or not furniture:
            for index in rows:
                findings[index] = None


# --- inside the article -------------------------------------------------------------------------------------------


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


def _leads_on(lines: Sequence[Line], index: int) -> bool:
    """A short line right above prose may be its heading: when in doubt it stays, unless it has the bullet of the
    links before it."""
    mark = lines[index].key[0]
    if not mark.isalnum() and mark not in _OPENING and lines[index - 1].key.startswith(mark):
        return False
    return index + 1 < len(lines) and lines[index + 1].is_prose


def _drop_planted(lines: Sequence[Line], findings: Findings, first: int, last: int, end: int) -> None:
    """Places picked at random and stuffed keywords, before the article or after it."""
    for place, group in groupby(range(len(lines)), key=lambda index: is_place_row(lines[index])):
        rows = list(group)
        announced = rows[0] > 0 and leads_in(lines[rows[0] - 1])
        if not place or announced:
            continue
        row_lines = [lines[index] for index in rows]
        if random_places(row_lines) or (rows[0] >= end and is_planted(row_lines)):
            for index in rows:
                findings[index] = PLANTED
    for index in (*range(first), *range(last, len(lines))):
        if not findings[index] and is_stuffing(lines[index].key):
            findings[index] = PLANTED


def _drop_ornaments(lines: Sequence[Line], findings: Findings) -> None:
    for index in ornaments(lines):
        findings[index] = findings[index] or ORNAMENT


def _drop_repeated(lines: Sequence[Line], findings: Findings, first: int) -> None:
    kept = [index for index in range(len(lines)) if not findings[index]]
    for copy in copies([lines[index] for index in kept]):
        findings[kept[copy]] = REPEATED
    titles: set[str] = set()
    for index in range(first):
        title = bare(lines[index])
        if findings[index] or len(title) < _SHORTEST_TITLE:
            continue
        if title in titles:
            findings[index] = REPEATED
        titles.add(title)
    for index, line in enumerate(lines):
        if line.key.startswith(_ORIGINAL_TITLE) and bare(line).removeprefix(_ORIGINAL_TITLE) in titles:
            findings[index] = findings[index] or REPEATED


# --- edits ------------------------------------------------------------------------------------------------------


def _line_edits(text: str, lines: Sequence[Line], findings: Findings) -> Iterator[Edit]:
    """One edit for each row of lines with the same finding, up to the start of the next line."""
    for found, group in groupby(range(len(lines)), key=lambda index: findings[index]):
        if found:
            rows = list(group)
            end = lines[rows[-1] + 1].start if rows[-1] + 1 < len(lines) else len(text)
            yield Edit(lines[rows[0]].start, end, "", found.rule, found.reason, _confidence(found))


def _confidence(found: Finding) -> float:
    return 0.8 if found in (MENU, RELATED, BUTTON, PLANTED) else 0.95


def _spam_edits(text: str, lines: Sequence[Line], findings: Findings) -> Iterator[Edit]:
    """Keywords that hang on behind the last sentence of a line that stays."""
    for line, found in zip(lines, findings, strict=True):
        if not found and spam_after_text(line.key):
            end = max(text.rfind(mark, line.start, line.end) for mark in "。!?！？") + 1
            if line.start < end < line.end:
                yield Edit(end, line.end, "", SPAM.rule, SPAM.reason, 0.9)
