"""Periods follow each other without a gap, by the calendar."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.backend.periods import Periods

MOMENTS = st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2023, 12, 31))
UNITS = st.sampled_from(["year", "month", "day", "hour", "minute", "second"])


@given(start=MOMENTS, moment=MOMENTS, unit=UNITS, amount=st.integers(1, 40))
def test_a_moment_lies_in_its_period(start, moment, unit, amount):
    periods = Periods.of(start_date=start, end_date=dt.datetime(2023, 1, 1), gap_by=unit, gap_amount=amount)
    held = periods.holding(moment)
    assert (held is None) == (not start <= moment < dt.datetime(2023, 1, 1))
    if held:
        assert held[0] <= moment < held[1] <= dt.datetime(2023, 1, 1)
        assert periods.holding(held[0]) == held


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        pytest.param(dt.datetime(2022, 2, 27), (dt.datetime(2022, 1, 31), dt.datetime(2022, 2, 28)), id="before"),
        pytest.param(dt.datetime(2022, 2, 28), (dt.datetime(2022, 2, 28), dt.datetime(2022, 3, 31)), id="after"),
    ],
)  # fmt: skip
def test_the_last_day_of_a_month_stays_the_last(moment, expected):
    periods = Periods.of(start_date=dt.date(2022, 1, 31), end_date=dt.date(2023, 1, 31), gap_by="month")
    assert periods.holding(moment) == expected
