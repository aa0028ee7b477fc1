"""Who wrote a document and where it appeared: source, authors and address, from the lines that say so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive.ingest.cleaning_lines import Line, pattern, read_lines
from archive.ingest.metadata.byline_parts import ROLE, Part, read_parts
from archive.ingest.metadata.calendar import NUMERAL, YEAR
from archive.ingest.metadata.outlets import LABEL, read_source
from archive.ingest.metadata.person_names import split_names
from archive.ingest.metadata.reading import Reading
from archive.ingest.metadata.stamps import address_date
from archive.ingest.records import Author, Fact

_STAMP = rf"{YEAR}(?:\s?[-/.年]\s?|\s(?=[0-9]{{1,2}}[-/.]))(?:{NUMERAL})\s?[-/.月]\s?(?:{NUMERAL})"
_URL = re.compile(r"https?://[^\s\u3000-\u9fff<>\"'（）()]+")
# Behind a stamp stands a blank, a label or nothing; a title may open with a date: 2022年4月25日疫情通报.
_NOT_ALONE = r"(?:[—~至-]|\s?[0-9零])[^:\s]{0,4}[时日]"
_STAMP_ALONE = rf"{_STAMP}(?:[日号](?!{_NOT_ALONE})(?=\W|$|星期|周[一二三四五六日]|[上下中]午|[0-9]|{LABEL}|作者|编辑|记者)|(?=\W|$|t[0-9]|{LABEL}|作者))"
_TIME_LABEL = r"(?:(?:发布|发表|发稿|刊发|刊登|成文|印发|更新|最后更新|编辑|上传|录入)?(?:时间|日期)|发布者?|更新|最后更新|发表于)"
_LABELLED = rf"(?:{LABEL}|作者|{_TIME_LABEL})\s?[:|]"
_SOURCE_LINE = pattern(
    rf"^[\W_]{{0,3}}(?:{_LABELLED}|(?:发表于|发布于)\s?{_STAMP}|{_STAMP_ALONE}|[0-9]{{1,2}}[-/][0-9]{{1,2}}\s[0-9]{{1,2}}:[0-9]{{2}})"
)
_HAS_STAMP, _HAS_LABEL = pattern(_STAMP_ALONE), pattern(_LABELLED)
# (来源：人民日报 作者：陈伟光)日前…: a note that stands before the first words of the body.
_NOTE_BEFORE_BODY = pattern(
    rf"^[(【](?:{LABEL}|作者)\s?[:|][^()【】]{{2,60}}[)】]\s?(?=[\u4e00-\u9fff]{{2}})(?!{LABEL}|{_TIME_LABEL}|作者|编辑|记者|通讯员|责任|责编|字号|浏览|点击|阅读|分享|打印)"
)
_YEAR_LINE, _DAY_LINE = (
    re.compile(r"(?:19|20)[0-9]{2}"),
    re.compile(r"[0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?"),
)
_CLOCK = r"(?:\s+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?"
_REGION = (
    r"(?:\s(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|"
    r"甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|中国香港|中国澳门|中国台湾|海外))?"
)  # where an account posts from
_READERS = r"(?:\s*(?:[0-9]+\s?(?:人|次)?(?:参与|阅读|浏览|评论|点击)+|(?:阅读|浏览|点击|评论)(?:量|数|次数)?\s?[:]?\s?[0-9]*|发表于\s?[\u4e00-\u9fff]{2,4}|举报|字号[^字]{0,12}))*"
_ENDS_WITH_STAMP = pattern(rf"^[^,。;!?]{{0,30}}\s{_STAMP}日?{_CLOCK}{_REGION}{_READERS}$")
_NAME_BEFORE_STAMP = pattern(rf"^([\u4e00-\u9fff·]{{2,8}})\s*(?:[·|/]\s*|\s)(?={_STAMP})")
# 原创 张三 柳河发布 2024-03-15 18:30: the writer, unless the account itself stands there.
_ORIGINAL = pattern(rf"^原创\s([\u4e00-\u9fff·]{{2,8}})\s(?=[^\s]{{2,20}}\s{_STAMP})")
# 作者系柳河作家协会会员 王佩; 作者王佩系柳河作家协会会员
_OF_WRITER = pattern(
    r"(?:^|[(【])(?:本文)?作者(?:系|为|是)[^,。:()]{2,40}\s([\u4e00-\u9fff·]{2,8})\s?[)】]?$"
    r"|(?:^|[(【])(?:本文)?作者\s?([\u4e00-\u9fff·]{2,8}?)\s?,?\s?(?:系|为|是)[^。:()]{2,40}[)】]?$"
)
_AUTHOR_FIELD = pattern(r"(?:^|[\s|(\[【/])(?:本文)?作者(?:姓名)?\s?[:|]\s?([^\s:|]{2,20})(?=[\s|)\]】]|$)")
_PLAIN_NAMES = r"[\u4e00-\u9fff·]{2,8}(?:[\s、,]+[\u4e00-\u9fff·]{2,8})*"
_DOTTED = pattern(rf"^[·•・\-(]\s*({_PLAIN_NAMES})\s*[·•・\-)]$|^[□■◎]\s*({_PLAIN_NAMES})$")
_DATELINE = pattern(
    r"^[^。\n]{0,40}?(?:讯|电|消息)\s?[(【]([^()【】]{2,60})[)】]|^\W{0,2}[(【]((?:本[报网台社])?(?:特约|见习|实习)?(?:记者|通讯员)[^()【】]{2,60})[)】]"
    rf"|^[(【]((?:{LABEL}|作者)\s?[:|][^()【】]{{2,60}})[)】](?=.)"
    r"|^[^。,\n]{0,24}?(?:讯|电)\s((?:本[报网台])?(?:记者|通讯员)[^,。()]{2,30}?)(?=报道|[,:])"
)
_TAIL = pattern(r"[(【]([^()【】。]{4,60})[)】]\s*$")
_NOT_NAMES = frozenset(
    pattern(
        "本报 本网 记者 通讯员 报道 摄影 编辑 图片 综合 整理 佚名 未知 管理员 本站 匿名 网络 小编 admin 无"
    ).pattern.split()
)
# Who answered for the page, not for the text; their names stay in the line.
_DESK_ROLES = frozenset(
    pattern(
        "责任编辑 责编 值班编辑 主编 编审 审核 审校 校对 初审 复审 终审 监制 总监制 策划 统筹 设计 美编"
    ).pattern.split()
)
_LONGEST_BYLINE = 100
_LONGEST_LABELLED = 80
_TAIL_LINES = 6
_LONGEST_PASSAGE = 20_000


@dataclass(frozen=True)
class Byline:
    """What the lines about a document's making say."""

    source: Fact | None
    authors: tuple[Author, ...]
    url: Fact | None


