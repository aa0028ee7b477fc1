"""What stands after the article: where it ends, and what of the rest is still of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from archive.ingest.cleaning_block import Findings, is_solid, prose_length
from archive.ingest.cleaning_furniture import DISCLAIMER, PLANTED, RELATED, Finding, is_ambiguous, is_section
from archive.ingest.cleaning_lines import Line, pattern
from archive.ingest.cleaning_spam import is_stuffing

# Less text than this, from the first line of prose on, is no article yet that a heading could close.
_LEAST_BODY = 60
_BOX_LINES = 8
_LONGEST_CREDIT = 40
_FINISHED = pattern(r"。[”’\"')\]】》』」]*$")

_CLOSING = pattern(r"^[\[【(]?(?:责任编辑|责编|本文来源|编辑|审核|校对|来源)\s?[:/].{1,60}$")
_ANNEX = pattern(r"^[(\[【]?附(?:件|表|录|图)?\s?[\d一二三四五六七八九十]{0,2}[)\]】]?\s?:")
CREDIT = pattern(r"责任编辑|责编|作者|记者|通讯员|审核|校对|监制|摄影|供图|本文来源")
_REPLY = pattern(
    r"^(?:\d+\s?(?:秒|分钟|小时|天|个月|年)前|[^。,]{0,12}(?:回复|举报|踩|顶|赞)[\s\d(\[][^。,]{0,20}|\d+[楼f#]|"
    r"查看回复.*|\d+赞|发表于.{6,24}只看该作者.*|沙发|板凳|地板)$"
)


@dataclass(frozen=True)
class _Sums:
    """Over the lines before each index: characters of prose and of text that is no furniture, and how many lines
    are whole paragraphs, finished sentences, unfinished ones, marks of replies, and headings of furniture alone."""

    prose: list[int]
    substance: list[int]
    solid: list[int]
    finished: list[int]
    unfinished: list[int]
    replies: list[int]
    headings: list[int]


def close_tail(lines: Sequence[Line], findings: Findings) -> int:
    """Marks everything after the heading that ends the article; returns the index where the article ends."""
    sums = _sums(lines, findings)
    last_words = _last_words(lines, findings)
    for index in range(1, len(lines)):
        if _has_article(sums, index) and _may_close(lines, findings, index):
            if _goes_on(lines, findings, index, sums, last_words):
                continue
            _mark_rest(lines, findings, index)
            return index
    return len(lines)


def _has_article(sums: _Sums, index: int) -> bool:
    """Whether enough text stands before a line; a sentence is, if two headings that no article has follow."""
    if sums.substance[index] >= _LEAST_BODY:
        return True
    return sums.finished[index] > 0 and sums.headings[-1] - sums.headings[index] >= 2


def _heads_furniture(line: Line, found: Finding | None) -> bool:
    return found is not None and found.closes and not is_ambiguous(line.key)


def _sums(lines: Sequence[Line], findings: Findings) -> _Sums:
    text = (index for index, line in enumerate(lines) if line.is_prose and "。" in line.key)
    start = next((index for index in text if not findings[index]), len(lines))
    own = [line if found is None else None for line, found in zip(lines, findings, strict=True)]
    return _Sums(
        prose=_sum(map(prose_length, lines, findings)),
        substance=_sum(len(line.key) if line and at >= start else 0 for at, line in enumerate(own)),
        solid=_sum(map(is_solid, lines, findings)),
        finished=_sum(line is not None and _FINISHED.search(line.key) is not None for line in own),
        unfinished=_sum(line is not None and _FINISHED.search(line.key) is None for line in own),
        replies=_sum(bool(_REPLY.match(line.key)) for line in lines),
        headings=_sum(map(_heads_furniture, lines, findings)),
    )


def _sum(values: Iterable[int]) -> list[int]:
    return list(accumulate(values, initial=0))


def _may_close(lines: Sequence[Line], findings: Findings, index: int) -> bool:
    """A heading of furniture that goes on, or the line after the one that names the editor."""
    found = findings[index]
    if found and found.closes:
        return True
    return bool(_CLOSING.match(lines[index - 1].key)) and not _ANNEX.match(lines[index].key)


def _goes_on(lines: Sequence[Line], findings: Findings, index: int, sums: _Sums, last_words: int) -> bool:
    """Whether the article resumes behind a line that may close it."""
    if sums.replies[-1] - sums.replies[index] >= 2:
        return False
    if findings[index] is not DISCLAIMER and (
        _resumes(lines, findings, index)
        or sums.finished[-1] - sums.finished[index] > sums.unfinished[-1] - sums.unfinished[index]
        or sums.solid[max(index, last_words)] > sums.solid[index]
    ):
        return True
    before, after = sums.prose[index], sums.prose[-1] - sums.prose[index]
    return after * 2 > before and not _after_last_words(lines, index)


def _resumes(lines: Sequence[Line], findings: Findings, index: int) -> bool:
    """Whether a whole paragraph follows at once, or two follow in a row before long."""
    start = index + (findings[index] is not None)
    following = [is_solid(lines[each], findings[each]) for each in range(start, min(start + 8, len(lines)))]
    is_heading = is_ambiguous(lines[index].key) and start < len(lines) and "。" in lines[start].key
    return is_heading or following[:1] == [True] or any(one and two for one, two in pairwise(following))


def _last_words(lines: Sequence[Line], findings: Findings) -> int:
    """The index of the last line that names the editor; the article reaches to there. 0 when there is none."""
    for index in range(len(lines) - 1, 0, -1):
        if findings[index] is None and _is_credit(lines[index]):
            return index
    return 0


def _after_last_words(lines: Sequence[Line], index: int) -> bool:
    return any(_CLOSING.match(line.key) for line in lines[max(0, index - 3) : index])


def _is_credit(line: Line) -> bool:
    return len(line.key) < _LONGEST_CREDIT and bool(_CLOSING.match(line.key))


def _mark_rest(lines: Sequence[Line], findings: Findings, index: int) -> None:
    current = findings[index] or RELATED
    for later in range(index, len(lines)):
        found = findings[later]
        if found and found.closes:
            current = found
        elif not found and _is_credit(lines[later]):
            continue  # who edited it and where it came from is of the article, wherever it stands
        findings[later] = found or (PLANTED if is_stuffing(lines[later].key) else current)


def close_last_box(lines: Sequence[Line], findings: Findings, last: int, end: int) -> None:
    """A long row of short lines between the last prose and the furniture is a box of links, if sections of a site
    are named in it and the page has much furniture around; else it may be verse or a list of names."""
    box = [index for index in range(last, end) if not findings[index] and not CREDIT.search(lines[index].key)]
    furniture = sum(1 for found in findings if found)
    sections = sum(1 for index in box if is_section(lines[index].key))
    if end < len(lines) and len(box) >= _BOX_LINES and furniture >= _BOX_LINES and sections >= 2:
        for index in box:
            findings[index] = RELATED
