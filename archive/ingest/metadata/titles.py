"""Title and kicker: the short lines that stand before the first line of the body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.ingest.cleaning_lines import CLOSERS, Line, pattern
from archive.ingest.metadata.bylines import is_byline, is_part_of_stamp, is_source_line, is_url_line
from archive.ingest.metadata.opening_lines import begins_body, is_about, is_broken_line, leading, never_title
from archive.ingest.metadata.reading import Reading
from archive.ingest.records import Fact

_LONGEST_TITLE = 80
_LONGEST_DERIVED = 30
_SHORTEST_DERIVED = 6
# A kicker runs on into its title over a dash and a blank: two lines of a page that were flattened to one.
_DASH_THEN_BLANK = pattern(r"\s*(?:—{1,2}|─{1,2}|-{2})\s+(?=\S)")
_OPENS_SUBTITLE = ("—", "──", "--")
_CLAUSE_END = "，,。!！?？;；:：、 \u3000\n"
_NO_TITLE = pattern(
    r"[:,;、]$|^(?:\d+[、.]|[一二三四五六七八九十]+、|\(|【[^】]*】?.{0,2}$|图(?:\d|[一二三四五六七八九十]|[为:/])|•|[·*-]\s)|^(?:第.{1,3}[章节条])|^[\W\d_]+$"
    r"|[\[(〔]\d{4}[\])〕]\s?(?:第\s?)?\d+\s?号$|^(?:索引号|文号|发文字号|发文机关|发布机构|主题分类|有效性|公开方式|统一编号|信息分类|当前位置|您的位置)"
)
# 引题：…, 主标题：… as editors hand copy in.
_LABELLED = pattern(r"^(引题|眉题|肩题|主标题|主题|正题|标题|题目|副标题|副题)\s?[:|]\s?(?=\S)")
_KICKER_LABELS = frozenset(pattern("引题 眉题 肩题").pattern.split())
_SUBTITLE_LABELS = frozenset(pattern("副标题 副题").pattern.split())
# Who somebody is, printed under a title: 王文 中国人民大学重阳金融研究院执行院长.
_PERSON_CARD = pattern(
    r"^[^,。:!?“”《》—]{2,40}(?:院长|教授|研究员|主编|博士|律师|评论员|专家|学者|会员|作者|编辑|官方账号|认证)$"
)
_SHORTEST_KICKER = 4
# Posts open with their headline: #话题#【千人上河堤】昨天…
_BRACKETED = re.compile(r"(?:#[^#\n]{1,40}#\s?){0,3}【([^】\n]{4,60})】(?=.{10})")
# 柳河网3月12日讯（记者 张三）: what stands before the first words of a report.
_OPENING = re.compile(
    r"^[^，。：:\n（(]{0,24}?(?:讯|訊|电|電|消息)\s?(?:[(（][^()（）\n]{1,40}[)）]\s?[:：]?|[:：])\s?(?=.{6})"
)
# （来源：柳河日报 作者：张三）日前…
_NOTE = re.compile(r"^[（(【][^（）()【】\n]{2,60}[：:｜|][^（）()【】\n]{1,60}[）)】]\s?(?=.{6})")
_LEAST_STAMP_LINES = 2


@dataclass(frozen=True)
class Masthead:
    """The lines before the body. Indexes are into the lines that were read; `end` is the first line after."""

    title: Fact | None
    kicker: Fact | None
    title_lines: tuple[int, ...]
    source_lines: tuple[int, ...]
    end: int


def read_masthead(lines: Sequence[Line]) -> Masthead:
    """Finds title, kicker and source lines at the top of a cleaned text."""
    lead = leading(lines)
    body = lead + _first_body(lines[lead:])
    source_lines = tuple(index for index in range(body) if _is_source(lines, index))
    below = [index for index in source_lines if index >= lead]
    above = range(lead, below[0] if below else body)
    if labelled := _labelled(lines, above):
        return _from_labels(lines, labelled, source_lines)
    # A date on the last line of a text signs it and says nothing about the lines above.
    certain = bool(below) and below[-1] < len(lines) - 1
    candidates = _headline(lines, above, certain=certain)
    kicker, title = _split(lines, candidates, 0.95 if source_lines else 0.8)
    end = max((*candidates, *source_lines), default=-1) + 1
    return Masthead(title, kicker, tuple(candidates), source_lines, end)


def _is_source(lines: Sequence[Line], index: int) -> bool:
    """A source line, or a line of a date that is printed in a column (2022 ⏎ 04/25 ⏎ 08:30)."""
    if is_source_line(lines[index]) or is_url_line(lines[index]):
        return True
    near = lines[max(0, index - 2) : index + 3]
    return is_part_of_stamp(lines[index]) and sum(map(is_part_of_stamp, near)) >= _LEAST_STAMP_LINES


def _labelled(lines: Sequence[Line], above: Sequence[int]) -> dict[int, re.Match[str]]:
    found = {index: _LABELLED.match(Reading(lines[index].text).key) for index in above}
    return {index: match for index, match in found.items() if match}


def _from_labels(
    lines: Sequence[Line], labelled: dict[int, re.Match[str]], source_lines: tuple[int, ...]
) -> Masthead:
    kickers, titles, subtitles = list[str](), list[str](), list[str]()
    for index, match in labelled.items():
        reading = Reading(lines[index].text)
        value = reading.original(match.end(), len(reading.key))
        label = match.group(1)
        part = kickers if label in _KICKER_LABELS else subtitles if label in _SUBTITLE_LABELS else titles
        part.append(value)
    if not titles:  # a kicker or a subtitle alone labels nothing that can be trusted
        return Masthead(None, None, (), source_lines, max(source_lines, default=-1) + 1)
    title = " ".join((*titles, *(f"——{each.lstrip('—─- ')}" for each in subtitles)))
    kicker = _fact(" ".join(kickers), 0.95) if kickers else None
    end = max((*labelled, *source_lines)) + 1
    return Masthead(_fact(title, 0.95), kicker, tuple(labelled), source_lines, end)


def derived_title(lines: Sequence[Line]) -> Fact | None:
    """A title made of the first words of the body, for a document that has none of its own."""
    for index, line in enumerate(lines):
        if match := _BRACKETED.match(line.text):
            return Fact(match.group(1).replace("#", "").strip(), "取自首句的括注", 0.4, line.text[:120])
        if line.is_prose:
            words = _OPENING.sub("", _NOTE.sub("", line.text, count=1), count=1)
            return Fact(_first_words(words), "取自正文首句", 0.3, line.text[:120])
        if is_broken_line(lines, index):
            words = _OPENING.sub("", "".join(each.text for each in lines[index : index + 3]), count=1)
            return Fact(_first_words(words), "取自正文首句", 0.3, line.text[:120])
    return Fact(_first_words(lines[0].text), "取自首行", 0.2, lines[0].text[:120]) if lines else None


def _first_words(text: str) -> str:
    """Whole clauses up to 30 characters, or as much of the first as fits."""
    cut = 0
    for index, char in enumerate(text[: _LONGEST_DERIVED + 1]):
        if char in _CLAUSE_END and index >= _SHORTEST_DERIVED:
            cut = index
            if char in "。!！?？":
                break
    return text[:cut] if cut else text[:_LONGEST_DERIVED]


def _first_body(lines: Sequence[Line]) -> int:
    for index, line in enumerate(lines):
        if (line.is_prose and not is_source_line(line)) and not _looks_like_title(line):
            return index
    return 0 if not any(is_source_line(line) for line in lines[:6]) else min(6, len(lines))


def _looks_like_title(line: Line) -> bool:
    return (
        len(line.key) <= _LONGEST_TITLE
        and not line.key.rstrip(CLOSERS).endswith(("。", ";"))
        and "。" not in line.key
    )


def _headline(lines: Sequence[Line], above: Sequence[int], *, certain: bool) -> list[int]:
    """The lines of the heading: with a source line below, all that is above; else the first line alone."""
    usable = [index for index in above if _may_be_title(lines[index])]
    if certain:
        return _without_cards(lines, usable[-3:])
    if not usable or usable[0] != above[0] or begins_body(lines, usable[0]):
        return []
    runs_on = lines[usable[0]].key.endswith(("—", "-")) or (
        len(usable) > 1 and lines[usable[1]].key.startswith(_OPENS_SUBTITLE)
    )
    return usable[:2] if runs_on else usable[:1]


def _without_cards(lines: Sequence[Line], usable: list[int]) -> list[int]:
    """Leaves out lines too short to stand beside a title, and who somebody is, where a title stands above."""
    told = [index for index in usable if len(lines[index].key) >= _SHORTEST_KICKER] or usable
    return [index for index in told if index == told[0] or not _PERSON_CARD.match(lines[index].key)]


def _may_be_title(line: Line) -> bool:
    if not 2 <= len(line.key) <= _LONGEST_TITLE or is_byline(line) or _NO_TITLE.search(line.key):
        return False
    if is_about(line) or never_title(line):
        return False
    return not line.key.rstrip(CLOSERS).endswith(("。", ";"))


def _split(
    lines: Sequence[Line], candidates: Sequence[int], confidence: float
) -> tuple[Fact | None, Fact | None]:
    """(kicker, title) of the heading's lines."""
    if not candidates:
        return None, None
    texts = [lines[index].text for index in candidates]
    if len(texts) == 1 and (match := _DASH_THEN_BLANK.search(texts[0])) and match.start() >= 4:
        return _fact(texts[0][: match.start()], confidence), _fact(texts[0][match.end() :], confidence)
    subtitle = [text for text in texts[1:] if text.startswith(_OPENS_SUBTITLE)]
    main = [text for text in texts if text not in subtitle]
    kicker = " ".join(main[:-1]).rstrip("—─- ")
    title = " ".join([main[-1], *subtitle])
    return (_fact(kicker, confidence) if kicker else None), _fact(title, confidence)


def _fact(value: str, confidence: float) -> Fact:
    return Fact(value.strip(), "正文前的标题行", confidence, value.strip())
