"""Stamps of the masthead and dates in addresses are read in the forms that pages use; impossible ones are refused."""

import pytest

from archive.ingest.metadata.stamps import address_date, read_stamps


@pytest.mark.parametrize(
    ("lines", "date", "time"),
    [
        pytest.param(["2022-04-25 08:30"], "2022-04-25", "08:30:00", id="dashes"),
        pytest.param(["2022/4/5"], "2022-04-05", None, id="slashes, one digit"),
        pytest.param(["2022.04.25 08:30:11"], "2022-04-25", "08:30:11", id="dots and seconds"),
        pytest.param(["2022年04月25日08:30 来源：柳河日报"], "2022-04-25", "08:30:00", id="Chinese, time at once"),
        pytest.param(["2022年4月25日 星期一 08时30分"], "2022-04-25", "08:30:00", id="weekday and Chinese time"),
        pytest.param(["2022年4月25日 下午3:20"], "2022-04-25", "15:20:00", id="afternoon"),
        pytest.param(["二〇二二年四月二十五日"], "2022-04-25", None, id="numerals"),
        pytest.param(["民國111年4月25日"], "2022-04-25", None, id="year of the Republic"),
        pytest.param(["2022-04-25T08:30:11+08:00"], "2022-04-25", "08:30:11", id="ISO"),
        pytest.param(["发布日期：20220425"], "2022-04-25", None, id="eight digits after a label"),
        pytest.param(["2022", "04/25", "08:30"], "2022-04-25", "08:30:00", id="in a column"),
        pytest.param(["25/04/2022"], "2022-04-25", None, id="day first"),
        pytest.param(["04/25/2022"], "2022-04-25", None, id="month first"),
        pytest.param(["04-25 08:30"], "--04-25", "08:30:00", id="no year"),
        pytest.param(["更新时间：2022-06-01 发布时间：2022-05-20"], "2022-05-20", None, id="publication before update"),
        pytest.param(["更新于2022-06-01"], "2022-06-01", None, id="an update when there is nothing else"),
    ],
)  # fmt: skip
def test_stamps(lines: list[str], date: str, time: str | None) -> None:
    stamp = read_stamps(lines)[0]
    assert (stamp.date, stamp.time.isoformat() if stamp.time else None) == (date, time)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("2022-02-30 08:00", id="no such day"),
        pytest.param("2022-13-01", id="no such month"),
        pytest.param("04/05/2022", id="day or month first: not to be told"),
        pytest.param("20220425", id="eight digits without a label"),
        pytest.param("比分 04-25", id="a score"),
        pytest.param("阅读 2022 次", id="a count"),
    ],
)
def test_what_is_no_stamp(line: str) -> None:
    assert read_stamps([line]) == []


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param("http://a.cn/html/2022-04/25/content_1.htm", ("2022-04-25", "day"), id="newspaper"),
        pytest.param("http://a.cn/202204/t20220425_123.html", ("2022-04-25", "day"), id="government"),
        pytest.param("http://a.cn/2022/0425/c1-2.html", ("2022-04-25", "day"), id="four digits"),
        pytest.param("http://a.cn/art/2022/4/5/art_1.html", ("2022-04-05", "day"), id="one digit"),
        pytest.param("http://a.cn/202204/123.html", ("2022-04", "month"), id="month alone"),
        pytest.param("http://a.cn/content_20221399.html", None, id="digits that are no date"),
        pytest.param("http://a.cn/1202204251.html", None, id="inside a longer number"),
        pytest.param("http://a.cn/?d=2022-04-25", None, id="a parameter says nothing of the page"),
        pytest.param(None, None, id="no address"),
    ],
)
def test_dates_in_addresses(url: str | None, expected: tuple[str, str] | None) -> None:
    assert address_date(url) == expected