def is_source_line(line: Line) -> bool:
    """Whether a line gives source, author or time of publication and nothing else (来源：晶报 2021-06-11 05:38)."""
    if len(line.key) > 160 or line.ends_sentence:
        return False
    if _NOTE_BEFORE_BODY.match(line.key):
        return False
    if _SOURCE_LINE.match(line.key):
        return "," not in line.key and "。" not in line.key
    if len(line.key) <= _LONGEST_LABELLED and _HAS_LABEL.search(line.key) and _HAS_STAMP.search(line.key):
        return "," not in line.key and "。" not in line.key
    return bool(_ENDS_WITH_STAMP.match(line.key))


def is_url_line(line: Line) -> bool:
    """Whether a line is an address and nothing else."""
    return _URL.fullmatch(line.text) is not None


def is_part_of_stamp(line: Line) -> bool:
    """Whether a line is a year, a day or a time alone, as pages print a date in a column."""
    return bool(_YEAR_LINE.fullmatch(line.key) or _DAY_LINE.fullmatch(line.key))


def is_byline(line: Line) -> bool:
    """Whether a line names who wrote or photographed (晶报记者 李明 通讯员 王华/文、图; ·张三 李四·)."""
    if len(line.key) > _LONGEST_BYLINE or line.ends_sentence:
        return False
    if _names_alone(line.key):
        return True
    if not ROLE.search(line.key):
        return False
    parts = read_parts(line.key)
    return parts.whole and bool(parts.names)


def _names_alone(key: str) -> re.Match[str] | None:
    """Names between dots or behind a mark, without a role; the last group that took part holds them."""
    match = _DOTTED.match(key)
    names = re.split(r"[\s、,]+", match[match.lastindex or 0]) if match else []
    return match if all(map(split_names, names)) else None


def read_bylines(lines: Sequence[Line], masthead: Iterable[int]) -> Byline:
    """Source and address come from the masthead's lines, authors also from bylines and datelines."""
    indexes = set(masthead)
    head = [lines[index] for index in sorted(indexes)]
    rest = [line for index, line in enumerate(lines) if index not in indexes]
    return Byline(
        read_source(rest, head), tuple(_unique(_authors(rest, head))), _url(head) or _url_below(rest)
    )


