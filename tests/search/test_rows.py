"""What the index keeps of an article is what the database says of it."""

from __future__ import annotations

import pytest

from archive.models import Article, Paragraph
from search.query.state import SearchState
from search.rows import kept, row
from search.search_indexes import ArticleIndex
from search.service import run_search

pytestmark = pytest.mark.django_db


def made(article):
    return row(ArticleIndex().full_prepare(article))


def assert_equal(found, article):
    assert (found.public_id, found.external_id) == (article.public_id, article.external_id)
    assert (found.title, found.display_title) == (article.title, article.display_title)
    assert found.published == article.published
    assert found.source == (article.source.name if article.source else "")
    assert found.city == ((article.city.code, article.city.name) if article.city else None)
    bodies = [(body.public_id, body.preferred_name) for body in article.organizations.all()]
    assert list(found.organizations) == bodies
    texts = [found.text[start:end] for start, end in found.spans]
    paragraphs = [(p.number, p.anchor, p.text) for p in article.paragraphs.all() if p.text]
    assert list(zip(found.numbers, found.anchors, texts, strict=True)) == paragraphs


def test_a_row_is_made_of_what_is_kept(forty):
    for article in forty:
        assert_equal(made(article), article)


def test_the_index_gives_back_what_it_was_given(forty):
    page = run_search(SearchState(page_size=100))
    rows = {result.article.public_id: result.article for result in page.results}
    assert len(rows) == 40
    for article in forty:
        assert_equal(rows[article.public_id], article)


def test_paragraphs_are_found_in_a_text_with_and_without_title_and_kicker(forty):
    article = forty[0]
    Paragraph.objects.filter(article=article, number=1).update(text="两行\n一段")
    for title, kicker in (("", ""), ("题", ""), ("", "引"), ("题", "引")):
        Article.objects.filter(pk=article.pk).update(title=title, kicker=kicker)
        again = Article.objects.get(pk=article.pk)
        assert_equal(made(again), again)


def test_an_empty_paragraph_and_odd_numbers_are_kept_apart(forty):
    article = forty[1]
    Paragraph.objects.filter(article=article, number=1).update(text="")
    Paragraph.objects.filter(article=article, number=2).update(number=7)
    assert_equal(made(article), article)
    assert kept(article)["numbers"] == [7]


def test_a_main_city_is_told_from_the_other_places(load_records):
    (article,) = load_records(
        {"id": "a", "paragraphs": ["南山区和龙岗区都做了核酸检测。"], "city": "广东省深圳市"},
    )
    assert_equal(made(article), article)
    assert made(article).city.name == "深圳市"
