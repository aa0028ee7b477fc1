"""Results: their order, their fields, and what SearchQuerySet makes of them."""

import datetime as dt

import pytest
from haystack.models import SearchResult
from haystack.query import SearchQuerySet

from archive.models import Article, LedgerEntry, Source


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        pytest.param(["published_on"], ["team", "queue", "goods", "undated"], id="oldest"),
        pytest.param(["-published_on"], ["goods", "queue", "team", "undated"], id="newest"),
        pytest.param(["source", "-published_on"], ["team", "goods", "queue", "undated"], id="mixed directions"),
        pytest.param(["-source", "published_on"], ["queue", "goods", "team", "undated"], id="mixed the other way"),
        pytest.param(["title"], ["undated", "queue", "goods", "team"], id="by a text"),
    ],
)  # fmt: skip
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


def test_a_field_of_every_kind_comes_back(noted):
    (result,) = noted.filter(content="突击队")
    assert (result.rule, result.marks) == ('全角"引号"', ["2", '全角"引号"'])
    assert (result.start, result.confidence, result.share, result.vetoed) == (20, 0.75, "0.75", True)
    assert (result.moment, result.day) == (dt.datetime(2022, 4, 25, 9, 30), dt.datetime(2022, 4, 25))
    assert (result.app_label, result.model, result.pk) == ("archive", LedgerEntry, "2")


def test_values(found):
    results = SearchQuerySet().filter(content="居民")
    assert list(results.values("title", "source")) == [{"title": "排隊檢測", "source": "解放日报"}]
    assert list(results.values_list("title", flat=True)) == ["排隊檢測"]
    assert [int(pk) for pk in results.values_list("pk", flat=True)] == [
        Article.objects.get(external_id="queue").pk
    ]


def test_load_all_reads_the_articles_at_once(found, django_assert_num_queries):
    results = list(SearchQuerySet().load_all())
    with django_assert_num_queries(0):
        assert len({result.object.title for result in results}) == 4


def test_the_best_match_comes_first(found):
    assert found(SearchQuerySet().filter(content="配送物资"))[0] == "goods"
    assert found([SearchQuerySet().filter(content="配送物资").best_match()]) == ["goods"]


def test_latest(noted, numbers):
    assert numbers([noted.filter(content="核酸").latest("moment")]) == [2]


def test_a_boost_raises_the_score(noted):
    asked = noted.filter(content="突击队")
    assert asked.boost("核酸", 5)[0].score > asked.boost("核酸", 1)[0].score


@pytest.mark.parametrize("bounds", [(0, 2), (1, 3), (2, 3), (3, 9), (1, 9), (4, 9), (0, 0)])
def test_slices_are_as_those_of_a_list(noted, numbers, bounds):
    low, high = bounds
    assert numbers(noted.order_by("confidence")[low:high]) == [4, 1, 2, 3][low:high]


def test_an_end_of_none_gives_one_result(backend):
    """As Haystack's own engine does."""
    assert len(backend.search("*", end_offset=0)["results"]) == 1


def test_results_may_be_of_another_class(noted):
    class Other(SearchResult):
        pass

    assert isinstance(noted.result_class(Other)[0], Other)
    assert isinstance(noted.result_class(Other).more_like_this(LedgerEntry(pk=1))[0], Other)


@pytest.mark.parametrize(
    ("models", "expected"),
    [
        pytest.param([], 5, id="all that are registered"),
        pytest.param([LedgerEntry], 4, id="one"),
        pytest.param([Source], 1, id="the other"),
        pytest.param([LedgerEntry, Source], 5, id="both"),
    ],
)
def test_models(backend, models, expected):
    results = SearchQuerySet(using="notes").models(*models)
    assert (len(results), results.count()) == (expected, expected)


def test_what_is_no_longer_registered_is_no_result(backend, connection):
    from tests.search.backend.conftest import note_index

    connection.get_unified_index().build(indexes=[note_index()])
    assert backend.search("突击队")["hits"] == 1
    assert backend.search("突击队", limit_to_registered_models=False)["hits"] == 1


def test_an_empty_question_has_no_answer(backend):
    assert backend.search("") == {"results": [], "hits": 0}
