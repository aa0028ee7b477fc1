"""Dates as people write them in a query: 2022, 2022-04, 2022年4月25日, and ranges of these."""

from __future__ import annotations

import re

from archive.dating import first_day, last_day
from archive.text.folding import fold
from search.query.tokens import RANGE

Days = tuple[str, str]  # the first and the last day in ISO form; "" where a range is open

_YEAR, _MONTH, _DAY = r"(?P<year>[0-9]{4})", r"(?P<month>[0-9]{1,2})", r"(?P<day>[0-9]{1,2})"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_YEAR}年?",
        rf"{_YEAR}[-/.年]{_MONTH}月?",
        rf"{_YEAR}[-/.年]{_MONTH}[-/.月]{_DAY}[日号]?",
        r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
    )
)
_LATER_FORMS = (  # of a range's end, which leaves out what it shares with the start
    re.compile(rf"{_MONTH}月"),
    re.compile(rf"{_MONTH}月{_DAY}[日号]"),
    re.compile(rf"{_DAY}[日号]"),
)
_BETWEEN = re.compile(rf"\s*{RANGE}\s*")
# Days that depend on the day of reading or of printing: nobody can say which is meant.
_RELATIVE = re.compile(
    "(?:今|昨|前|明|后|去|当|本|上|这|下|近|最近|上个|这个|下个|过去)[0-9一二两三四五六七八九十几]*个?(?:年|月|天|日|周|星期|季度)"
    "|刚才|现在|目前|近期|近来|近日|最近|今后|日前"
    "|today|yesterday|tomorrow|now|(?:last|this|next) ?(?:year|month|week)"
)


def iso_prefix(text: str) -> str | None:
    """A year, a month or a day as an ISO prefix (2022, 2022-04, 2022-04-25); None for what is no date."""
    return _iso(_match(_FORMS, fold(text).strip()))


def days(text: str) -> Days | None:
    """The first and the last day of a date or of a range; None for what is neither."""
    parts = _BETWEEN.split(fold(text).strip())
    if len(parts) > 2:
        return None
    start = iso_prefix(parts[0])
    end = start if len(parts) == 1 else iso_prefix(parts[1]) or _later(start, parts[1])
    if (parts[0] and not start) or (parts[-1] and not end) or not (start or end):
        return None
    if start and end and _first(start) > _last(end):
        start, end = end, start
    return _first(start), _last(end)


def is_relative(text: str) -> bool:
    """去年, 上个月, today: a date only for who knows the day from which it counts."""
    return _RELATIVE.fullmatch(fold(text).strip()) is not None


def _match(forms: tuple[re.Pattern[str], ...], text: str) -> dict[str, str] | None:
    return next((match.groupdict() for form in forms if (match := form.fullmatch(text))), None)


def _iso(parts: dict[str, str] | None) -> str | None:
    if parts is None:
        return None
    prefix = "-".join(part.zfill(2) for part in (parts["year"], parts.get("month"), parts.get("day")) if part)
    return prefix if first_day(prefix) else None


def _later(start: str | None, text: str) -> str | None:
    """5月 after 2022年4月 is of the same year, 25日 after 2022年4月1日 of the same month."""
    found = _match(_LATER_FORMS, text)
    if not start or not found:
        return None
    parts = {"year": start[:4], "month": start[5:7], **found}
    return _iso(parts) if parts["month"] else None


def _first(prefix: str | None) -> str:
    day = first_day(prefix) if prefix else None
    return day.isoformat() if day else ""


def _last(prefix: str | None) -> str:
    day = last_day(prefix) if prefix else None
    return day.isoformat() if day else ""
