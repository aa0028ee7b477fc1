"""The dates that a text speaks of, as far as its own words and the day of its publication make them known."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive.ingest.cleaning_lines import pattern
from archive.ingest.metadata.calendar import (
    LUNAR_DAY,
    LUNAR_MONTH,
    NUMERAL,
    SEASON,
    SEXAGENARY,
    YEAR,
    iso,
    lunar_day_number,
    lunar_month_number,
    number,
    sexagenary_year,
)
from archive.ingest.metadata.dated import Dated
from archive.ingest.metadata.lunar import lunar_day, lunar_month
from archive.ingest.metadata.reading import Reading
from archive.ingest.metadata.recollections import is_contradicted, own_dates
from archive.ingest.metadata.termini import CONFIDENCE, bounded_year
from archive.ingest.records import Precision

_PART_OF_DAY = r"凌晨|清晨|早|上午|中午|下午|傍晚|晚|夜|当天|当日|起|[,、]|[0-9]{1,2}[时点]|[0-9]{1,2}[-—~至]{1,2}[0-9]{1,2}[时点]"
_DATE = pattern(
    rf"(?=[0-9一二三四五六七八九十民今去前明])(?:(?:(?:(?P<year>{YEAR})\s?年|(?P<said>[今去前明]年))\s?)?(?<![0-9.一二三四五六七八九十历])"
    rf"(?P<month>{NUMERAL})\s?月\s?(?P<day>{NUMERAL})\s?[日号]"
    rf"(?:\s?[至到—~-]{{1,2}}\s?(?P<until>[0-9]{{1,2}})[日号])?(?P<whole>[零0][时点]?\s?[-—~至]{{1,2}}24[时点])?"
    rf"|(?P<year2>{YEAR})\s?年\s?(?P<month2>{NUMERAL})\s?月(?:份)?"
    rf"|(?<![0-9.月日至到、-])(?P<day3>[0-9]{{1,2}})日(?={_PART_OF_DAY})"
    rf"|(?P<year4>(?:19|20)[0-9]{{2}})年(?!\s?(?:{NUMERAL})\s?月|[级届制版期])"
    rf"|(?<![0-9./-])(?P<year5>(?:19|20)[0-9]{{2}})[-/.](?P<month5>[0-9]{{1,2}})[-/.](?P<day5>[0-9]{{1,2}})(?![0-9./-])"
    r"|(?P<said6>[今去前明]年)(?P<month6>[0-9]{1,2}|[一二三四五六七八九]|十[一二]?)月(?!\s?[0-9一二三四五六七八九十])"
    r"|(?<![0-9.个])(?P<month7>[0-9]{1,2})月(?:份|初|中旬|上旬|下旬|底|末))"
)
_LUNAR = pattern(
    rf"(?=[甲乙丙丁戊己庚辛壬癸12一二三四五六七八九十正冬腊闰孟仲季农阴夏旧民])(?:(?P<stem>[甲乙丙丁戊己庚辛壬癸])(?P<branch>[子丑寅卯辰巳午未申酉戌亥])年?|(?P<year>{YEAR})年)?(?P<calendar>(?:农|阴|夏|旧)历)?(?:[,，]?\s?)"
    rf"(?P<month>{LUNAR_MONTH}|{SEASON})(?:(?P<day>{LUNAR_DAY})日?)?(?![一二三四五六七八九十])"
)
# A reign or a dynasty before a cyclic year puts it out of reach of any rule here: 光绪庚子年.
_OLD_TIMES = pattern(
    r"(?:[清明元宋唐隋汉晋周][代朝末初季]|民国|光绪|宣统|同治|咸丰|道光|嘉庆|乾隆|雍正|康熙|顺治|崇祯|万历|嘉靖|"
    r"洪武|永乐|先祖|古时)[^\n。]{0,8}\Z"
)
_RELATIVE = pattern(
    r"(?:(?<![^\s,。;:()《》、])|(?<=者)|(?<=于))(?P<word>大前天|前[天日]|昨[天日晚夜]|今[天日](?=[上下中]午|晚|早|凌晨|清晨|一早|[,0-9]|起|召开|举行|"
    r"发布|通报|获悉|从|在)|今[晨早晚]|明[天日]|后天(?!性|的)|(?P<week>[上本下])?(?:个)?(?P<unit>周|星期|礼拜)(?P<weekday>[一二三四五六日天])(?![^\s,。上下中早晚凌,的、至起]))"
)
# 将于, 推迟至, 到2035年: the date lies ahead.
_PLANNED = pattern(
    r"(?:将|拟|定于|预计|计划|推迟|延期|延长|有效期|持续|截止|直|力争|确保|争取)[^\n。,;]{0,6}\Z|[到至]\Z"
)
_SHIFTS = {"大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2}
_YEAR_SHIFTS = {"今": 0, "去": -1, "前": -2, "明": 1}
_LEAD = 400  # relative words further down may belong to a story told


def find_dates(reading: Reading, published: dt.date | None = None) -> list[Dated]:
    """All dates of a text in reading order. What is said relative to the day of publication needs that day."""
    lunar = [match for match in reading.matches(_LUNAR) if _is_lunar(match)]
    found = [
        *_outside(_plain(reading, published), lunar),
        *_lunar(reading.key, lunar, published),
        *(_relative(reading, published) if published else ()),
    ]
    return sorted(found, key=lambda dated: dated.start)


def _outside(found: Iterable[Dated], lunar: Sequence[re.Match[str]]) -> Iterator[Dated]:
    """Leaves out what only looks like a day of the common calendar: 农历三月十五日."""
    starts = [match.start() for match in lunar]
    for dated in found:
        index = bisect_right(starts, dated.start) - 1
        if index < 0 or lunar[index].end() <= dated.start:
            yield dated


def _plain(reading: Reading, published: dt.date | None) -> Iterator[Dated]:
    month: int | None = None
    for match in reading.matches(_DATE):
        said = match["said"] or match["said6"]
        other_year = published is None and said is not None and said[0] != "今"
        past = not (other_year or _PLANNED.search(reading.key, max(0, match.start() - 10), match.start()))
        for date, precision in _dates(match, month, published):
            if date:
                whole = bool(match["whole"])
                yield Dated(date, precision, *match.span(), covers_day=whole, past=past)
        named = match["month"] or match["month2"] or match["month7"]
        month = number(named) if named else month


def _dates(
    match: re.Match[str], month: int | None, published: dt.date | None
) -> Iterator[tuple[str | None, Precision]]:
    """What a match of _DATE says; a bare day takes the month named before, 4月6日至11日 names two days."""
    found = match.groupdict()
    if found["day"]:
        year = number(found["year"]) if found["year"] else _said_year(found["said"], published)
        yield iso(year, number(found["month"]), number(found["day"])), "day"
        if found["until"]:
            yield iso(year, number(found["month"]), int(found["until"])), "day"
    elif found["month2"]:
        yield iso(number(found["year2"]), number(found["month2"])), "month"
    elif found["day3"]:
        yield (iso(None, month, int(found["day3"])) if month else None), "day"
    elif found["year4"]:
        yield iso(int(found["year4"])), "year"
    elif found["year5"]:
        yield iso(int(found["year5"]), int(found["month5"]), int(found["day5"])), "day"
    elif found["said6"]:
        yield iso(_said_year(found["said6"], published), number(found["month6"])), "month"
    else:
        yield iso(None, int(found["month7"])), "month"


def _said_year(word: str | None, published: dt.date | None) -> int | None:
    return published.year + _YEAR_SHIFTS[word[0]] if word and published else None


# --- lunar dates ----------------------------------------------------------------------------------------------


def _is_lunar(match: re.Match[str]) -> bool:
    """二月 and 四月二十五 alone are of the common calendar; 初五, 廿三, 正月 and a cyclic year are not."""
    if match["stem"] or match["calendar"]:
        return True
    return (match["day"] or "")[:1] in ("初", "廿", "卅") or (
        bool(match["day"]) and match["month"][0] in "正腊冬闰"
    )


def _lunar(key: str, lunar: Iterable[re.Match[str]], published: dt.date | None) -> Iterator[Dated]:
    for match in lunar:
        year = _lunar_year(key, match, published)
        dated = _lunar_dated(match, year) if year else None
        if dated:
            yield dated


def _lunar_year(key: str, match: re.Match[str], published: dt.date | None) -> int | None:
    if match["year"]:
        return number(match["year"])
    if not match["stem"]:
        return published.year if published else None
    if _OLD_TIMES.search(key, max(0, match.start() - 12), match.start()):
        return None
    return sexagenary_year(match["stem"], match["branch"], published.year if published else None)


def _lunar_dated(match: re.Match[str], year: int) -> Dated | None:
    month, leap = lunar_month_number(match["month"]), match["month"].startswith("闰")
    if match["day"]:
        day = lunar_day(year, month, lunar_day_number(match["day"]), leap=leap)
        return Dated(day.isoformat(), "day", *match.span(), note=f"公历{day.isoformat()}") if day else None
    days = lunar_month(year, month, leap=leap)
    if days is None:
        return None
    note = f"公历{days.first.isoformat()}至{days.last.isoformat()}"
    if (days.first.year, days.first.month) == (days.last.year, days.last.month):
        return Dated(days.first.isoformat()[:7], "month", *match.span(), note=note)
    same_year = days.first.year == days.last.year
    return Dated(f"{days.first.year}", "year", *match.span(), note=note) if same_year else None


# --- relative words -------------------------------------------------------------------------------------------


def _relative(reading: Reading, published: dt.date) -> Iterator[Dated]:
    for match in _RELATIVE.finditer(reading.key, 0, _LEAD):
        day = (
            _weekday(match, published)
            if match["weekday"]
            else published + dt.timedelta(days=_shift(match["word"]))
        )
        yield Dated(day.isoformat(), "day", *match.span("word"), note=f"以{published.isoformat()}推算")


def _shift(word: str) -> int:
    return _SHIFTS["大前" if word.startswith("大前") else word[0]]


def _weekday(match: re.Match[str], published: dt.date) -> dt.date:
    """上周五 lies in the week before, 本周五 in the same; a bare 周五 is the last one, the day itself included."""
    wanted = "一二三四五六日".index(match["weekday"].replace("天", "日"))
    monday = published - dt.timedelta(days=published.weekday())
    if match["week"]:
        return monday + dt.timedelta(days=wanted + 7 * "上本下".index(match["week"]) - 7)
    return published - dt.timedelta(days=(published.weekday() - wanted) % 7)


# --- the year of the text -------------------------------------------------------------------------------------

_AFTER_YEARS = pattern(
    r"(?:时至今日|如今|转眼|至今|一晃)?[,,]?\s?([一二两三四五六七八九十]|[0-9]{1,2})(?:个)?年(?:多)?(?:过去了|"
    r"过去,|以后的今天|后的今天)"
)
_SINCE_YEARS = pattern(r"([一二两三四五六七八九十]|[0-9]{1,2})年(?:多)?来")
_SINCE_ROOM = 60
_FULL_YEAR = re.compile(r"((?:19|20)[0-9]{2})年")


@dataclass(frozen=True)
class Year:
    value: int
    basis: str
    confidence: float
    sentence: str


def year_of(reading: Reading, dates: list[Dated]) -> Year | None:
    """The year that the text lives in, when its own words settle it; never one before a year that it states."""
    found = (
        _year_passed(reading)
        or _year_of_cycle(reading)
        or _only_year(reading, dates)
        or _year_by_terms(reading, dates)
    )
    stated = [int(dated.date[:4]) for dated in dates if dated.past and dated.date[:4].isdigit()]
    return found if found and found.value >= max(stated, default=0) else None


def _year_by_terms(reading: Reading, dates: list[Dated]) -> Year | None:
    bounded = bounded_year(reading, (dated.date for dated in dates if dated.past))
    if bounded is None:
        return None
    return Year(bounded.value, bounded.basis, CONFIDENCE, reading.sentence(bounded.start, bounded.end))


def _year_passed(reading: Reading) -> Year | None:
    years = [(year.end(), int(year[1])) for year in reading.matches(_FULL_YEAR)]
    for source, room, confidence in ((_AFTER_YEARS, None, 0.7), (_SINCE_YEARS, _SINCE_ROOM, 0.6)):
        for match in reading.matches(source) if years else ():
            before = bisect_left(years, (match.start(), 0))
            if not before or (room and match.start() - years[before - 1][0] > room):
                continue
            stated = years[before - 1][1]
            basis = f"文中“{match[0].strip(',')}”，自{stated}年起算"
            return Year(stated + number(match[1]), basis, confidence, reading.sentence(*match.span()))
    return None


def _year_of_cycle(reading: Reading) -> Year | None:
    for match in reading.matches(SEXAGENARY):
        value = sexagenary_year(match[1], match[2])
        if value and not _OLD_TIMES.search(reading.key, max(0, match.start() - 12), match.start()):
            return Year(value, f"干支纪年“{match[0]}”", 0.75, reading.sentence(*match.span()))
    return None


def _only_year(reading: Reading, dates: list[Dated]) -> Year | None:
    """The year of the one full date, or of several that agree, where no date without a year speaks against it."""
    full = own_dates(reading, dates)
    if len({dated.date[:4] for dated in full}) != 1:
        return None
    last = max(full, key=_date_of)
    if is_contradicted(last, dates):
        return None
    return Year(int(last.date[:4]), "文中写明的年份", 0.8, reading.sentence(last.start, last.end))


def _date_of(dated: Dated) -> str:
    return dated.date
