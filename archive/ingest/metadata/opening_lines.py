"""First lines that are no title: what a page prints about the text, and body that begins at once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.ingest.cleaning_lines import CLOSERS, Line, pattern
from archive.ingest.metadata.bylines import is_source_line, is_url_line

# 关键词：…, 摘要：…, 第3版：要闻: told about the text, before its title as well as after.
_ABOUT = pattern(
    r"^(?:【?(?:关键[词字]|主题词|摘\s?要|内容提要|内容摘要|导读|标签)】?\s?[:|]"
    r"|第\s?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3}|[a-z][0-9]{1,2})\s?版(?:$|[\s:|(][^,。]{0,12}$)"
    r"|[^\s,。]{1,6}\s第\s?[0-9]{1,3}\s?版$|[a-z]?[0-9]{1,3}版\s?[:|]\s?[^,。]{1,12}$)"
)
# 社区,志愿者,党员,居民: a list for machines is parted by marks of half width; a slogan by 、 or ，.
_WORD = r"[^\s,;|，。：:；！？!?]{1,10}"
_KEYWORDS = re.compile(rf"{_WORD}\s?([,;|])\s?{_WORD}(?:\s?\1\s?{_WORD}){{2,}}[,;|]?")
_MANY_KEYWORDS = re.compile(r"[^\s，、；。：！？]{1,8}(?:[，、；\s][^\s，、；。：！？]{1,8}){6,}")
# 本报讯（记者 张三）昨天…, 柳河网3月12日电: the body has begun.
_DATELINE = pattern(
    r"^[^,。:(]{0,24}?(?:讯|日电)\s?[(][^()]{0,20}(?:记者|通讯员|作者)[^()]{0,40}[)]\s?(?=.{4})"
    r"|^(?:本[报网台刊][\u4e00-\u9fff]{0,4}讯|[^,。:(]{0,24}?[0-9一二三四五六七八九十]日[讯电])(?=[\s:(])"
)
# 近日,…: how a report begins, and no title.
_FIRST_WORDS = pattern(
    r"^(?:近日|日前|昨[天日]|今[天日]|连日来|近期|[0-9]{1,2}月[0-9]{1,2}日)(?:[上下中]午|晚)?,"
)
_NEW_SENTENCE = pattern(r"^(?:本[报网台刊]|近日|日前|昨[天日]|今[天日]|连日来|近期|近年来|[0-9]{1,4}[年月])")
_OPENS_NOTHING = pattern(r"[“‘《(【「『]\W*$")
_PAIRS = tuple(pattern(r"“” ‘’ 「」 『』 《》 【】 ()").pattern.split())
_UTTERANCE = pattern(r"^[“「][^“”「」]+[?!。…][”」]$")
_CALLS = pattern(r"^.(?:喂|哎|嗨|嘿|您好|你好|请问|[^,]{1,6},[^”」]*[吗呢吧]\?)")
_TOLD = pattern(r"电话|声音|话音|敲门|门铃|[问喊叫答]道|[他她]{1}[们]?[问说喊]|(?:说|问|喊|回答|应声)[着道]")
_TOLD_ROOM = 40
_LEAST_WIDTH = 15
_LONGEST_KEYWORDS = 200


def leading(lines: Sequence[Line]) -> int:
    """How many of the first lines only tell of the text: its source and time, its address, keywords, an abstract."""
    for index, line in enumerate(lines):
        if not (is_about(line) or is_source_line(line) or is_url_line(line)):
            return index
    return 0


def is_about(line: Line) -> bool:
    """Whether a line tells keywords, an abstract or the page of the paper."""
    if _ABOUT.search(line.key):
        return True
    return len(line.text) <= _LONGEST_KEYWORDS and _is_keyword_run(line.text)


def _is_keyword_run(text: str) -> bool:
    """Words parted by marks; 学党史,悟思想,办实事,开新局 is a slogan, as its parts are of one length."""
    if _MANY_KEYWORDS.fullmatch(text):
        return True
    match = _KEYWORDS.fullmatch(text)
    return match is not None and len({len(word.strip()) for word in text.split(match[1])}) > 1


def never_title(line: Line) -> bool:
    """A dateline with what follows, or a line that ends with a mark that opens something."""
    return bool(_DATELINE.match(line.key) or _OPENS_NOTHING.search(line.key))


def begins_body(lines: Sequence[Line], index: int) -> bool:
    """Whether a line without a source line below is the beginning of the body and not its title."""
    return is_broken_line(lines, index) or _is_utterance(lines[index], lines[index + 1 : index + 2])


def is_broken_line(lines: Sequence[Line], index: int) -> bool:
    """Whether a line breaks off in mid-sentence."""
    line, following = lines[index], lines[index + 1 : index + 3]
    return bool(_FIRST_WORDS.match(line.key)) or _breaks_off(line) or _is_hard_wrapped(line, following)


def _breaks_off(line: Line) -> bool:
    """Whether a quotation or a bracket stays open: 塔山街道的“老 ⏎ 娘舅”."""
    return any(line.key.rfind(pair[0]) > line.key.rfind(pair[-1]) for pair in _PAIRS)


def _is_utterance(line: Line, following: Sequence[Line]) -> bool:
    """What somebody says, as stories begin; a motto in quotation marks may be a title."""
    if not _UTTERANCE.match(line.key):
        return False
    return bool(_CALLS.match(line.key) or (following and _TOLD.search(following[0].key, 0, _TOLD_ROOM)))


def _is_hard_wrapped(line: Line, following: Sequence[Line]) -> bool:
    """Whether the first lines have one width and break off where it is reached."""
    if len(following) < 2 or len(line.text) < _LEAST_WIDTH:
        return False
    if _NEW_SENTENCE.match(following[0].key):
        return False
    if any(each.key.rstrip(CLOSERS)[-1:] in "。!?…;:" for each in (line, following[0])):
        return False
    widths = [len(each.text) for each in (line, *following)]
    second = abs(widths[1] - widths[0]) <= 1
    return second and (abs(widths[2] - widths[0]) <= 1 or widths[2] < widths[0])
