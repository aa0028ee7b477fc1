"""Dates as Chinese texts write them: digits and numerals, partial dates, the sixty-year cycle, lunar months."""

from __future__ import annotations

import calendar
import re

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "o": 0,
    "两": 2,
}
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
# The cycle that a text of the web means: 甲子 is 1984. An older one would say so in another way.
_CYCLE_START = 1984
_CYCLE = 60
_REPUBLIC = 1911  # 民国元年 is 1912
_REPUBLIC_NAMES = ("民国", "中华民国")

SEXAGENARY = re.compile(rf"([{_STEMS}])([{_BRANCHES}])(?=年|[孟仲季]?[春夏秋冬]|[正腊]月)")
NUMERAL = r"(?:[0-9]{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
YEAR = r"(?:(?:19|20)[0-9]{2}|[一二][〇零○o一二三四五六七八九]{3}|(?:中华)?民国\s?[0-9]{2,3})"
LUNAR_MONTH = r"(?:闰?[正二三四五六七八九十冬腊]|闰?十[一二])月"
LUNAR_DAY = r"(?:初[一二三四五六七八九十]|[十廿][一二三四五六七八九]?|二十[一二三四五六七八九]?|三十|卅)"
SEASON = r"[孟仲季][春夏秋冬]"
_MONTH_NAMES = {"正": 1, "冬": 11, "腊": 12}


def number(text: str) -> int:
    """The value of digits or of a Chinese numeral below 100; of four single numerals read as a year.

    A year of the Republic (民国111) gives the year of the common era. Raises ValueError for anything else.
    """
    if text.startswith(_REPUBLIC_NAMES):
        return int(text.partition("国")[2]) + _REPUBLIC
    if text.isascii() and text.isdigit():
        return int(text)
    if "十" not in text:
        return int("".join(str(_digit(char)) for char in text))
    tens, _, units = text.partition("十")
    return (_digit(tens) if tens else 1) * 10 + (_digit(units) if units else 0)


def _digit(char: str) -> int:
    if char not in _DIGITS:
        raise ValueError(f"not a numeral: {char!r}")
    return _DIGITS[char]


def iso(year: int | None, month: int | None = None, day: int | None = None) -> str | None:
    """A partial ISO date (2022-04-25, 2022-04, 2022, --04-11, --04), or None when there is no such date."""
    if year is not None and not 1800 <= year <= 2100:
        return None
    if month is None:
        return None if year is None else f"{year:04d}"
    if not 1 <= month <= 12:
        return None
    head = f"{year:04d}-" if year is not None else "--"
    if day is None:
        return f"{head}{month:02d}"
    # Without a year the 29th of February is possible.
    if not 1 <= day <= calendar.monthrange(year or 2000, month)[1]:
        return None
    return f"{head}{month:02d}-{day:02d}"


def sexagenary_year(stem: str, branch: str, latest: int | None = None) -> int | None:
    """The year 1984 to 2043 of a stem and a branch (壬寅: 2022); None for a pair that the cycle does not have.

    With `latest`, the last such year that is not after it: 癸亥 in a text of 2022 is 1983.
    """
    first, second = _STEMS.index(stem), _BRANCHES.index(branch)
    if (first - second) % 2:
        return None
    place = next(place for place in range(_CYCLE) if place % 10 == first and place % 12 == second)
    year = _CYCLE_START + place
    return year if latest is None else year - _CYCLE * -((latest - year) // _CYCLE)


def lunar_month_number(name: str) -> int:
    """The number of a lunar month (正月 1, 闰四月 4, 腊月 12) or of a season's month (仲春 2)."""
    if name[0] in "孟仲季":
        return "春夏秋冬".index(name[1]) * 3 + "孟仲季".index(name[0]) + 1
    plain = name.removeprefix("闰").removesuffix("月")
    return _MONTH_NAMES[plain] if plain in _MONTH_NAMES else number(plain)


def lunar_day_number(name: str) -> int:
    """The number of a lunar day: 初五 5, 廿三 23, 三十 30."""
    if name[0] == "廿":
        return 20 + (number(name[1:]) if name[1:] else 0)
    return 30 if name == "卅" else number(name.removeprefix("初"))
