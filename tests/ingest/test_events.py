"""Event dates: relative words by the day of publication, lunar dates by the almanac, spans, full days."""

import pytest

from archive.ingest.metadata.dates import read_dating, read_events
from archive.ingest.records import Published

MONDAY = Published("2022-04-25", "day", "来源行", 0.97)


def events(text: str, published: Published | None = MONDAY) -> list[str]:
    return [event.date for event in read_events(text, published)]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        pytest.param("昨天，柳河镇举行植树活动", ["2022-04-24"], id="yesterday"),
        pytest.param("今天上午，柳河镇举行植树活动", ["2022-04-25"], id="today with a part of the day"),
        pytest.param("今天的生活来之不易", [], id="today as an age"),
        pytest.param("上周五，大家种树", ["2022-04-22"], id="a weekday of last week"),
        pytest.param("本周三，大家种树", ["2022-04-27"], id="a weekday of this week"),
        pytest.param("去年12月，大家种树", ["2021-12"], id="last year"),
        pytest.param("今年3月12日，大家种树", ["2022-03-12"], id="this year"),
        pytest.param("日前，大家种树", [], id="the other day is no date"),
        pytest.param("后天性疾病，今天的孩子", [], id="words that hold such words"),
        pytest.param("4月6日至11日，大家种树", ["--04-06", "--04-11"], id="a span names two days"),
        pytest.param("2022-04-06 大家种树", ["2022-04-06"], id="digits"),
    ],
)
def test_relative_words_rest_on_the_day_of_publication(text: str, dates: list[str]) -> None:
    assert events(text) == dates


def test_relative_words_without_a_day_of_publication_are_left_alone() -> None:
    assert events("昨天，大家种树。", None) == []


def test_last_year_says_nothing_about_publication_while_the_year_is_unknown() -> None:
    published = read_dating([], "去年12月，大家种树。今年3月5日又种。").published
    assert published is not None
    assert published.date == "--03"


def test_relative_words_far_down_belong_to_a_story() -> None:
    assert events("种树。" * 200 + "昨天，他走了。") == []


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        pytest.param("壬寅年三月初五，大家祭扫", ["2022-04-05"], id="cyclic year, month and day"),
        pytest.param("壬寅年三月，大家祭扫", ["2022-04"], id="a lunar month inside one month"),
        pytest.param("壬寅年二月，大家祭扫", ["2022-03"], id="another"),
        pytest.param("庚子闰四月初一", ["2020-05-23"], id="leap month"),
        pytest.param("癸亥年三月初五", ["1983-04-17"], id="the cycle before, for a year to come"),
        pytest.param("农历三月初五", ["2022-04-05"], id="the year of publication"),
        pytest.param("正月十五闹元宵", ["2022-02-15"], id="a month of the lunar calendar alone"),
        pytest.param("光绪庚子年三月初五", [], id="a reign puts it out of reach"),
        pytest.param("三月十五日，大家种树", ["--03-15"], id="numerals of the common calendar"),
        pytest.param("农历三月三十一日", [], id="no such day"),
    ],
)
def test_lunar_dates(text: str, dates: list[str]) -> None:
    assert events(text) == dates


def test_a_lunar_month_over_two_months_is_known_to_the_year_and_shows_its_days() -> None:
    (event,) = read_events("壬寅年五月，大家祭扫")
    assert (event.date, event.precision) == ("2022", "year")
    assert event.text == "壬寅年五月（公历2022-05-30至2022-06-28）"


def test_a_bulletin_about_a_whole_day_comes_out_on_the_next() -> None:
    published = read_dating([], "2022年4月30日0—24时，无新增病例。").published
    assert published is not None
    assert (published.date, published.precision) == ("2022-05", "month")


