"""Facets of three kinds, in Haystack's shapes."""

import datetime as dt

import pytest
from haystack.query import SearchQuerySet


def test_facet(found):
    fields = SearchQuerySet().filter(content="核酸").facet("city").facet("source").facet_counts()["fields"]
    assert dict(fields["city"]) == {"上海市": 1, "黄浦区": 1, "江苏省": 1, "南通市": 1}
    assert dict(fields["source"]) == {"解放日报": 1, "人民日报 海外版": 1}


def test_narrowing_narrows_facets(found):
    fields = SearchQuerySet().narrow('city:"上海市"').facet("source").facet_counts()["fields"]
    assert fields["source"] == [("解放日报", 2)]


FACETS = [
    pytest.param("rule", {}, ["it's", "乱码(GBK)", "乱码-UTF-8", '全角"引号"'], [1, 1, 1, 1], id="text"),
    pytest.param("start", {}, [20, 10, 30], [2, 1, 1], id="numbers, the most frequent first"),
    pytest.param("start", {"sort": "index"}, [10, 20, 30], [1, 2, 1], id="by value"),
    pytest.param("start", {"limit": 1}, [20], [2], id="no more than asked for"),
    pytest.param("start", {"limit": -1}, [20, 10, 30], [2, 1, 1], id="all"),
    pytest.param("vetoed", {}, [False, True], [3, 1], id="yes and no"),
    pytest.param("day", {}, [dt.datetime(2022, 4, 25), dt.datetime(2022, 5, 31)], [2, 1], id="days"),
]


@pytest.mark.parametrize(("field", "options", "values", "counts"), FACETS)
def test_facets_of_every_kind(noted, field, options, values, counts):
    found = noted.facet(field, **options).facet_counts()["fields"][field]
    assert found == list(zip(values, counts, strict=True))
    assert [type(value) for value, _ in found] == [type(value) for value in values]


def at(*parts):
    return dt.datetime(2022, *parts)


PERIODS = [
    pytest.param(
        {"start_date": dt.date(2022, 1, 1), "end_date": dt.date(2023, 1, 1), "gap_by": "month"},
        [((at(4, 1), at(5, 1)), 2), ((at(5, 1), at(6, 1)), 1), (None, 1)],
        id="by month",
    ),
    pytest.param(
        {"start_date": at(4, 25), "end_date": at(4, 26), "gap_by": "hour"},
        [(None, 2), ((at(4, 25, 8), at(4, 25, 9)), 1), ((at(4, 25, 9), at(4, 25, 10)), 1)],
        id="by hour, what lies outside beside",
    ),
    pytest.param(
        {"start_date": dt.date(2022, 4, 25), "end_date": dt.date(2022, 6, 1), "gap_by": "day", "gap_amount": 7},
        [((at(4, 25), at(5, 2)), 2), ((at(5, 30), at(6, 1)), 1), (None, 1)],
        id="by seven days, the last cut short",
    ),
    pytest.param(
        {"start_date": dt.date(2000, 1, 1), "end_date": dt.date(2001, 1, 1), "gap_by": "year"},
        [(None, 4)],
        id="outside",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("period", "counts"), PERIODS)
@pytest.mark.parametrize("field", ["moment", "day"])
def test_date_facet(noted, field, period, counts):
    if field == "day" and period["gap_by"] == "hour":
        counts = [(None, 2), ((at(4, 25), at(4, 25, 1)), 2)]
    found = noted.date_facet(field, **period).facet_counts()["dates"][field]
    assert sorted(found, key=str) == sorted(counts, key=str)
    assert [count for _, count in found] == sorted((count for _, count in counts), reverse=True)


@pytest.mark.parametrize(
    ("field", "asked", "count"),
    [
        pytest.param("rule", "乱码*", 2, id="a beginning"),
        pytest.param("start", "[20 TO 30]", 3, id="a range"),
        pytest.param("rule", '"it\'s"', 1, id="a value"),
    ],
)
def test_query_facet(noted, field, asked, count):
    assert list(noted.query_facet(field, asked).facet_counts()["queries"].values()) == [count]


def test_facets_of_all_three_kinds_at_once(noted):
    results = noted.facet("start").query_facet("rule", "乱码*")
    results = results.date_facet("day", dt.date(2022, 1, 1), dt.date(2023, 1, 1), "year")
    counts = results.facet_counts()
    assert (list(counts["fields"]), list(counts["dates"]), len(counts["queries"])) == (["start"], ["day"], 1)


def test_none_was_asked_for(noted):
    assert noted.facet_counts() == {}
