"""Dates that state when a document was published: the stamps of its masthead, and the date in its address."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.ingest.cleaning_lines import pattern
from archive.ingest.metadata.calendar import NUMERAL, YEAR, iso, number
from archive.ingest.metadata.reading import Reading
from archive.ingest.records import Precision

_CLOCK = (
    r"(?:[\st]*(?:\(?(?:星期|周)[一二三四五六日天]\)?)?\s*(?P<half>上午|下午|晚上?|凌晨|清晨|中午|早上)?\s*"
    r"(?P<hour>[0-9]{1,2})\s?[:∶时点]\s?(?P<minute>[0-9]{2})(?:[:∶分](?P<second>[0-9]{2})(?![0-9]))?)?"
)
# 2022-04-25, 2022/4/25, 2022年4月25日, 二〇二二年四月二十五日; also a year above its day: 2022 ⏎ 04/25.
_STAMP = pattern(
    rf"(?<![0-9])(?P<year>{YEAR})(?:\s?[-/.年]\s?|\s+(?=[0-9]{{1,2}}[-/.][0-9]{{1,2}}\s))(?P<month>{NUMERAL})\s?[-/.月]\s?"
    rf"(?P<day>{NUMERAL})(?![0-9])[日号t]?{_CLOCK}"
)
_DAY_FIRST = pattern(
    rf"(?<![0-9/.-])(?P<first>[0-9]{{1,2}})[/.-](?P<second_>[0-9]{{1,2}})[/.-](?P<year>(?:19|20)[0-9]{{2}})(?![0-9]){_CLOCK}"
)
_COMPACT = pattern(
    rf"(?:时间|日期|发布)\s?[:|]?\s?(?P<year>(?:19|20)[0-9]{{2}})(?P<month>[01][0-9])(?P<day>[0-3][0-9])(?![0-9]){_CLOCK}"
)
_NO_YEAR = pattern(
    rf"(?<![0-9:/.年-])(?P<month>[0-9]{{1,2}})\s?[-/月]\s?(?P<day>[0-9]{{1,2}})日?(?=\s?(?:[上下中]午)?\s?[0-9]{{1,2}}:[0-9]{{2}}){_CLOCK}"
)
_LABEL = pattern(r"(?:发布|发表|刊发|刊登|印发|发文|成文)[^\d]{0,6}$")
_OTHER_LABEL = pattern(r"(?:更新|修改|截[止至]|编辑|有效|生效|实施|活动|报名|访问|抓取|打印)[^\d]{0,6}$")
_LABEL_ROOM = 12

_ADDRESS_DAY = re.compile(
    r"(?<![0-9])((?:19|20)[0-9]{2})(?:[-/_]?(0[1-9]|1[0-2])[-/_]?(0[1-9]|[12][0-9]|3[01])|/([1-9]|1[0-2])/([1-9]|[12][0-9]|3[01]))"
    r"(?![0-9])"
)
_ADDRESS_MONTH = re.compile(r"/((?:19|20)[0-9]{2})[-/_]?(0[1-9]|1[0-2])/")


@dataclass(frozen=True)
class Stamp:
    """`date` is a partial ISO date (`--04-25` without a year); `rank` 0 for a stated date of publication, 1 for a bare
    one, 2 for one that says it is something else (更新时间)."""

    date: str
    time: dt.time | None
    text: str
    rank: int


def read_stamps(lines: Sequence[str]) -> list[Stamp]:
    """The stamps of the masthead's lines, those that say 发布 first; impossible dates are refused."""
    reading = Reading("\n".join(lines))
    found: dict[int, Stamp] = {}
    for source in (_STAMP, _COMPACT, _DAY_FIRST, _NO_YEAR):
        for match in reading.matches(source):
            date = _date(match.groupdict())
            if date and not any(
                start <= match.start() < start + len(each.text) for start, each in found.items()
            ):
                text = reading.original(*match.span())
                found[match.start()] = Stamp(date, _time(match), text, _rank(reading.key, match.start()))
    ordered = [found[start] for start in sorted(found)]
    return sorted(ordered, key=lambda stamp: (stamp.rank, stamp.date.startswith("--")))


def _rank(key: str, start: int) -> int:
    before = key[max(0, start - _LABEL_ROOM) : start]
    return 2 if _OTHER_LABEL.search(before) else 0 if _LABEL.search(before) else 1


def _date(found: dict[str, str | None]) -> str | None:
    if found.get("first"):
        return _day_first(int(found["first"] or 0), int(found["second_"] or 0), int(found["year"] or 0))
    year, month, day = (
        number(found[name] or "") if found.get(name) else None for name in ("year", "month", "day")
    )
    return iso(year, month, day)


def _day_first(first: int, second: int, year: int) -> str | None:
    """25/04/2022 and 04/25/2022 are clear; of 04/05/2022 only the year is known for sure, so it is refused."""
    if first == second or first > 12:
        return iso(year, second, first)
    return iso(year, first, second) if second > 12 else None


def _time(match: re.Match[str]) -> dt.time | None:
    hour, minute, second = match["hour"], match["minute"], match["second"]
    if hour is None:
        return None
    value = int(hour) + (12 if match["half"] in _AFTERNOON and 0 < int(hour) < 12 else 0)
    if value > 23 or int(minute) > 59 or int(second or 0) > 59:
        return None
    return dt.time(value, int(minute), int(second or 0))


_AFTERNOON = ("下午", "晚", "晚上")


def address_date(url: str | None) -> tuple[str, Precision] | None:
    """The issue date in an address: /2022-04/25/, /20220425/, t20220425_1.html; else the month of /202204/."""
    path = (url or "").partition("://")[2].partition("/")[2]
    path = f"/{path.partition('?')[0]}"
    for year, month, day, month_, day_ in _ADDRESS_DAY.findall(path):
        if date := iso(int(year), int(month or month_), int(day or day_)):
            return date, "day"
    for year, month in _ADDRESS_MONTH.findall(path):
        if date := iso(int(year), int(month)):
            return date, "month"
    return None


def days_apart(first: str, second: str) -> int | None:
    """How many days lie between two full dates; None when one is partial."""
    if len(first) != 10 or len(second) != 10:
        return None
    return abs((dt.date.fromisoformat(first) - dt.date.fromisoformat(second)).days)
