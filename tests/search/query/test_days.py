"""Dates as people write them in a query."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.dating import first_day, last_day
from search.query.days import days, is_relative, iso_prefix


@pytest.mark.parametrize(
    ("text", "prefix"),
    [
        pytest.param("2022", "2022", id="a year"),
        pytest.param("2022年", "2022", id="a year in Chinese"),
        pytest.param("2022-04", "2022-04", id="a month"),
        pytest.param("2022/4", "2022-04", id="a month of one digit"),
        pytest.param("2022年4月", "2022-04", id="a month in Chinese"),
        pytest.param("２０２２年４月", "2022-04", id="full-width digits"),
        pytest.param("2022-04-25", "2022-04-25", id="a day"),
        pytest.param("2022.4.5", "2022-04-05", id="a day with dots"),
        pytest.param("2022年4月25日", "2022-04-25", id="a day in Chinese"),
        pytest.param("2022年4月25號", "2022-04-25", id="a day as people say it, in traditional script"),
        pytest.param("20220425", "2022-04-25", id="a day in eight digits"),
        pytest.param("2022-13", None, id="no such month"),
        pytest.param("2022-02-30", None, id="no such day"),
        pytest.param("0000", None, id="no such year"),
        pytest.param("4月25日", None, id="without a year"),
        pytest.param("去年", None, id="a relative one"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_one_date(text, prefix):
    assert iso_prefix(text) == prefix


@pytest.mark.parametrize(
    ("text", "span"),
    [
        pytest.param("2022", ("2022-01-01", "2022-12-31"), id="a year has days"),
        pytest.param("2022-04..2022-05", ("2022-04-01", "2022-05-31"), id="two months"),
        pytest.param("2022年4月至2022年5月", ("2022-04-01", "2022-05-31"), id="至"),
        pytest.param("2022-04-03 到 2022-04-05", ("2022-04-03", "2022-04-05"), id="到 between blanks"),
        pytest.param("2022年4月至5月", ("2022-04-01", "2022-05-31"), id="the year said once"),
        pytest.param("2022年4月1日至10日", ("2022-04-01", "2022-04-10"), id="year and month said once"),
        pytest.param("2022..10日", None, id="a day of no month"),
        pytest.param("2022-04..", ("2022-04-01", ""), id="no end"),
        pytest.param("..2022-04", ("", "2022-04-30"), id="no start"),
        pytest.param("2022-05..2022-04", ("2022-04-01", "2022-05-31"), id="the wrong way round"),
        pytest.param("2022-04..2022", ("2022-04-01", "2022-12-31"), id="to the end of its own year"),
        pytest.param("..", None, id="no date at all"),
        pytest.param("2022..2023..2024", None, id="three"),
        pytest.param("2022..去年", None, id="an end that is no date"),
    ],
)
def test_ranges(text, span):
    assert days(text) == span


@pytest.mark.parametrize(
    "text", ["去年", "今天", "上个月", "上個月", "本周", "近三年", "最近", "yesterday", "last year"]
)
def test_relative_dates_are_known_as_such(text):
    assert is_relative(text)
    assert days(text) is None


@pytest.mark.parametrize("text", ["2022年", "今日头条", "前进", "去年今日此门中", "年", ""])
def test_what_is_no_relative_date(text):
    assert not is_relative(text)


@given(st.text(st.sampled_from("0123456789-/.年月日至到~ "), max_size=24))
def test_what_is_understood_are_real_days_in_order(text):
    span = days(text)
    if span:
        low, high = span
        assert low or high
        assert not low or first_day(low).isoformat() == low
        assert not high or last_day(high).isoformat() == high
        assert not (low and high) or low <= high
