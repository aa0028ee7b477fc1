"""What a single line looks like: a credit, an entry of a list, a row of a table, a heading, a line of verse."""

from __future__ import annotations

from archive.ingest.cleaning_lines import CLOSERS, Line, pattern
from archive.ingest.metadata.bylines import is_byline
from archive.text import words

_LONGEST_CREDIT = 80
_LONGEST_HEADING = 36
_LONGEST_VERSE_LINE = 24
_LEAST_CELLS = 3
_LONGEST_CELL = 16
_REACH = 4

_CREDIT = pattern(
    r"^[(\[【]?(?:本版|本文|文中|以上|题图|头图|资料|封面|部分)*(?:图片|照片|图文|摄影|图|供图|摄|图源|"
    r"制图|视频|资料图)(?:均)?(?:由.{2,30}(?:提供|供图|摄|拍摄)|来源|来自|提供|:|/|为).{0,40}$"
    r"|^[(\[【]?(?:责任编辑|责编|编辑|审核|校对|监制|值班编辑|总编|主编|编审|一审|二审|三审|统筹|策划|设计|"
    r"制作|来源|本文来源|供稿|供图|摄影|摄|(?:图片|文字|视频|素材|文章|综合)来源)\s?[:/|].{1,80}$"
    r"|^.{0,20}(?:供图|摄)[)\]】]?$"
)
_EDITORIAL = pattern(
    r"^[(\[【]?(?:责任编辑|责编|值班编辑|编辑|审核|校对|监制|总编|主编|编审|一审|二审|三审|统筹)\s?[:/|]"
)
_LISTED = pattern(r"^(?:[•·●■◆▲★*-]\s*\S|\(?\d{1,2}[)、.]\s*(?!\d)|\(?[一二三四五六七八九十]{1,3}[)、])")
_SENTENCE_MARKS = "。!?;…"


_AUTHOR = pattern(
    r"^[(\[【]?(?:本文|文章)?(?:作者|笔者|撰稿人)(?:[系为是]|单位\s?:)[^,。;!?]{2,40}[)\]】]?。?$"
)


def is_about_author(line: Line) -> bool:
    """A line that says who the author is (作者系市作家协会会员 李明)."""
    return bool(_AUTHOR.match(line.key))


def is_credit(line: Line) -> bool:
    """A line about the making of a text or its pictures (责任编辑：李明; 本版图片由市文联提供)."""
    return len(line.key) <= _LONGEST_CREDIT and bool(_CREDIT.match(line.key))


def is_editorial(line: Line) -> bool:
    """A credit to those who edited a text, not to its authors."""
    return len(line.key) <= _LONGEST_CREDIT and bool(_EDITORIAL.match(line.key))


def is_credit_line(line: Line) -> bool:
    """A credit or a byline: neither ever joins another line."""
    return is_byline(line) or is_credit(line) or is_about_author(line)


def is_listed(line: Line) -> bool:
    """A line that opens with a bullet or a number."""
    return bool(_LISTED.match(line.key))


def is_row(line: Line) -> bool:
    """A row of a table or of a list of names: short cells between blanks or bars, and no sentence."""
    cells = line.key.replace("|", " ").split()
    if len(cells) < _LEAST_CELLS or max(map(len, cells)) > _LONGEST_CELL:
        return False
    return line.han_share > 0 and not any(mark in line.key for mark in _SENTENCE_MARKS + ",、:“")


def is_short_verse(line: Line) -> bool:
    """A line as verse and slogans have them: short, with no full stop at its end."""
    return len(line.key) <= _LONGEST_VERSE_LINE and "。" not in line.key


def is_heading_form(line: Line) -> bool:
    """A short line without an end mark; a question or an exclamation may be a heading, in quotes it is speech."""
    bare = line.key.rstrip(CLOSERS)
    if not bare or not 2 <= len(line.key) <= _LONGEST_HEADING or "。" in bare or bare[-1] in ",;、:…":
        return False
    return bare == line.key or bare[-1] not in "!?"


def breaks_word(before: Line, after: Line) -> bool:
    """Whether a word of the dictionary runs over the break (赋诗一|首, 下|楼排队)."""
    head, tail = before.key[-_REACH:], after.key[:_REACH]
    end = 0
    for word in words.cut(head + tail):
        start, end = end, end + len(word)
        if start < len(head) < end:
            return words.frequency(word) > 0
    return False
