"""GET /api/v1/articles/{id}: one published article as JSON."""

import pytest

from archive.models import Article, Organization, Place, Source
from tests.archive.test_store import NEWS


@pytest.fixture
def article(store_record):
    return store_record(
        id="a-1", text=NEWS, title="题", kicker="引", source="某报", authors=["张三"], colour="红",
        url="https://example.org/1", date="2021-03-12T08:30", organizations=["某局"], city="上海市",
    )  # fmt: skip


def ask(client, article):
    return client.get(f"/api/v1/articles/{article.public_id}")


def test_article_has_the_documented_shape(client, article):
    answer = ask(client, article)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/json")
    body = answer.json()
    assert body["id"] == article.public_id
    assert body["external_id"] == "a-1"
    assert body["url"] == f"http://testserver/articles/{article.public_id}/"
    assert (body["title"], body["title_basis"], body["kicker"]) == ("题", "text", "引")
    assert (body["date"], body["city"], body["source"]) == ("2021-03-12", "上海市", "某报")
    assert body["original_url"] == "https://example.org/1"
    assert body["published"]["time"] == "08:30"
    assert body["published"]["precision"] == "day"
    assert body["authors"] == [{"name": "张三", "role": ""}]
    assert body["extra"] == {"colour": "红"}
    assert body["duplicate_of"] is None


def test_paragraphs_places_and_bodies(client, article):
    body = ask(client, article).json()
    assert next(set(paragraph) for paragraph in body["paragraphs"]) == {"number", "kind", "text", "anchor"}
    assert [p["text"] for p in body["paragraphs"]] == [p.text for p in article.paragraphs.all()]
    district = next(place for place in body["places"] if place["level"] == "district")
    assert (district["name"], district["path"]) == ("浦东新区", ["上海市", "浦东新区"])
    (given,) = body["organizations"]
    known = Organization.objects.get()
    assert (given["id"], given["preferred"], given["kind"]) == (known.public_id, "某局", known.kind)


def test_what_is_not_known_is_null(client, store_record):
    body = ask(client, store_record(paragraphs=["雨。"], status="published")).json()
    for name in ("external_id", "date", "city", "source", "duplicate_of"):
        assert body[name] is None, name
    assert body["published"] == {"date": None, "time": None, "precision": None, "basis": ""}


@pytest.mark.parametrize("status", ["draft", "in_review", "withheld"])
def test_unpublished_article_is_a_problem_document(client, article, status):
    Article.objects.update(status=status)
    answer = ask(client, article)
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == 404
    assert "题" not in answer.content.decode()


@pytest.mark.parametrize("name", ["aaaaaaaaaa", "0", "<script>", "题", "a" * 500])
def test_unknown_id_is_a_problem_document(client, db, name):
    answer = client.get(f"/api/v1/articles/{name}")
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    assert set(answer.json()) >= {"type", "title", "status", "detail"}


def test_writing_is_refused(client, article):
    assert client.post(f"/api/v1/articles/{article.public_id}").status_code == 405


def test_original_that_is_withheld_is_not_named(client, article, store_record):
    original = store_record(id="original")
    Article.objects.filter(pk=article.pk).update(duplicate_of=original)
    assert ask(client, article).json()["duplicate_of"] == original.public_id
    Article.objects.filter(pk=original.pk).update(status="withheld")
    assert ask(client, article).json()["duplicate_of"] is None


def test_more_paragraphs_places_and_bodies_ask_no_more_queries(client, article, django_assert_num_queries):
    """Article; paragraphs; places, their cities, their provinces; bodies, their places."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def furnish(*names):
        article.places.add(*Place.objects.filter(name__in=names))
        for name in names:
            place = Place.objects.filter(name=name).first()
            body = Organization(
                public_id=Source.objects.new_id(name), preferred_name=f"{name}局", place=place
            )
            body.save()
            article.organizations.add(body)

    furnish("吴江区")
    with CaptureQueriesContext(connection) as few:
        ask(client, article)
    furnish("玄武区", "西湖区", "黄浦区", "海淀区")
    with django_assert_num_queries(len(few)):
        ask(client, article)
