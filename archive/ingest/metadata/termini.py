"""The year that a text's own terms leave open: no text speaks of a measure before it existed.

Archivists call the bounds terminus post quem and ante quem. Each row of `termini.tsv` is an expression with the days
between which a text about the present could use it. Where the days that a text names fit into one year only, between
the latest beginning and the earliest end, that year is inferred, with both terms as evidence.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from archive.ingest.metadata.reading import Reading
from archive.text.folding import fold

CONFIDENCE = 0.5


@dataclass(frozen=True)
class Terminus:
    """A use of `words` lies between two days."""

    words: re.Pattern[str]
    first: dt.date
    last: dt.date
    event: str


@dataclass(frozen=True)
class Bounded:
    """The one year that is left; `basis` names the two terms that bound it."""

    value: int
    basis: str
    start: int
    end: int


def bounded_year(reading: Reading, days: Iterable[str]) -> Bounded | None:
    """The only year in which all the days (--04-25) lie within the bounds of the text's terms; None where no term
    bounds it, no day is named, or several years are left."""
    found = [(each, match) for each in _termini() if (match := each.words.search(reading.key))]
    named = [day for day in dict.fromkeys(days) if len(day) == 7]
    if not found or not named:
        return None
    (latest, after), (earliest, before) = max(found, key=_first), min(found, key=_last)
    if earliest.last == dt.date.max:
        return None
    open_years = range(latest.first.year, earliest.last.year + 1)
    years = [year for year in open_years if _fits(year, named, latest, earliest)]
    if len(years) != 1:
        return None
    basis = f"断代：“{after[0]}”不早于{latest.first:%Y-%m}，“{before[0]}”不晚于{earliest.last:%Y-%m}"
    return Bounded(years[0], basis, *after.span())


def _first(found: tuple[Terminus, re.Match[str]]) -> dt.date:
    return found[0].first


def _last(found: tuple[Terminus, re.Match[str]]) -> dt.date:
    return found[0].last


def _fits(year: int, days: Iterable[str], after: Terminus, before: Terminus) -> bool:
    dates = [_date(year, day) for day in days]
    return all(date and after.first <= date <= before.last for date in dates)


def _date(year: int, day: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(f"{year}-{day[2:]}")
    except ValueError:
        return None


@cache
def _termini() -> tuple[Terminus, ...]:
    text = files(__package__).joinpath("termini.tsv").read_text(encoding="utf-8")
    return tuple(_row(line) for line in text.splitlines() if line and not line.startswith("#"))


def _row(line: str) -> Terminus:
    words, first, last, event = line.split("\t")
    ends = dt.date.fromisoformat(last) if last else dt.date.max
    return Terminus(re.compile(fold(words)), dt.date.fromisoformat(first), ends, event)