@pytest.mark.parametrize(
    ("body", "date"),
    [
        pytest.param("2020年疫情暴发两年来，大家坚守。3月9日，他们出发了。", "2022-03", id="for two years now"),
        pytest.param("运动会将推迟至2023年7月23日开幕。3月9日公布。", "--03", id="what lies ahead dates nothing"),
        pytest.param("2008年他入伍，四年来一直种树。2016年又获奖，3月9日领奖。", "--03", id="a year that the text goes past"),
        pytest.param("2018年他入党，两年后提干。3月9日，他们出发了。", "--03", id="two years later is a story"),
        pytest.param("2022年1月5日开会，此前12月31日已报名。", "2022-01", id="a month long after is of another year"),
    ],
)  # fmt: skip
def test_the_year_of_a_text_without_stamp(body: str, date: str) -> None:
    published = read_dating([], body).published
    assert published is not None
    assert published.date == date


@pytest.mark.parametrize(
    ("body", "date"),
    [
        pytest.param("1951年3月，他参军入伍。1953年7月27日停战。11月5日，街道上门慰问。", "--11", id="a veteran"),
        pytest.param("1966年8月，他入党。1990年5月，他退休。10月7日，社区祝寿。", "--10", id="a life"),
        pytest.param("7月1日座谈。老人说起1976年的地震，2008年5月12日他也在。", "--07", id="years far apart"),
        pytest.param("7月1日座谈，大家回忆2008年5月12日的地震。", "--07", id="one date that is looked back on"),
        pytest.param("早在2019年3月，他就报名。", None, id="nothing but what is looked back on"),
        pytest.param("2016年9月1日，他入伍。", None, id="a date of a life alone"),
        pytest.param("2021年12月30日启动。1月5日，物资送到。", "--01", id="the turn of a year"),
        pytest.param("9月1日开学。2022年3月8日，大家种树。", "--09", id="a month long before the full date"),
        pytest.param("1958年8月建院，2022年3月8日搬进新楼。", "2022-03", id="history beside the news"),
        pytest.param("2012年他回村。2022年3月8日他当选，4月12日开张。", "2022-04", id="what follows soon"),
        pytest.param("2022年7月1日，党员入党宣誓。7月2日，又学一次。", "2022-07", id="an oath of today"),
    ],
)  # fmt: skip
def test_recollections_do_not_date_a_text(body: str, date: str | None) -> None:
    published = read_dating([], body).published
    assert (published.date if published else None) == date


def test_a_dateline_takes_no_year_from_a_recollection() -> None:
    published = read_dating([], "柳河网11月5日讯 1953年7月27日停战，他随部队回国。").published
    assert published is not None
    assert published.date == "--11-05"


@pytest.mark.parametrize(
    ("masthead", "body", "url", "markup", "conflict"),
    [
        pytest.param(["2022-04-20"], "柳河网4月2日讯 种树。", None, None, "2022-04-02", id="dateline long before"),
        pytest.param(["2022-04-20"], "柳河网4月19日讯 种树。", None, None, None, id="dateline of the day before"),
        pytest.param(["2022-04-20"], "种树。", "http://a.cn/2021-04/20/c.htm", None, "2021-04-20", id="address"),
        pytest.param(["2022-04-20"], "种树。", None, "2019-01-01", "2019-01-01", id="markup"),
        pytest.param(["2022-04-20"], "种树。\n柳河镇 2022年4月19日", None, None, None, id="signed the day before"),
    ],
)  # fmt: skip
def test_conflicts_are_named_and_the_surest_date_holds(
    masthead: list[str], body: str, url: str | None, markup: str | None, conflict: str | None
) -> None:
    dating = read_dating(masthead, body, url, markup)
    assert dating.published is not None
    assert dating.published.date == "2022-04-20"
    assert [each[:10] for each in dating.conflicts] == ([conflict] if conflict else [])


@pytest.mark.parametrize(
    ("body", "date"),
    [
        pytest.param("新华社柳州4月25日电（记者 王明）种树。", "--04-25", id="agency with its place"),
        pytest.param("柳河日报2022年4月25日讯 种树。", "2022-04-25", id="with its year"),
        pytest.param("标题一行\n本报柳州四月二十五日电 种树。", "--04-25", id="numerals, second line"),
        pytest.param("据新华社4月20日电，种树。", "--04", id="a quoted dispatch is not the document's own"),
        pytest.param("4月25日电影上映。", "--04", id="a film is no dispatch"),
    ],
)
def test_datelines(body: str, date: str) -> None:
    published = read_dating([], body).published
    assert published is not None
    assert published.date == date
