"""SearchQuerySet over our engine does what Haystack documents, right for Chinese."""

from __future__ import annotations

import datetime as dt

import pytest
from haystack.query import SQ, SearchQuerySet

from archive.models import Article, Load
from tests.search.backend.conftest import ALL

CASES = [
    pytest.param(lambda s: s.all(), ALL, id="all"),
    pytest.param(lambda s: s.none(), set(), id="none"),
    pytest.param(lambda s: s.filter(content="核酸检测"), {"queue", "team", "undated"}, id="content"),
    pytest.param(lambda s: s.filter(content="核酸檢測"), {"queue", "team", "undated"}, id="content, other script"),
    pytest.param(lambda s: s.filter(content="核酸 居民"), {"queue"}, id="content, two words"),
    pytest.param(lambda s: s.filter(content="酸"), {"queue", "team", "undated"}, id="content, one character"),
    pytest.param(lambda s: s.filter(title="突擊隊"), {"team"}, id="a field"),
    pytest.param(lambda s: s.filter(content__exact="核酸检测点"), {"team"}, id="content exact"),
    pytest.param(lambda s: s.filter(city__exact="上海市"), {"queue", "goods"}, id="value exact"),
    pytest.param(lambda s: s.filter(city="上海"), set(), id="a part of a value is none"),
    pytest.param(lambda s: s.filter(source="人民日报 海外版"), {"team"}, id="a value with a blank"),
    pytest.param(lambda s: s.filter(city__in=["南通市", "黄浦区"]), {"queue", "team", "goods"}, id="in"),
    pytest.param(lambda s: s.filter(organization__in=["红十字会"]), {"team"}, id="in, several values"),
    pytest.param(lambda s: s.filter(published_on__gte=dt.date(2022, 4, 25)), {"queue", "goods"}, id="date from"),
    pytest.param(lambda s: s.filter(published_on__lt=dt.date(2022, 4, 25)), {"team"}, id="date before"),
    pytest.param(
        lambda s: s.filter(published_on__range=[dt.date(2022, 4, 11), dt.date(2022, 4, 25)]), {"queue", "team"}, id="date range"
    ),
    pytest.param(lambda s: s.filter(published_on=dt.date(2022, 5, 3)), {"goods"}, id="date"),
    pytest.param(lambda s: s.filter(date_first__range=["2022-04-11", "2022-04-25"]), {"queue", "team"}, id="value range"),
    pytest.param(lambda s: s.filter(published_on__gt=dt.date(2022, 4, 25)), {"goods"}, id="date after"),
    pytest.param(lambda s: s.filter(published_on__lte=dt.date(2022, 4, 25)), {"queue", "team"}, id="date until"),
    pytest.param(lambda s: s.filter(title__startswith="突击"), {"team"}, id="startswith"),
    pytest.param(lambda s: s.filter(source__startswith="人民"), {"team"}, id="startswith of a value"),
    pytest.param(lambda s: s.filter(content__startswith="核酸检"), {"queue", "team"}, id="startswith across words"),
    pytest.param(lambda s: s.filter(content__contains="做核"), {"queue"}, id="contains, across words"),
    pytest.param(lambda s: s.filter(content__contains="隊"), {"queue", "team"}, id="contains, other script"),
    pytest.param(lambda s: s.exclude(content="核酸"), {"goods"}, id="exclude"),
    pytest.param(lambda s: s.exclude(city="上海市"), {"team", "undated"}, id="exclude a value"),
    pytest.param(lambda s: s.filter(content="核酸").exclude(content="居民"), {"team", "undated"}, id="filter and exclude"),
    pytest.param(lambda s: s.filter(SQ(content="居民") | SQ(content="物资")), {"queue", "goods"}, id="either"),
    pytest.param(lambda s: s.filter(content="居民").filter_or(content="物资"), {"queue", "goods"}, id="filter_or"),
    pytest.param(lambda s: s.filter(~SQ(content="核酸")), {"goods"}, id="not"),
    pytest.param(lambda s: s.narrow('city:"上海市"'), {"queue", "goods"}, id="narrow"),
    pytest.param(lambda s: s.filter(content="核酸").narrow('city:"上海市"'), {"queue"}, id="filter and narrow"),
    pytest.param(lambda s: s.auto_query('"核酸检测点" -居民'), {"team"}, id="auto_query"),
    pytest.param(lambda s: s.raw_search("核酸 NOT 居民"), {"team", "undated"}, id="raw_search"),
    pytest.param(lambda s: s.models(Article), ALL, id="models"),
    pytest.param(lambda s: s.models(Load), set(), id="another model"),
    pytest.param(lambda s: s.filter(content="(["), set(), id="an engine's signs"),
    pytest.param(lambda s: s.filter(content="AND OR NOT"), set(), id="an engine's words"),
    pytest.param(lambda s: s.filter(content="。"), set(), id="punctuation"),
]  # fmt: skip


@pytest.mark.filterwarnings("ignore:The model .* is not registered")
@pytest.mark.parametrize(("build", "expected"), CASES)
def test_it_finds(found, build, expected):
    results = build(SearchQuerySet())
    assert set(found(results)) == expected
    assert results.count() == len(expected)


def test_slices_give_each_result_once(found):
    results = SearchQuerySet().all()
    assert sorted(found([*results[0:2], *results[2:4]])) == sorted(ALL)
    assert found(results[1:2]) == [found(results)[1]]
