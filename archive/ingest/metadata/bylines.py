"""Who wrote a document and where it appeared: source, authors and address, from the lines that say so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive.ingest.cleaning_lines import Line, pattern
from archive.ingest.metadata.reading import Reading
from archive.ingest.records import Author, Fact

_ROLES = "特约记者|见习记者|实习记者|实习生|全媒体记者|记者|特约通讯员|通讯员|作者|撰文|文字|摄影|供稿|文"
_LONG_ROLES = "|".join(role for role in _ROLES.split("|") if len(role) > 1)  # 文 is a surname too
_NAME = rf"(?!{_LONG_ROLES})[\u4e00-\u9fff]{{2,4}}(?:·[\u4e00-\u9fff]{{1,6}})?"
_NAMES = rf"{_NAME}(?:(?:\s*[、,]\s*|\s+){_NAME})*"
_STAMP = r"(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}"

_SOURCE = pattern(
    r"(?:稿件|文章|信息|本文|新闻)?(?:来源|出处|转自|稿源)(?:于|自)?\s?[:：|]\s?([^\s:|"
    r",，;；()\[\]<>【】]{2,30})"
)
_URL = re.compile(r"https?://[^\s\u3000-\u9fff<>\"'（）()]+")
_AUTHOR_FIELD = pattern(
    rf"(?:^|[\s|(\[【])(作者|记者|通讯员|撰文|文字|撰稿|供稿|作者姓名)\s?[:：]\s?({_NAMES})"
)
_SOURCE_LINE = pattern(
    rf"^[\W_]{{0,3}}(?:(?:稿件|文章|信息|本文|新闻)?(?:来源|出处|转自|稿源|作者|发布时间|发布日期|发表时间|"
    rf"时间|日期|发布者|发布)\s?[:：|]|{_STAMP})"
)
_ENDS_WITH_STAMP = pattern(rf"^[^,。;!?]{{0,30}}\s{_STAMP}日?(?:\s+\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?$")
_ROLE_RUN = pattern(rf"({_ROLES})\s*[:：]?\s*({_NAMES})")
_BYLINE = pattern(
    rf"^[\W_]{{0,3}}(?:本[报网台刊社]|[\u4e00-\u9fff]{{1,8}}(?:报|网|社|台|客户端|"
    rf"融媒(?:体)?(?:中心)?))?(?:{_ROLES})[\s:：/]*{_NAMES}"
    rf"(?:[\s/、;；|]*(?:(?:{_ROLES}|编辑|图|报道)[\s:：/]*)+(?:{_NAMES})?)*[\W_]*$"
)
_DOTTED = pattern(rf"^[·•・\-(]\s*({_NAMES})\s*[·•・\-)]$")
_DATELINE = pattern(
    r"(?:讯|电|消息)\s?\(([^()]{2,40})\)|^\W{0,2}\(((?:本报|本网)?(?:记者|通讯员)[^()]{2,40})\)"
)
_TAIL = pattern(rf"\(((?:[\u4e00-\u9fff]{{1,8}}(?:报|网|社|台))?(?:{_ROLES})[^()。]{{2,40}})\)\s*$")
_SPEAKING = pattern(r"(?:报道|摄影报道|摄|文|图|文图|图文)$")
_NOT_NAMES = frozenset(
    {
        "本报",
        "本网",
        "记者",
        "通讯员",
        "报道",
        "摄影",
        "编辑",
        "图片",
        "综合",
        "整理",
        "佚名",
        "未知",
        "管理员",
        "本站",
    }
)


@dataclass(frozen=True)
class Byline:
    """What the lines about a document's making say; `lines` are the indexes of lines that say nothing else."""

    source: Fact | None
    authors: tuple[Author, ...]
    url: Fact | None


def is_source_line(line: Line) -> bool:
    """Whether a line gives source, author or time of publication and nothing else (来源：晶报 2021-06-11 05:38)."""
    if len(line.key) > 160 or line.ends_sentence:
        return False
    return bool(_SOURCE_LINE.match(line.key) or _ENDS_WITH_STAMP.match(line.key))


def is_byline(line: Line) -> bool:
    """Whether a line names who wrote or photographed (晶报记者 李明 通讯员 王华/文、图; ·张三 李四·)."""
    if len(line.key) > 80 or line.ends_sentence:
        return False
    return bool(_BYLINE.match(line.key) or _DOTTED.match(line.key))


def read_bylines(lines: Sequence[Line], masthead: Iterable[int]) -> Byline:
    """Source and address come from the masthead's lines, authors also from bylines and datelines."""
    head = [lines[index] for index in masthead]
    return Byline(_source(head), tuple(_unique(_authors(lines, head))), _url(head))


def _source(head: Sequence[Line]) -> Fact | None:
    for line in head:
        reading = Reading(line.text)
        if match := _SOURCE.search(reading.key):
            return Fact(reading.original(*match.span(1)), "来源行", 0.95, line.text)
    return None


def _url(head: Sequence[Line]) -> Fact | None:
    for line in head:
        if match := _URL.search(line.text):
            return Fact(match.group(), "来源行", 0.9, line.text)
    return None


def _authors(lines: Sequence[Line], head: Sequence[Line]) -> Iterator[Author]:
    for line in head:
        yield from _from_pattern(Reading(line.text), _AUTHOR_FIELD)
    for line in lines:
        if line in head:
            continue
        reading = Reading(line.text) if is_byline(line) or _may_name(line) else None
        if reading is None:
            continue
        if is_byline(line):
            yield from _from_byline(reading)
        else:
            yield from _from_brackets(reading)


def _may_name(line: Line) -> bool:
    return bool(_DATELINE.search(line.key[:60]) or _TAIL.search(line.key[-60:]))


def _from_byline(reading: Reading) -> Iterator[Author]:
    if match := _DOTTED.match(reading.key):
        yield from _names(reading, *match.span(1), role="")
    else:
        yield from _from_pattern(reading, _ROLE_RUN)


def _from_brackets(reading: Reading) -> Iterator[Author]:
    for found in (
        _DATELINE.search(reading.key, 0, 60),
        _TAIL.search(reading.key, max(0, len(reading.key) - 60)),
    ):
        if found:
            group = next(number for number in range(1, len(found.groups()) + 1) if found.group(number))
            inner = Reading(reading.original(*found.span(group)))
            yield from _from_pattern(inner, _ROLE_RUN)


def _from_pattern(reading: Reading, source: re.Pattern[str]) -> Iterator[Author]:
    for match in reading.matches(source):
        yield from _names(reading, *match.span(2), role=match.group(1))


def _names(reading: Reading, start: int, end: int, role: str) -> Iterator[Author]:
    for match in re.finditer(_NAME, reading.key[start:end]):
        word = _SPEAKING.sub("", match.group())
        if len(word) >= 2 and word not in _NOT_NAMES:
            yield Author(
                reading.original(start + match.start(), start + match.start() + len(word)), _plain(role)
            )


def _plain(role: str) -> str:
    return "" if role in ("作者", "文", "文字", "撰文") else role


def _unique(authors: Iterable[Author]) -> Iterator[Author]:
    """Each name once; a role that is told later fills one that was not."""
    known: dict[str, Author] = {}
    for author in authors:
        if author.name not in known or (author.role and not known[author.name].role):
            known[author.name] = author
    yield from known.values()
