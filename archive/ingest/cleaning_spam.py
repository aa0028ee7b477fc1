"""Text that was put into a page for search engines: keyword runs of shady trades, stuffed keywords, random places.

A run is told by its structure first: many short segments, no sentence. The vocabulary is the general one of the
trades that plant such text (adult, gambling, forged papers); both scripts meet it through the fold.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from archive.ingest.cleaning_lines import Line, pattern
from archive.text import divisions

_SPAM_WORD = pattern(
    r"www|\.com|(?<![a-z])av(?![a-z])|videos?\b|色情|情色|成人|黄色|激情|无码|有码|自拍|偷拍|做爱|裸体|一级片|三级片|毛片|黄片|久久|"
    r"欧美|亚洲|日韩|国产|精品|在线观看|在线看|在线视频|免费看|视频精品|伊人|少妇|人妻|乱伦|中文字幕|一本道|一区二区"
    r"|博彩|赌博|赌场|棋牌|娱乐城|娱乐平台|真人平台|真人荷官|百家乐|六合彩|时时彩|彩票|下注|投注|开户送|老虎机|"
    r"体育平台|体育投注|私服|外围|澳门|皇冠|葡京|金沙|赛马会|一肖|一码|特码|开奖|好彩|彩金|pk10|赛车|飞艇|提款|博弈"
    r"|代孕|办证|刻章|发票|套现|私家侦探|手机定位|贷款公司|代考|蜘蛛池"
)
_SPLIT = re.compile(r"[,、|_\s;。:-]+")
_SENTENCE = re.compile(r"[。!?](?!\s*$)")
_SEGMENTS, _SEGMENT_LENGTH = 4, 16

_STUFFED = 6
_STUFFED_LENGTH = 12
_STUFFING_SPLIT = re.compile(r"[,|_]+")

_PLACES = 8
_PLACE = pattern(r"^[\u3400-\u9fff]{1,8}[县市区旗]$")
_PLACE_ENDS = frozenset("县市区旗,、|;")
_PLACE_SPLIT = re.compile(r"[,、|\s;]+")
_LABEL = re.compile(r"^[^:]{0,12}:")
_LEADS_IN = pattern(r":$|如下|下列|以下|下述|名单|名录|包括|分别|涉及|等地|入选|一览")


def is_spam(key: str) -> bool:
    """A run of search keywords of a shady trade in a folded line: many short segments, no sentence."""
    if _SENTENCE.search(key) or key.endswith("。"):
        return False
    segments = [segment for segment in _SPLIT.split(key) if segment]
    if len(segments) < _SEGMENTS or sum(map(len, segments)) / len(segments) > _SEGMENT_LENGTH:
        return False
    # Keywords meet the vocabulary in most segments; a sentence about such a trade in one or two.
    hits = sum(1 for segment in segments if _SPAM_WORD.search(segment))
    return hits >= 3 and hits / len(segments) >= 0.5


def spam_after_text(key: str) -> str:
    """The run of keywords that hangs on behind the last sentence of a folded line; empty when there is none."""
    cut = max(key.rfind(mark) for mark in "。!?") + 1
    return key[cut:] if 0 < cut < len(key) and is_spam(key[cut:]) else ""


def is_stuffing(key: str) -> bool:
    """Names of one thing with every channel put behind it (某地新闻网,某地房产,某地招聘): no list, but bait.

    A list of a text puts 、 between its members and ends in a full stop; asked only of lines outside the article.
    """
    segments = [segment.strip() for segment in _STUFFING_SPLIT.split(key)]
    if len(segments) < _STUFFED or max(map(len, segments)) > _STUFFED_LENGTH or "。" in key or ":" in key:
        return False
    pairs = Counter(pair for segment in segments for pair in {segment[:2], segment[-2:]} if len(pair) == 2)
    return bool(pairs) and max(pairs.values()) >= 0.7 * len(segments)


def random_places(lines: Sequence[Line]) -> bool:
    """Whether the lines are places picked at random from the whole country, as planted links name them.

    A list of places in a text follows the order of the provinces, or names those of one together; planted ones
    jump forth and back from name to name.
    """
    names = [name for line in lines for name in _names(line.key)]
    if len(names) < _PLACES or sum(1 for name in names if _PLACE.match(name)) < 0.8 * len(names):
        return False
    provinces = [code for name in names if (code := _province(name))]
    steps = Counter((before > after) - (before < after) for before, after in pairwise(provinces))
    return len(provinces) >= _PLACES and min(steps[1], steps[-1]) >= 0.2 * (len(provinces) - 1)


def is_planted(lines: Sequence[Line]) -> bool:
    """Whether rows of places that stand outside the article are planted: many of them, in whatever order."""
    return sum(len(_names(line.key)) for line in lines) >= _PLACES


def leads_in(line: Line) -> bool:
    """Whether a line announces a list (如下, 名单, or a colon at its end)."""
    return bool(_LEADS_IN.search(line.key))


def is_place_row(line: Line) -> bool:
    """A line of names of counties and nothing else; one name is enough."""
    if line.key[-1] not in _PLACE_ENDS:
        return False
    names = _names(line.key)
    return bool(names) and all(map(_PLACE.match, names))


def _names(key: str) -> list[str]:
    return [name for name in _PLACE_SPLIT.split(_LABEL.sub("", key, count=1)) if name]


def _province(name: str) -> str:
    """The code of the province of the first division that bears a name; empty for an unknown name."""
    found = divisions.named(name)
    return divisions.province_of(found[0].code).code if found else ""