def read_dropped_authors(dropped: Iterable[str]) -> tuple[Author, ...]:
    """Who wrote the text by the line that cleaning took from its end (本文来源：柳河日报 作者：张三 责任编辑：李四).

    Only when all such lines agree: the teasers of other articles have authors too.
    """
    found = {tuple(_from_head(Reading(line.text))) for line in _author_lines(dropped)} - {()}
    return next(iter(found)) if len(found) == 1 else ()


def _author_lines(dropped: Iterable[str]) -> Iterator[Line]:
    for passage in dropped:
        for line in read_lines(passage[:_LONGEST_PASSAGE]):
            if len(line.key) <= _LONGEST_BYLINE and _AUTHOR_FIELD.search(line.key):
                yield line


def without_url(text: str) -> str:
    """A line without its addresses: the figures in one are no stamp."""
    return _URL.sub(" ", text)


def _url(head: Sequence[Line]) -> Fact | None:
    for line in head:
        if match := _URL.search(line.text):
            return Fact(match.group(), "来源行", 0.9, line.text)
    return None


def _url_below(rest: Sequence[Line]) -> Fact | None:
    """The page's own address as the last lines print it: alone on its line, with its day, and the only such one."""
    found = {line.text for line in rest[-_TAIL_LINES:] if is_url_line(line) and address_date(line.text)}
    return Fact(found.pop(), "文末的网址", 0.8) if len(found) == 1 else None


def _authors(rest: Sequence[Line], head: Sequence[Line]) -> Iterator[Author]:
    for line in head:
        yield from _from_head(Reading(line.text))
    for index, line in enumerate(rest):
        if is_byline(line):
            yield from _from_byline(Reading(line.text))
        elif index >= len(rest) - _TAIL_LINES and _OF_WRITER.search(line.key, _writer_room(line.key)):
            yield from _from_writer(Reading(line.text))
        elif index >= len(rest) - _TAIL_LINES and is_source_line(line):
            yield from _from_head(Reading(line.text))
        elif _DATELINE.search(line.key, 0, 120) or _TAIL.search(line.key, max(0, len(line.key) - 80)):
            yield from _from_brackets(Reading(line.text))


def _from_head(reading: Reading) -> Iterator[Author]:
    """作者：… may be any name, pen names included; elsewhere a name must look like one."""
    for match in reading.matches(_AUTHOR_FIELD):
        names = [name for name in re.split(r"[、,/]", match.group(1)) if name]
        if len(names) == 1 and not split_names(names[0]) and names[0] not in _NOT_NAMES:
            yield Author(reading.original(*match.span(1)), "")
    for leading in (_NAME_BEFORE_STAMP.match(reading.key), _ORIGINAL.match(reading.key)):
        if leading and split_names(leading.group(1)):
            yield Author(reading.original(*leading.span(1)), "")
    yield from _named(reading, read_parts(reading.key, strict=False).names)


def _writer_room(key: str) -> int:
    return max(0, len(key) - _LONGEST_LABELLED)


def _from_writer(reading: Reading) -> Iterator[Author]:
    for match in _OF_WRITER.finditer(reading.key, _writer_room(reading.key)):
        group = match.lastindex or 0
        if split_names(match[group]):
            yield Author(reading.original(*match.span(group)), "")


def _from_byline(reading: Reading) -> Iterator[Author]:
    if match := _names_alone(reading.key):
        group = match.lastindex or 0
        for name in re.finditer(r"[^\s、,]+", match[group]):
            start = match.start(group) + name.start()
            yield Author(reading.original(start, start + len(name.group())), "")
    else:
        yield from _named(reading, read_parts(reading.key).names)


def _from_brackets(reading: Reading) -> Iterator[Author]:
    """（记者 …） behind a dateline or at the end of a line."""
    tail = max(0, len(reading.key) - 80)
    for found in (_DATELINE.search(reading.key, 0, 120), _TAIL.search(reading.key, tail)):
        if found:
            group = next(number for number in range(1, len(found.groups()) + 1) if found.group(number))
            start, end = found.span(group)
            parts = read_parts(reading.key, begin=start, end=end, strict=False)
            yield from _named(reading, parts.names)


def _named(reading: Reading, parts: Iterable[Part]) -> Iterator[Author]:
    for part in parts:
        if part.role not in _DESK_ROLES and reading.key[part.start : part.end] not in _NOT_NAMES:
            yield Author(reading.original(part.start, part.end), part.role)


def _unique(authors: Iterable[Author]) -> Iterator[Author]:
    """Each name once; a role that is told later fills one that was not."""
    known: dict[str, Author] = {}
    for author in authors:
        if author.name not in known or (author.role and not known[author.name].role):
            known[author.name] = author
    yield from known.values()
