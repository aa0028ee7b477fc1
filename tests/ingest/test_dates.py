"""Dates are given as far as the text makes them known, and the basis says how."""

import datetime as dt

import pytest

from archive.ingest.metadata.calendar import iso, number, sexagenary_year
from archive.ingest.metadata.dates import read_events, read_published


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        pytest.param(
            "2022年4月25日开会，4月26日散会", ["2022-04-25", "--04-26"], id="with and without a year"
        ),
        pytest.param(
            "4月18日报告一例，19日凌晨开始检测", ["--04-18", "--04-19"], id="a day takes the month before"
        ),
        pytest.param("19日凌晨开始检测", [], id="a day without any month"),
        pytest.param("二〇二二年四月二十五日开会，五月一日放假", ["2022-04-25", "--05-01"], id="numerals"),
        pytest.param("2020年发生的事，2021年3月有了结果", ["2020", "2021-03"], id="years and months"),
        pytest.param("2月30日，13月1日，0月5日", [], id="no such day"),
        pytest.param("2月29日是闰日", ["--02-29"], id="leap day without a year"),
        pytest.param("2023年2月29日", [], id="leap day of a common year"),
        pytest.param("3个月内，5日内，24小时", [], id="spans of time"),
        pytest.param("4月6日，又一个4月6日", ["--04-06"], id="each once"),
        pytest.param("5月25日15时", ["--05-25"], id="an hour behind"),
    ],
)
def test_events(text: str, dates: list[str]) -> None:
    assert [event.date for event in read_events(text)] == dates


def test_an_event_keeps_the_words_of_the_text() -> None:
    (event,) = read_events("從4月18日晚上起")
    assert (event.text, event.precision) == ("4月18日", "day")


@pytest.mark.parametrize(
    ("masthead", "body", "url", "date", "precision"),
    [
        pytest.param(["来源：柳河日报 2023-03-12 09:10"], "", None, "2023-03-12", "day", id="stamp"),
        pytest.param(["2023年3月2日"], "4月1日", None, "2023-03-02", "day", id="stamp in Chinese"),
        pytest.param(
            [],
            "柳河网4月25日讯 2022年的春天来了",
            None,
            "--04-25",
            "day",
            id="dateline, the year alone does not settle it",
        ),
        pytest.param(
            [],
            "柳河网4月25日讯 自2022年4月18日起",
            None,
            "2022-04-25",
            "day",
            id="dateline and one full date",
        ),
        pytest.param([], "柳河网4月25日电", None, "--04-25", "day", id="dateline without a year"),
        pytest.param(
            [], "春天来了", "https://example.cn/2023/0312/a.html", "2023-03-12", "day", id="address"
        ),
        pytest.param([], "特此通知。\n2023年3月12日", None, "2023-03-12", "day", id="signed at the end"),
        pytest.param(
            [],
            "2020年发生了一件事。时至今日，两年过去了。3月12日",
            None,
            "2022-03",
            "month",
            id="years passed",
        ),
        pytest.param([], "壬寅仲春起风雷。4月6日，4月11日", None, "2022-04", "month", id="year of the cycle"),
        pytest.param([], "5月3日，5月5日", None, "--05", "month", id="no year at all"),
        pytest.param(["2023-13-45"], "5月3日", None, "--05", "month", id="a stamp that is no date"),
    ],
)
def test_published(masthead: list[str], body: str, url: str | None, date: str, precision: str) -> None:
    published = read_published(masthead, body, url)
    assert published is not None
    assert (published.date, published.precision) == (date, precision)
    assert published.basis


def test_a_text_without_dates_has_no_date() -> None:
    assert read_published([], "春天来了", None) is None


def test_a_stated_date_is_surer_than_an_inferred_one() -> None:
    stated, inferred = read_published(["2023-03-12"], ""), read_published([], "5月3日")
    assert stated is not None
    assert inferred is not None
    assert stated.confidence > 0.9 > 0.5 > inferred.confidence


@pytest.mark.parametrize(
    ("stamp", "time"),
    [
        pytest.param("2023-03-12 09:10", dt.time(9, 10), id="minutes"),
        pytest.param("2023-03-12 09:10:11", dt.time(9, 10, 11), id="seconds"),
        pytest.param("2023-03-12 29:10", None, id="no such hour"),
        pytest.param("2023-03-12", None, id="none"),
    ],
)
def test_the_time_of_publication(stamp: str, time: dt.time | None) -> None:
    published = read_published([stamp], "")
    assert published is not None
    assert published.time == time


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十五", 25),
        ("三十一", 31),
        ("九", 9),
        ("二〇二二", 2022),
        ("08", 8),
    ],
)
def test_numerals(numeral: str, value: int) -> None:
    assert number(numeral) == value


def test_what_is_no_numeral_is_refused() -> None:
    with pytest.raises(ValueError, match="not a numeral"):
        number("百")


def test_the_sixty_year_cycle() -> None:
    assert [sexagenary_year(*pair) for pair in ("甲子", "壬寅", "癸亥")] == [1984, 2022, 2043]
    assert sexagenary_year("甲", "丑") is None


def test_partial_dates() -> None:
    assert [iso(2022, 4, 25), iso(2022, 4), iso(2022), iso(None, 4, 11), iso(None, 4), iso(None)] == [
        "2022-04-25", "2022-04", "2022", "--04-11", "--04", None,
    ]  # fmt: skip
