"""Completion as one types: places, bodies and titles of published articles alone."""

import pytest
from django.urls import reverse

from archive.models import Article
from search.indexing import drain_all, rebuild
from search.suggest.completion import complete


def labels(text):
    return [(choice.kind, choice.label) for choice in complete(text)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("上海", ("city", "上海市"), id="a place"),
        pytest.param("shanghai", ("city", "上海市"), id="in pinyin"),
        pytest.param("shs", ("city", "上海市"), id="by initials"),
        pytest.param("红十字", ("organization", "红十字会"), id="a body"),
        pytest.param("紅十字", ("organization", "红十字会"), id="in the other script"),
        pytest.param("hongshiz", ("organization", "红十字会"), id="a body in pinyin"),
        pytest.param("简报", ("title", "第0號簡報"), id="a title"),
        pytest.param("d0hjb", ("title", "第0號簡報"), id="a title by initials"),
    ],
)
def test_what_is_offered(dozen, typed, expected):
    assert expected in labels(typed)


@pytest.mark.parametrize(
    "typed", ["", "   ", "，", "无此一词乎", "zzzz", "\x00", "<script>", "' OR 1=1", "\ud800", "疫" * 9999]
)
def test_what_leads_nowhere_offers_nothing(dozen, typed):
    assert labels(typed) == []


def test_what_begins_so_comes_before_what_holds_it(index_dir, load_records):
    load_records(
        {"id": "a", "title": "街道平湖街道值守", "paragraphs": ["疫情。"], "organizations": ["平湖街道"]},
        {"id": "b", "title": "平湖", "paragraphs": ["疫情。"]},
    )
    rebuild()
    assert labels("平湖") == [("organization", "平湖街道"), ("title", "平湖"), ("title", "街道平湖街道值守")]


@pytest.mark.parametrize("drained", [True, False])
@pytest.mark.parametrize("status", ["withheld", "draft", "in_review"])
def test_nothing_of_an_article_that_is_taken_back(index_dir, load_records, status, drained):
    taken, _ = load_records(
        {"id": "a", "title": "机密简报", "paragraphs": ["疫情。"], "organizations": ["机密办公室"]},
        {"id": "b", "title": "公开简报", "paragraphs": ["疫情。"], "organizations": ["公开办公室"]},
    )
    rebuild()
    assert {label for _, label in labels("机密")} == {"机密简报", "机密办公室"}
    Article.objects.filter(pk=taken.pk).update(status=status)
    if drained:
        drain_all()
    assert labels("机密") == labels("jimi") == []
    assert {label for _, label in labels("简报")} == {"公开简报"}


def test_what_comes_later_is_offered_as_soon_as_it_is_indexed(index_dir, load_records):
    load_records({"id": "a", "title": "第一号", "paragraphs": ["疫情。"]})
    rebuild()
    load_records({"id": "b", "title": "第二号", "paragraphs": ["疫情。"]})
    assert labels("第") == [("title", "第一号")]
    drain_all()
    assert labels("第") == [("title", "第一号"), ("title", "第二号")]


def test_each_choice_leads_to_as_many_articles_as_it_says(client, dozen):
    choices = complete("hong") + complete("上海")
    assert choices
    for choice in choices:
        if choice.kind != "title":
            answer = client.get(reverse("api_search"), {choice.kind: choice.value}).json()
            assert answer["count"] == choice.count
        assert client.get(choice.url).status_code == 200


def test_the_api_offers_the_same(client, dozen):
    answer = client.get(reverse("api_complete"), {"q": "shanghai"}).json()
    assert answer["q"] == "shanghai"
    place, *_ = answer["completions"]
    assert (place["kind"], place["label"], place["value"]) == ("city", "上海市", "31")
    assert place["url"].startswith("http://testserver/search/")
    assert len(client.get(reverse("api_complete"), {"q": "简报", "limit": "2"}).json()["completions"]) == 2


@pytest.mark.parametrize("limit", ["0", "9", "-1", "abc", "10" * 20, "３"])
def test_a_limit_that_cannot_be_is_named(client, dozen, limit):
    answer = client.get(reverse("api_complete"), {"q": "上", "limit": limit})
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert answer.json()["parameters"][0]["parameter"] == "limit"


def test_a_missing_index_is_503_and_an_empty_archive_offers_nothing(client, db, index_dir):
    assert client.get(reverse("api_complete"), {"q": "上"}).status_code == 503
    rebuild()
    assert client.get(reverse("api_complete"), {"q": "上"}).json()["completions"] == []
