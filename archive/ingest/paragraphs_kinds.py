"""What kind of paragraph a line is, by its form and by its neighbours."""

from __future__ import annotations

from collections.abc import Sequence

from archive.ingest.cleaning_lines import CLOSERS, Line, pattern
from archive.ingest.metadata.bylines import is_byline
from archive.ingest.records import ParagraphKind

_LONGEST_HEADING = 36
_LONGEST_CAPTION = 60
_LONGEST_PLAIN_CAPTION = 45  # one that only its place tells from a paragraph
_LONGEST_VERSE_LINE = 24
_SHORTEST_STANZA = 4
_LONG_PARAGRAPH = 50

_CREDIT = pattern(
    r"^[(\[【]?(?:本版|本文|文中|以上|题图|头图|资料|封面|部分)*(?:图片|照片|图文|摄影|图|供图|摄|图源|"
    r"制图|视频|资料图)(?:均)?(?:由.{2,30}(?:提供|供图|摄|拍摄)|来源|来自|提供|:|/|为).{0,40}$"
    r"|^[(\[【]?(?:责任编辑|责编|编辑|审核|校对|监制|值班编辑|总编|主编|编审|一审|二审|三审|统筹|策划|设计|"
    r"制作|来源|本文来源|供稿|供图|摄影|摄)\s?[:/：].{1,80}$"
    r"|^.{0,20}(?:供图|摄)[)\]】]?$"
)
_LISTED = pattern(r"^(?:[•·●■◆▲★*-]\s*\S|\(?\d{1,2}[)、.]\s*(?!\d)|\(?[一二三四五六七八九十]{1,3}[)、])")
_NOTE = pattern(r"^(?:编者按|编者的话|注|附|附件|备注|说明|编后|链接|更正|小贴士|提示)\s?[:：|]")
_CAPTION = pattern(
    r"^(?:[△▲↑↓◀▶]|图(?:为|[:：]|\d|[一二三四五六七八九十]))|(?:摄|供图|资料图|视频截图|图源.{1,12})[)\]】]?$"
)
_NUMBERED_HEADING = pattern(
    r"^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|"
    r"第[一二三四五六七八九十\d]{1,3}[章节部])"
)


def kinds_of(lines: Sequence[Line]) -> list[ParagraphKind]:
    """The kind of each line of an arranged text."""
    kinds: list[ParagraphKind] = [_own_kind(line) for line in lines]
    _mark_verse(lines, kinds)
    _mark_headings(lines, kinds)
    _mark_captions(lines, kinds)
    return kinds


def is_credit_line(line: Line) -> bool:
    """A line about the making of a text or its pictures, which never joins another."""
    return is_byline(line) or bool(len(line.key) <= 80 and _CREDIT.match(line.key))


def is_listed(line: Line) -> bool:
    return bool(_LISTED.match(line.key))


def is_short_verse(line: Line) -> bool:
    """A line as verse and slogans have them: short, with no full stop at its end."""
    return len(line.key) <= _LONGEST_VERSE_LINE and "。" not in line.key


def _own_kind(line: Line) -> ParagraphKind:
    if is_byline(line):
        return "byline"
    if _CAPTION.search(line.key) and len(line.key) <= _LONGEST_CAPTION:
        return "caption"
    if len(line.key) <= 80 and _CREDIT.match(line.key):
        return "credit"
    if _NOTE.match(line.key):
        return "note"
    if is_listed(line) and not (_NUMBERED_HEADING.match(line.key) and _is_heading_form(line)):
        return "list"
    return "body"


def _is_heading_form(line: Line) -> bool:
    bare = line.key.rstrip(CLOSERS)
    if not bare or not 2 <= len(line.key) <= _LONGEST_HEADING or "。" in bare or bare[-1] in ",;、:…":
        return False
    return bare == line.key or bare[-1] not in "!?"  # “…!” in quotes is somebody speaking


def _mark_verse(lines: Sequence[Line], kinds: list[ParagraphKind]) -> None:
    """Four short lines and more in a row, of about one length, with at most an exclamation at their ends."""
    start = 0
    for index in range(len(lines) + 1):
        if index < len(lines) and kinds[index] == "body" and _is_verse_form(lines[index]):
            continue
        if index - start >= _SHORTEST_STANZA and _ends_as_verse(
            lines[start:index], at_end=index == len(lines)
        ):
            kinds[start:index] = ["verse"] * (index - start)
        start = index + 1


def _is_verse_form(line: Line) -> bool:
    return is_short_verse(line) and len(line.key) >= 4 and not line.key.endswith((":", "、"))


def _ends_as_verse(stanza: Sequence[Line], *, at_end: bool) -> bool:
    """Headings may stand in a row too: verse ends the text, or has marks at the ends of its lines."""
    marked = sum(1 for line in stanza if line.key[-1] in ",;!?。")
    return at_end or marked * 2 >= len(stanza)


def _mark_headings(lines: Sequence[Line], kinds: list[ParagraphKind]) -> None:
    """A short line without an end mark that leads on to body text, at once or over another heading."""
    leads_on = False
    for index in range(len(lines) - 1, -1, -1):
        if kinds[index] == "body" and leads_on and _is_heading_form(lines[index]):
            kinds[index] = "heading"
        leads_on = kinds[index] in ("body", "heading", "list", "quote")


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
