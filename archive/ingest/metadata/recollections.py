"""Which of a text's full dates may tell when it was written: not those of a life or a disaster that it looks back on.

A story of a veteran names 1951年3月 and 1953年7月27日, and the visit on 11月5日 is of a year that it leaves open.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from archive.ingest.cleaning_lines import pattern
from archive.ingest.metadata.dated import Dated
from archive.ingest.metadata.reading import Reading

# Local papers of the mainland went online from about this year on; an older date is history to a page of the web.
_FIRST_YEAR = 1995
_AROUND = 24
_LOOKS_BACK = pattern(
    r"(?:当年|那年|那时|回忆|回想|记得|想起|忆起|讲述|追忆|亲历|经历|早在|曾于|曾在|始于|生于)[^。!?\n]{0,16}\Z"
)
_OF_A_LIFE = pattern(
    r"[^。;!?\n]{0,8}?(?:入伍|参军|从军|退伍|转业|复员|出生|参加工作|考入|考上|结婚|嫁|退休(?!干部|老|职工|党)|"
    r"入党(?!宣誓|誓词|积极|申请|志愿)|大地震)"
)
_FAR_APART = 5  # years: a text that spans so many tells a history, and its last full date may be part of it
_MOST_MONTHS_AFTER, _MOST_MONTHS_BEFORE, _MOST_MONTHS_IN_HISTORY = 6, 3, 2


def own_dates(reading: Reading, dates: Iterable[Dated]) -> list[Dated]:
    """The dates with a year, to the month or the day, that a text may have been written soon after."""
    known = (dated for dated in dates if dated.past and dated.precision != "year")
    return [dated for dated in known if dated.date[:4].isdigit() and not _is_recollection(reading, dated)]


def is_contradicted(last: Dated, dates: Sequence[Dated]) -> bool:
    """Whether a date without a year does not fit into the year of the last full date.

    A text states the year once and goes on without it: what follows lies in the months after. What stands without a
    year before the full date is of the same days, or the year would have been told there.
    """
    history = _span(dates) >= _FAR_APART
    return any(
        _does_not_fit(last, dated, history=history)
        for dated in dates
        if dated.past and dated.date.startswith("--")
    )


def _does_not_fit(last: Dated, other: Dated, *, history: bool) -> bool:
    months = int(other.date[2:4]) - int(last.date[5:7])
    if history:
        return not -1 <= months <= (_MOST_MONTHS_IN_HISTORY if other.start > last.start else 1)
    if other.start > last.start:
        return months < -_MOST_MONTHS_AFTER  # 1月5日 after 2021年12月30日 is of the next year
    return abs(months) > _MOST_MONTHS_BEFORE


def _span(dates: Iterable[Dated]) -> int:
    years = [int(dated.date[:4]) for dated in dates if dated.past and dated.date[:4].isdigit()]
    return max(years) - min(years) if years else 0


def _is_recollection(reading: Reading, dated: Dated) -> bool:
    return (
        int(dated.date[:4]) < _FIRST_YEAR
        or _LOOKS_BACK.search(reading.key, max(0, dated.start - _AROUND), dated.start) is not None
        or _OF_A_LIFE.match(reading.key, dated.end, dated.end + _AROUND) is not None
    )
