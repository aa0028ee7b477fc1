"""What kind of paragraph a line is, by its form and by its neighbours."""

from __future__ import annotations

from collections.abc import Sequence

from archive.ingest.cleaning_lines import Line, pattern
from archive.ingest.metadata.bylines import is_byline
from archive.ingest.paragraphs_blocks import mark_blocks
from archive.ingest.paragraphs_forms import (
    is_about_author,
    is_credit,
    is_editorial,
    is_heading_form,
    is_listed,
)
from archive.ingest.records import ParagraphKind

_LONGEST_CAPTION = 60
_LONGEST_PLAIN_CAPTION = 45  # one that only its place tells from a paragraph
_LONG_PARAGRAPH = 50

_NOTE = pattern(
    r"^[\[【]?(?:编者按|编者的话|注|附|附件|备注|说明|编后|链接|(?:相关|新闻)链接|更正|小贴士|提示|原标题)[\]】]?\s?[:：|]"
)
_CAPTION = pattern(
    r"^(?:[△▲↑↓◀▶].|图(?:为|[:：]|\d|[一二三四五六七八九十]))|(?:摄|供图|资料图|视频截图|图源.{1,12})[)\]】]?$"
)
_ASKED = pattern(r"^(?:问|答|q|a|记者|主持人)\d{0,2}\s?:")
_NUMBERED_HEADING = pattern(
    r"^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|"
    r"第[一二三四五六七八九十\d]{1,3}[章节部])"
)


def kinds_of(lines: Sequence[Line]) -> list[ParagraphKind]:
    """The kind of each line of an arranged text."""
    kinds: list[ParagraphKind] = [_own_kind(line) for line in lines]
    mark_blocks(lines, kinds)
    _mark_headings(lines, kinds)
    _mark_captions(lines, kinds)
    return kinds


def _own_kind(line: Line) -> ParagraphKind:
    if (is_byline(line) and not is_editorial(line)) or is_about_author(line):
        return "byline"
    if _CAPTION.search(line.key) and len(line.key) <= _LONGEST_CAPTION:
        return "caption"
    if is_credit(line):
        return "credit"
    if _NOTE.match(line.key):
        return "note"
    if is_listed(line) and not (_NUMBERED_HEADING.match(line.key) and is_heading_form(line)):
        return "list"
    return "body"


def _mark_headings(lines: Sequence[Line], kinds: list[ParagraphKind]) -> None:
    """A short line without an end mark that leads on to running text, at once or over another heading."""
    leads_on = False
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        if kinds[index] == "body" and leads_on and is_heading_form(line) and not _is_said(lines, index):
            kinds[index] = "heading"
        # The name and the date under a letter are followed by nothing that reads on.
        leads_on = kinds[index] in ("heading", "list", "quote") or (
            kinds[index] == "body" and _reads_on(line)
        )


def _reads_on(line: Line) -> bool:
    return line.is_prose or line.ends_sentence or len(line.key) > _LONG_PARAGRAPH


def _is_said(lines: Sequence[Line], index: int) -> bool:
    """A question of an interview (问：…), or a greeting or wish among other short lines (你们好！)."""
    if _ASKED.match(lines[index].key):
        return True
    above = index == 0 or lines[index - 1].is_prose
    return lines[index].key.endswith("!") and not (above and lines[index + 1].is_prose)


def _mark_captions(lines: Sequence[Line], kinds: list[ParagraphKind]) -> None:
    """Two single short sentences and more in a row before the first long paragraph are captions of pictures."""
    end = 0
    while end < len(lines) and kinds[end] in ("body", "caption") and _is_caption_form(lines[end]):
        end += 1
    if end >= 2 and end < len(lines) and len(lines[end].key) >= _LONG_PARAGRAPH:
        kinds[:end] = ["caption"] * end


def _is_caption_form(line: Line) -> bool:
    return (
        len(line.key) <= _LONGEST_PLAIN_CAPTION
        and line.key.endswith("。")
        and line.key.count("。") == 1
        and "“" not in line.key
    )
