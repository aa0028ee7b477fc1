"""SearchQuerySet over our engine does what Haystack documents, right for Chinese."""

from __future__ import annotations

import datetime as dt

import pytest
from haystack.query import SQ, SearchQuerySet

from archive.models import Article, Load

ROWS = (
    {"id": "queue", "title": "排隊檢測", "paragraphs": ["居民排隊做核酸檢測。"], "city": "上海市黄浦区",
     "date": "2022-04-25", "organizations": ["平湖街道"], "source": "解放日报"},
    {"id": "team", "title": "突击队出发", "paragraphs": ["突击队支援核酸检测点。"], "city": "江苏省南通市",
     "date": "2022-04-11", "organizations": ["平湖街道", "红十字会"], "source": "人民日报 海外版"},
    {"id": "goods", "title": "物资配送", "paragraphs": ["志愿者配送物资。"], "city": "上海市黄浦区",
     "date": "2022-05-03", "source": "解放日报"},
    {"id": "undated", "title": "<b>其他</b>", "paragraphs": ["<script>核酸</script>检测与AI。"]},
)  # fmt: skip


@pytest.fixture
def found(index_dir, load_records):
    """The external ids of a SearchQuerySet's results, over an index of the four rows."""
    from search.indexing import rebuild

    names = {article.pk: article.external_id for article in load_records(*ROWS)}
    rebuild()
    return lambda results: [names[int(result.pk)] for result in results]


ALL = {"queue", "team", "goods", "undated"}


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


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        pytest.param(["published_on"], ["team", "queue", "goods", "undated"], id="oldest"),
        pytest.param(["-published_on"], ["goods", "queue", "team", "undated"], id="newest"),
        pytest.param(
            ["source", "-published_on"], ["team", "goods", "queue", "undated"], id="mixed directions"
        ),
        pytest.param(
            ["-source", "published_on"], ["queue", "goods", "team", "undated"], id="mixed the other way"
        ),
    ],
)
def test_order_by(found, order, expected):
    assert found(SearchQuerySet().order_by(*order)) == expected


def test_a_result_carries_its_fields_and_its_article(found):
    (result,) = SearchQuerySet().filter(content="居民")
    assert (result.model_name, result.title) == ("article", "排隊檢測")
    assert (result.source, result.city) == ("解放日报", ["上海市", "黄浦区"])
    assert result.published_on == dt.datetime(2022, 4, 25)
    assert result.object == Article.objects.get(external_id="queue")
    assert result.score > 0


def test_a_result_without_a_value_says_so(found):
    (result,) = SearchQuerySet().filter(content="AI")
    assert (result.source, result.city, result.published_on) == (None, [], None)


def test_values(found):
    results = SearchQuerySet().filter(content="居民")
    assert list(results.values("title", "source")) == [{"title": "排隊檢測", "source": "解放日报"}]
    assert list(results.values_list("title", flat=True)) == ["排隊檢測"]
    assert [int(pk) for pk in results.values_list("pk", flat=True)] == [
        Article.objects.get(external_id="queue").pk
    ]


def test_highlight_marks_and_escapes(found):
    (result,) = SearchQuerySet().filter(content="核酸").filter(content="AI").highlight()
    (html,) = result.highlighted["text"]
    assert "&lt;script&gt;<em>核酸</em>&lt;/script&gt;" in html
    assert "<script" not in html
    assert "<b>" not in html


def test_facet(found):
    fields = SearchQuerySet().filter(content="核酸").facet("city").facet("source").facet_counts()["fields"]
    assert dict(fields["city"]) == {"上海市": 1, "黄浦区": 1, "江苏省": 1, "南通市": 1}
    assert dict(fields["source"]) == {"解放日报": 1, "人民日报 海外版": 1}


def test_facets_stand_with_the_most_frequent_first(found):
    assert SearchQuerySet().facet("source").facet_counts()["fields"]["source"][0] == ("解放日报", 2)


def test_date_facet(found):
    results = SearchQuerySet().date_facet(
        "published_on", start_date=dt.date(2022, 1, 1), end_date=dt.date(2023, 1, 1), gap_by="month"
    )
    counts = results.facet_counts()["dates"]["published_on"]
    april, may, june = (dt.datetime(2022, month, 1) for month in (4, 5, 6))
    assert counts == [((april, may), 2), ((may, june), 1), (None, 1)]


def test_query_facet(found):
    counts = SearchQuerySet().filter(content="核酸").query_facet("city", '"上海市"').facet_counts()["queries"]
    assert list(counts.values()) == [1]


def test_more_like_this(found):
    similar = found(SearchQuerySet().more_like_this(Article.objects.get(external_id="queue")))
    assert similar[0] in {"team", "undated"}
    assert "queue" not in similar


def test_more_like_an_article_that_is_not_indexed_is_nothing(found):
    assert found(SearchQuerySet().more_like_this(Article(pk=999_999))) == []


def test_the_best_match_comes_first(found):
    assert found(SearchQuerySet().filter(content="配送物资"))[0] == "goods"


def test_update_and_remove_work_at_once(found):
    from haystack import connections

    index = connections["default"].get_unified_index().get_index(Article)
    article = Article.objects.get(external_id="goods")
    article.title = "改题"
    index.update_object(article)
    assert found(SearchQuerySet().filter(title="改题")) == ["goods"]
    index.remove_object(article)
    assert set(found(SearchQuerySet().all())) == ALL - {"goods"}


def test_clear_by_model_clears_what_is_of_it(found):
    from haystack import connections

    backend = connections["default"].get_backend()
    backend.clear(models=[Load])
    assert SearchQuerySet().count() == 4
    backend.clear(models=[Article])
    assert SearchQuerySet().count() == 0
