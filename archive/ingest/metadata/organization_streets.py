"""Where the name of a street office begins: streets bear names that no dictionary holds (三台子, 花戏楼, 清和).

What stands between 街道 and the place, the beginning of the clause or the last word that no name holds is read as one
name, if it is short and its words may stand in one.
"""

from __future__ import annotations

from archive.ingest.cleaning_lines import pattern
from archive.ingest.metadata.organization_cut import Cut
from archive.ingest.metadata.organization_vocabulary import GENERIC_WORDS, STOP_WORDS
from archive.ingest.metadata.organization_words import PLACE_ENDINGS, division_before, is_place, tag_of
from archive.text import words
from archive.text.folding import fold

_SHORTEST, _LONGEST = 2, 6
_LEVELS = frozenset(fold("省市区县旗盟"))
# Words that no name holds, save at its beginning: 上渡, 前洲, 日月湖.
_FIRST = frozenset(fold("上下里内外中前后两日月首新老旧现"))
_AND = fold("和")
# Of several streets, or of all: 三条街道, 各街道.
_COUNTED = pattern(r"[0-9]|[各每某该此这那的了等与及或]|[条个座当成作为]$")
_GOING = frozenset(
    fold("访 逛 扫 守 帮 助 援 驻 住 找 看 沿 过 穿 离 绕 往 朝 据 查 封 迎 走 带 抓 当 做 成")
)
_VERBAL = frozenset(["v", "vd", "d", "p", "c", "r", "u", "f", "l", "i", "q", "mq"])
# Verbs and the like after which places have been named all over the country.
_NAMESAKES = frozenset(
    fold(
        "和平 跃进 前进 团结 胜利 解放 建设 友谊 奋斗 奋进 光明 复兴 振兴 新建 建国 永安 向阳 兴隆 繁荣 启明 群众"
    ).split()
)


def street_start(cut: Cut, start: int) -> int | None:
    """Where the name before a 街道 at `start` begins, its place left out; None when no clear name stands there."""
    anchor = _anchor(cut, start)
    return anchor if anchor is not None and _may_be_name(cut.text[anchor:start]) else None


def _anchor(cut: Cut, start: int) -> int | None:
    """The nearest offset before which a full place ends, a clause begins, or a word that no name holds ends."""
    for begin in range(start - 1, max(-1, start - _LONGEST - 1), -1):
        if begin == 0 or _ends_place(cut, begin) or _ends_word(cut, begin, start):
            return begin if start - begin >= _SHORTEST else None
    return None


def _ends_place(cut: Cut, end: int) -> bool:
    place = division_before(cut.text, end)
    if place is None or cut.text[end - 1] not in _LEVELS:
        return False
    return end - place > _SHORTEST or (cut.is_boundary(place) and cut.is_boundary(end))


def _ends_word(cut: Cut, end: int, start: int) -> bool:
    """Whether a word ends here that no name holds; 和 joins two names, unless it ends or begins a short one."""
    word = cut.word_before(end) if cut.is_boundary(end) else ""
    if word == _AND:
        short = end == start or start - end == 1
        return not (short and (end == 1 or not _joins(cut, end)))
    is_verb = len(word) > 1 and tag_of(word) == "v"
    return (is_verb or word in STOP_WORDS) and word not in _FIRST | _NAMESAKES


def _joins(cut: Cut, end: int) -> bool:
    """Whether the 和 that ends here stands between two words: 社区|和|街道."""
    before = cut.word_before(end - 1)
    return (len(before) > 1 and not _ends_place(cut, end - 1)) or tag_of(before) == "n"


def _may_be_name(own: str) -> bool:
    found = words.cut(own)
    number = all(tag_of(word) == "m" for word in found) and not own.endswith(PLACE_ENDINGS)
    if number or _COUNTED.search(own) or found[0] in _GOING:
        return False
    if any(_is_no_part(word, first=index == 0, own=own) for index, word in enumerate(found)):
        return False
    telling = sum(len(word) for word in found if word not in GENERIC_WORDS)
    return telling >= _SHORTEST or own.endswith(PLACE_ENDINGS)


def _is_no_part(word: str, *, first: bool, own: str) -> bool:
    """Whether no name of a street holds a word."""
    if len(word) == 1:
        return word in STOP_WORDS and word != _AND and not (first and word in _FIRST)
    if word in _NAMESAKES or is_place(word):
        return False
    return word in STOP_WORDS or tag_of(word) in _VERBAL
