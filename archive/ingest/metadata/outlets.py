"""Where a document appeared: the outlet that its source line, its dateline or its last lines name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.ingest.cleaning_lines import Line, pattern
from archive.ingest.metadata.reading import Reading
from archive.ingest.records import Fact

LABEL = (
    r"(?:稿件|文章|信息|消息|新闻|本文|原文|内容|资料|图文)?(?:来源|出处|转自|转载自|稿源|原载于?|摘自)(?:单位|部门|媒体)?|"
    r"(?:发布|发文|供稿|来稿)(?:机构|机关|单位|部门|科室)"
)
_VALUE = r"[\"“”'《『「]?((?:(?!作者|编辑|记者|责编|发布[时日:]|时间|日期|(?:19|20)[0-9]{2}[-/.年])[^\s:|,;()\[\]<>【】“”\"《》『』「」/]){2,30})[\"”》』」]?"
_ACCOUNT = r"(?:微信)?(?:公众号|公号|视频号|客户端|微博)"
_SOURCE = pattern(rf"(?:{LABEL})\s?[:|]\s?(?:{_ACCOUNT}\s?[\"“:《]?\s?)?{_VALUE}")
_TAIL = pattern(rf"^[\W_]{{0,3}}(?:{LABEL})\s?[:|]\s?(?:{_ACCOUNT}\s?[\"“:《]?\s?)?{_VALUE}")
_ACCOUNT_TAIL = pattern(rf"(.{{2,}}){_ACCOUNT}$")
_OUTLET_WORD = (
    r"(?:日报|晚报|晨报|早报|快报|时报|商报|都市报|新闻网|新闻|网|广播电视台|电视台|电台|卫视|通讯社|华社|中新社|客户端|融媒体?(?:中心)?|"
    r"发布|在线|周刊|杂志|报|社)"
)
# An account beside the stamp: 柳河发布 2023-03-12 09:10.
_BESIDE_STAMP = pattern(rf"(?:^|[\s|])(?:原创\s+)?([\u4e00-\u9fffa-z0-9]{{0,12}}{_OUTLET_WORD})(?=[\s|]|$)")
_DATELINE = pattern(
    r"^[\W_]{0,2}(?!本[报网台])([\u4e00-\u9fff]{1,10}?(?:日报|晚报|晨报|快报|时报|新闻网|新闻|网|电视台|华社|新社))"
    r"(?:[\u4e00-\u9fff]{0,8}?[0-9]{1,2}月[0-9]{1,2}日(?:讯|电)|(?:讯|消息)(?=[\s(,:]))"
)
_NOTE = pattern(rf"^[(【](?:{LABEL})\s?[:|]\s?{_VALUE}[^()【】]{{0,60}}[)】](?=.)")
_QUOTED = pattern(
    rf"^[\W_]{{0,2}}据[“\"《]?([\u4e00-\u9fff]{{1,10}}?{_OUTLET_WORD})[”\"》]?(?:微信公众号|客户端)?(?:[0-9]{{1,2}}月[0-9]{{1,2}}日)?(?:消息|报道|通报)"
)
_TAIL_LINES = 6
_STOP_VALUE = pattern(
    r"网络|互联网|原创|转载|未知|本站|作者|网站|综合|佚名|发布|新闻|在线|.{0,2}[举汇上播预]报|[0-9]+"
)
_NO_SOURCE_TAIL = pattern(r"(?:图片|视频|封面|题图|数据|照片|音频)$")


def read_source(rest: Sequence[Line], head: Sequence[Line]) -> Fact | None:
    """The outlet, from the surest place that names one: the masthead's lines, or `rest`, all others."""
    return next(_sources(rest, head), None)


def _sources(rest: Sequence[Line], head: Sequence[Line]) -> Iterator[Fact]:
    yield from _matches(head, _SOURCE, "来源行", 0.95)
    yield from _matches(head, _BESIDE_STAMP, "来源行中的媒体名", 0.8)
    yield from _matches(rest[:4], _DATELINE, "电头", 0.75)
    yield from _matches(rest[:2], _NOTE, "正文前的括注", 0.85)
    yield from _matches(rest[-_TAIL_LINES:], _TAIL, "文末注明", 0.85, longest=60)
    yield from _matches(rest[:2], _QUOTED, "正文首句所据", 0.5)


def _matches(
    lines: Sequence[Line], source: re.Pattern[str], basis: str, confidence: float, longest: int = 0
) -> Iterator[Fact]:
    for line in lines:
        if longest and len(line.key) > longest:
            continue
        if not source.search(line.key, 0, 200):
            continue
        reading = Reading(line.text)
        for match in source.finditer(reading.key, 0, 200):
            value = _value(reading, match)
            if value:
                yield Fact(value, basis, confidence, line.text[:160])


def _value(reading: Reading, match: re.Match[str]) -> str | None:
    start, end = match.span(1)
    if _NO_SOURCE_TAIL.search(reading.key, max(0, match.start() - 3), match.start()):
        return None  # 图片来源 is another's
    account = _ACCOUNT_TAIL.fullmatch(reading.key[start:end])
    if account and not reading.key[start:end].endswith(_KEPT_ENDING):
        end = start + account.end(1)
    if _STOP_VALUE.fullmatch(reading.key, start, end):
        return None
    return reading.original(start, end).strip("“”\"'《》「」『』 ") or None


_KEPT_ENDING = "客户端"
