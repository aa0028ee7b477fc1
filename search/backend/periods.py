"""Periods of so many years, months, days, hours, minutes or seconds, for counting by date."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

Period = tuple[dt.datetime, dt.datetime]  # its start, which it includes, and its end, which it does not

MONTHS = {"month": 1, "year": 12}


@dataclass(frozen=True)
class Periods:
    """From `start` to `end`, one after the other; the last may be shorter."""

    start: dt.datetime
    end: dt.datetime
    unit: str
    amount: int

    @classmethod
    def of(cls, *, start_date: dt.date, end_date: dt.date, gap_by: str, gap_amount: int = 1) -> Periods:
        return cls(_moment(start_date), _moment(end_date), gap_by, gap_amount)

    def holding(self, moment: dt.datetime) -> Period | None:
        if not self.start <= moment < self.end:
            return None
        step = self._steps(moment)
        return self._at(step), min(self._at(step + 1), self.end)

    def _steps(self, moment: dt.datetime) -> int:
        """How many whole periods lie before the moment."""
        if self.unit not in MONTHS:
            return (moment - self.start) // dt.timedelta(**{f"{self.unit}s": self.amount})
        months = (moment.year - self.start.year) * 12 + moment.month - self.start.month
        steps = months // (MONTHS[self.unit] * self.amount)
        return steps if self._at(steps) <= moment else steps - 1

    def _at(self, step: int) -> dt.datetime:
        """Where a period starts. Months are counted from the first start, so that the 31st stays a month's last."""
        if self.unit not in MONTHS:
            return self.start + step * dt.timedelta(**{f"{self.unit}s": self.amount})
        months = self.start.year * 12 + self.start.month - 1 + step * MONTHS[self.unit] * self.amount
        year, month = months // 12, months % 12 + 1
        day = min(self.start.day, calendar.monthrange(year, month)[1])
        return self.start.replace(year=year, month=month, day=day)


def _moment(value: dt.date) -> dt.datetime:
    return value if isinstance(value, dt.datetime) else dt.datetime(value.year, value.month, value.day)
