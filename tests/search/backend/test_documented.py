"""What Haystack documents of SearchQuerySet and no other file here tells, each in Chinese."""

from __future__ import annotations

import datetime as dt
import pickle

import pytest
from haystack.exceptions import SearchBackendError
from haystack.inputs import AutoQuery, Clean, Exact, Not, Raw
from haystack.models import SearchResult
from haystack.query import SQ, EmptySearchQuerySet, RelatedSearchQuerySet, SearchQuerySet

from archive.models import Article
from tests.search.backend.conftest import ALL


@pytest.mark.parametrize(
    ("build", "expected"),
    [
        pytest.param(lambda s: s.filter(content="核酸") & s.filter(city="上海市"), {"queue"}, id="and"),
        pytest.param(lambda s: s.filter(content="物資") | s.filter(content="居民"), {"queue", "goods"}, id="or"),
        pytest.param(lambda s: s.filter_and(content="核酸").filter_and(source="解放日报"), {"queue"}, id="filter_and"),
        pytest.param(lambda s: s.filter(SQ(content="核酸") & ~SQ(city="上海市")), {"team", "undated"}, id="SQ and not"),
        pytest.param(lambda s: s.filter(content=Raw("居民 OR 物资")), {"queue", "goods"}, id="Raw"),
        pytest.param(lambda s: s.filter(content=Clean("核酸 (居民")), {"queue"}, id="Clean"),
        pytest.param(lambda s: s.filter(content=Exact("核酸檢測點")), {"team"}, id="Exact, other script"),
        pytest.param(lambda s: s.filter(content=Not("核酸")), {"goods"}, id="Not"),
        pytest.param(lambda s: s.filter(content=AutoQuery("核酸 -居民")), {"team", "undated"}, id="AutoQuery"),
        pytest.param(lambda s: s.auto_query("突击队", fieldname="title"), {"team"}, id="auto_query of a field"),
        pytest.param(lambda s: s.exclude(content="核酸").exclude(content="物资"), set(), id="two exclusions"),
        pytest.param(lambda s: s.narrow('source:"人民日报 海外版"'), {"team"}, id="narrow, a blank"),
        pytest.param(lambda s: s.narrow("published_on:[20220420 TO 20220430]"), {"queue"}, id="narrow, dates"),
        pytest.param(lambda s: s.narrow('city:"上海市"').narrow("核酸"), {"queue"}, id="narrow twice"),
        pytest.param(lambda s: s.using("default").all(), ALL, id="using"),
    ],
)  # fmt: skip
def test_it_finds(found, build, expected):
    assert set(found(build(SearchQuerySet()))) == expected


def test_none_is_empty_and_counts_nothing(found):
    assert isinstance(SearchQuerySet().none(), EmptySearchQuerySet)
    assert len(SearchQuerySet().none()) == SearchQuerySet().none().count() == 0


def test_directions_may_be_mixed(found):
    ordered = SearchQuerySet().exclude(city="南通市").order_by("source", "-published_on")
    assert found(ordered) == ["goods", "queue", "undated"]


@pytest.mark.parametrize("step", [1, 2, 3, 5])
def test_slices_fall_on_no_borders(found, step):
    ordered = SearchQuerySet().all().order_by("-published_on")
    sliced = [result for start in range(0, 6, step) for result in ordered[start : start + step]]
    assert found(sliced) == found(ordered)


def test_one_result_by_its_place(found):
    ordered = SearchQuerySet().all().order_by("published_on")
    assert found([ordered[0], ordered[2]]) == ["team", "goods"]
    with pytest.raises(IndexError):
        ordered[40]


def test_it_may_be_gone_through_twice_and_counted(found):
    results = SearchQuerySet().filter(content="核酸")
    assert found(results) == found(results)
    assert len(results) == results.count() == 3


def test_best_match_and_latest(found):
    results = SearchQuerySet().filter(content="突击队")
    assert found([results.best_match(), results.latest("published_on")]) == ["team", "team"]


def test_values_lists(found):
    results = SearchQuerySet().filter(city="上海市").order_by("published_on")
    assert list(results.values_list("title", flat=True)) == ["排隊檢測", "物资配送"]
    assert list(map(tuple, results.values_list("title", "source"))) == [
        ("排隊檢測", "解放日报"),
        ("物资配送", "解放日报"),
    ]
    assert [each["title"] for each in results.values("pk", "title")[1:]] == ["物资配送"]


def test_a_boost_changes_the_order(found):
    plain = SearchQuerySet().filter(content="居民").filter_or(content="物资")
    assert found(plain.boost("物资", 50.0))[0] == "goods"
    assert found(plain.boost("居民", 50.0))[0] == "queue"


def test_facets_of_three_kinds_in_chinese(found):
    counts = (
        SearchQuerySet()
        .facet("city", limit=1)
        .date_facet("published_on", dt.date(2022, 4, 1), dt.date(2022, 6, 1), "month")
        .query_facet("text", "核酸")
        .facet_counts()
    )
    assert counts["fields"]["city"] == [("上海市", 2)]
    assert counts["queries"] == {"text:核酸": 3}
    assert [n for _, n in counts["dates"]["published_on"]] == [2, 1, 1]


def test_similar_articles_may_be_filtered_and_ordered(found):
    article = Article.objects.get(external_id="queue")
    similar = SearchQuerySet().more_like_this(article)
    assert "queue" not in found(similar)
    assert "team" in found(similar)
    assert found(similar.filter(city="南通市")) == ["team"]


def test_load_all_leaves_out_what_the_database_no_longer_has(found):
    results = SearchQuerySet().filter(content="核酸").load_all()
    Article.objects.filter(external_id="team").delete()
    assert {result.object.external_id for result in results if result} == {"queue", "undated"}


def test_a_related_queryset_narrows_what_is_loaded(found):
    results = RelatedSearchQuerySet().filter(content="核酸").load_all()
    some = results.load_all_queryset(Article, Article.objects.filter(source__name="解放日报"))
    assert [result.object.external_id for result in some] == ["queue"]


def test_results_and_questions_can_be_kept(found):
    question = pickle.loads(pickle.dumps(SearchQuerySet().filter(content="核酸檢測點")))
    assert found(question) == ["team"]
    result = pickle.loads(pickle.dumps(question[0]))
    assert isinstance(result, SearchResult)
    assert result.title == "突击队出发"


def test_highlight_marks_in_the_script_of_the_text(found):
    (result,) = SearchQuerySet().filter(content="做核酸检测").highlight()
    assert "<em>做核酸檢測</em>" in result.highlighted["text"][0]


@pytest.mark.parametrize("ask", ["add_within", "add_dwithin", "add_distance"])
def test_what_no_field_holds_is_refused_by_name(ask):
    """SearchQuerySet calls these; its own `within` needs the libraries of GeoDjango even to be called."""
    with pytest.raises(SearchBackendError, match=ask.removeprefix("add_")):
        getattr(SearchQuerySet().query, ask)("place", None)
