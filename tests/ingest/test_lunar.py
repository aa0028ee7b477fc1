"""Lunar dates mean the days that the almanac gives them."""

import datetime as dt

import pytest

from archive.ingest.metadata.lunar import FIRST_YEAR, LAST_YEAR, Days, lunar_day, lunar_month


@pytest.mark.parametrize(
    ("year", "month", "day", "leap", "expected"),
    [
        pytest.param(2022, 1, 1, False, dt.date(2022, 2, 1), id="new year 2022"),
        pytest.param(2020, 1, 1, False, dt.date(2020, 1, 25), id="new year 2020"),
        pytest.param(2020, 4, 1, True, dt.date(2020, 5, 23), id="leap fourth month of 2020"),
        pytest.param(2020, 5, 5, False, dt.date(2020, 6, 25), id="dragon boat festival after a leap month"),
        pytest.param(2021, 8, 15, False, dt.date(2021, 9, 21), id="mid-autumn 2021"),
        pytest.param(1900, 1, 1, False, dt.date(1900, 1, 31), id="first day of the table"),
        pytest.param(2022, 4, 1, True, None, id="no leap month in 2022"),
        pytest.param(2022, 1, 31, False, None, id="no such day"),
        pytest.param(2022, 13, 1, False, None, id="no such month"),
        pytest.param(1899, 1, 1, False, None, id="before the table"),
    ],
)
def test_lunar_days(year: int, month: int, day: int, leap: bool, expected: dt.date | None) -> None:
    assert lunar_day(year, month, day, leap=leap) == expected


def test_a_month_is_a_span_of_days() -> None:
    assert lunar_month(2022, 3) == Days(dt.date(2022, 4, 1), dt.date(2022, 4, 30))


def test_each_year_begins_the_day_after_the_last() -> None:
    for year in range(FIRST_YEAR, LAST_YEAR):
        last, first = lunar_month(year, 12, leap=True) or lunar_month(year, 12), lunar_month(year + 1, 1)
        assert last is not None
        assert first is not None
        assert first.first - last.last == dt.timedelta(days=1)
