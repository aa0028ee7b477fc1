"""When a document was published, and the dates it speaks of.

A date is given as far as the text makes it known. A year that the text does not state is taken only from what the
text itself says (a stamp, 壬寅仲春, 两年过去了 after 2020年), and the basis says which.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.ingest.metadata.calendar import NUMERAL, SEXAGENARY, YEAR, iso, number, sexagenary_year
from archive.ingest.metadata.reading import Reading
from archive.ingest.records import Event, Precision, Published

_STAMP = re.compile(
    r"(?<![0-9])((?:19|20)[0-9]{2})\s?[-/.年]\s?([0-9]{1,2})\s?[-/.月]\s?([0-9]{1,2})(?![0-9])[日号t]?"
    r"(?:\s*([0-9]{1,2})[:∶时]([0-9]{2})(?::[0-9]{2})?)?"
)
_DATE = re.compile(
    rf"(?:(?P<year>{YEAR})\s?年\s?)?(?<![0-9.一二三四五六七八九十])(?P<month>{NUMERAL})\s?月\s?(?P<day>{NUMERAL})\s?[日号]"
    rf"|(?P<year2>{YEAR})\s?年\s?(?P<month2>{NUMERAL})\s?月(?:份)?"
    r"|(?<![0-9.月日至到、-])(?P<day3>[0-9]{1,2})日(?=凌晨|清晨|早|上午|中午|下午|傍晚|晚|夜|当天|起|[,、]|"
    r"[0-9]{1,2}[时点])"
    rf"|(?P<year4>(?:19|20)[0-9]{{2}})年(?!\s?(?:{NUMERAL})\s?月|[级届制版期])"
    r"|(?<![0-9.个])(?P<month5>[0-9]{1,2})月(?:份|初|中旬|上旬|下旬|底|末)"
)
_DATELINE = re.compile(rf"(?P<month>{NUMERAL})月(?P<day>{NUMERAL})日\s?(?:讯|电|消息|报道)")
_AFTER_YEARS = re.compile(
    r"(?:时至今日|如今|转眼|至今|一晃)?[,,]?\s?([一二两三四五六七八九十]|[0-9]{1,2})年(?:多)?(?:过去了|"
    r"过去,|以后的今天|后的今天)"
)
_PATH_DATE = re.compile(r"/((?:19|20)[0-9]{2})[-/_]?([01][0-9])[-/_]?([0-3][0-9])(?![0-9])")
_SIGNED = re.compile(rf"^[\s(]*({YEAR})\s?年\s?({NUMERAL})\s?月\s?({NUMERAL})\s?日[\s)]*$", re.MULTILINE)
_FULL_YEAR = re.compile(r"((?:19|20)[0-9]{2})年")
_NEAR = 400


@dataclass(frozen=True)
class _Year:
    value: int
    basis: str
    confidence: float
    sentence: str


def read_events(text: str) -> tuple[Event, ...]:
    """The dates that a text speaks of, in the order of first mention, each once."""
    return tuple(event for event, _ in _events(Reading(text)))


def read_published(masthead: Sequence[str], body: str, url: str | None = None) -> Published | None:
    """When the document was published: from the masthead's lines, a dateline, its address, or what it says.

    `date` is partial where the text leaves it open; None when the text holds no date at all.
    """
    return (
        _from_stamps(masthead, "来源行", 0.97)
        or _from_dateline(Reading(body))
        or _from_address(url)
        or _from_signature(Reading(body))
        or _from_events(Reading(body))
    )


def _from_stamps(lines: Sequence[str], basis: str, confidence: float) -> Published | None:
    for line in lines:
        for match in Reading(line).matches(_STAMP):
            date = iso(int(match[1]), int(match[2]), int(match[3]))
            if date:
                return Published(date, "day", basis, confidence, line, _time(match[4], match[5]))
    return None


def _time(hour: str | None, minute: str | None) -> dt.time | None:
    if hour is None or minute is None or int(hour) > 23 or int(minute) > 59:
        return None
    return dt.time(int(hour), int(minute))


def _from_dateline(reading: Reading) -> Published | None:
    match = _DATELINE.search(reading.key, 0, _NEAR)
    if match is None:
        return None
    month, day, sentence = number(match["month"]), number(match["day"]), reading.sentence(*match.span())
    year = _year(reading)
    if year:
        date = iso(year.value, month, day)
        return Published(date, "day", f"电头；{year.basis}", year.confidence, sentence) if date else None
    date = iso(None, month, day)
    return Published(date, "day", "电头，未写年份", 0.6, sentence) if date else None


def _from_address(url: str | None) -> Published | None:
    match = _PATH_DATE.search(url or "")
    date = iso(*map(int, match.groups())) if match else None
    return Published(date, "day", "网址中的日期", 0.8, url or "") if date else None


def _from_signature(reading: Reading) -> Published | None:
    """A date alone on one of the last lines."""
    matches = list(_SIGNED.finditer(reading.key, max(0, len(reading.key) - _NEAR)))
    if not matches:
        return None
    date = iso(*map(number, matches[-1].groups()))
    return Published(date, "day", "文末落款", 0.85, reading.original(*matches[-1].span())) if date else None


def _from_events(reading: Reading) -> Published | None:
    """The month of the last event: a document is no older than what it tells."""
    events = [(event, sentence) for event, sentence in _events(reading) if event.precision != "year"]
    year = _year(reading)
    if not events:
        return Published(f"{year.value}", "year", year.basis, 0.4, year.sentence) if year else None
    full = [pair for pair in events if not pair[0].date.startswith("--")]
    event, sentence = max(full or events, key=lambda pair: pair[0].date)
    if full:
        return Published(event.date[:7], "month", "推断：文中最晚的日期", 0.5, sentence)
    if year:
        return Published(
            f"{year.value}-{event.date[2:4]}", "month", f"推断：文中最晚的日期；{year.basis}", 0.6, sentence
        )
    return Published(event.date[:4], "month", "推断：文中最晚的日期，未写年份", 0.4, sentence)


def _year(reading: Reading) -> _Year | None:
    """The year that the text lives in, when its own words settle it."""
    return _year_passed(reading) or _year_of_cycle(reading) or _only_year(reading)


def _year_passed(reading: Reading) -> _Year | None:
    years = [(year.start(), int(year[1])) for year in reading.matches(_FULL_YEAR)]
    for match in reading.matches(_AFTER_YEARS):
        before = bisect_left(years, (match.start(), 0))
        if before:
            stated = years[before - 1][1]
            value = stated + number(match[1])
            return _Year(
                value,
                f"文中“{match[0].strip(',')}”，自{stated}年起算",
                0.7,
                reading.sentence(*match.span()),
            )
    return None


def _year_of_cycle(reading: Reading) -> _Year | None:
    for match in reading.matches(SEXAGENARY):
        value = sexagenary_year(match[1], match[2])
        if value:
            return _Year(value, f"干支纪年“{match[0]}”", 0.75, reading.sentence(*match.span()))
    return None


def _only_year(reading: Reading) -> _Year | None:
    """The year of the one full date, or of several that agree."""
    full = {
        event.date[:4]: sentence
        for event, sentence in _events(reading)
        if event.date[:4].isdigit() and len(event.date) > 4
    }
    if len(full) != 1:
        return None
    ((value, sentence),) = full.items()
    return _Year(int(value), "文中写明的年份", 0.8, sentence)


def _events(reading: Reading) -> Iterator[tuple[Event, str]]:
    seen: set[str] = set()
    month: int | None = None
    for match in reading.matches(_DATE):
        date, precision, named_month = _dated(match, month)
        month = named_month or month
        if date and date not in seen:
            seen.add(date)
            yield Event(date, precision, reading.original(*match.span())), reading.sentence(*match.span())


def _dated(match: re.Match[str], month: int | None) -> tuple[str | None, Precision, int | None]:
    """(date, precision, the month it names) of a match of _DATE; a bare day takes the month named before."""
    found = match.groupdict()
    if found["day"]:
        year = number(found["year"]) if found["year"] else None
        named = number(found["month"])
        return iso(year, named, number(found["day"])), "day", named
    if found["month2"]:
        named = number(found["month2"])
        return iso(number(found["year2"]), named), "month", named
    if found["day3"]:
        return (iso(None, month, int(found["day3"])) if month else None), "day", None
    if found["year4"]:
        return iso(int(found["year4"])), "year", None
    named = int(found["month5"])
    return iso(None, named), "month", named
