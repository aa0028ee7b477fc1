"""Whatever changes what is indexed of an article, however it is changed, is noted in the same transaction."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from archive.models import Article, Organization, Paragraph, Place, Source


@pytest.fixture
def articles(load_records, waiting):
    """Two articles that share nothing, and an outbox that is empty again."""
    found = load_records(
        {"id": "a", "paragraphs": ["甲"], "city": "上海市黄浦区", "organizations": ["红十字会"], "source": "解放日报"},
        {"id": "b", "paragraphs": ["乙"], "city": "江苏省南通市", "organizations": ["平湖街道"], "source": "南通日报"},
    )  # fmt: skip
    waiting.forget()
    return found


def save(article):
    article.save()


def update_queryset(article):
    Article.objects.filter(pk=article.pk).update(title="新题")


def bulk_update(article):
    article.title = "新题"
    Article.objects.bulk_update([article], ["title"])


def raw_sql(article):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE archive_article SET title = %s WHERE id = %s", ["新题", article.pk])


def withhold(article):
    Article.objects.filter(pk=article.pk).update(status=Article.Status.WITHHELD)


def delete(article):
    article.delete()


def delete_queryset(article):
    Article.objects.filter(pk=article.pk).delete()


def edit_paragraph(article):
    article.paragraphs.update(text="改")


def add_paragraph(article):
    Paragraph.objects.create(article=article, number=9, text="加", anchor="new")


def bulk_create_paragraphs(article):
    Paragraph.objects.bulk_create([Paragraph(article=article, number=9, text="加", anchor="new")])


def remove_paragraph(article):
    article.paragraphs.all().delete()


def add_organization(article):
    article.organizations.add(Organization.objects.get(preferred_name="平湖街道"))


def remove_organization(article):
    article.organizations.remove(article.organizations.get())


def clear_organizations(article):
    article.organizations.clear()


def set_organizations(article):
    article.organizations.set([])


def add_place(article):
    article.places.add(Place.objects.get(code="310106"))


def clear_places(article):
    article.places.clear()


def rename_organization(article):
    article.organizations.update(preferred_name="红会")


def delete_organization(article):
    article.organizations.get().delete()


def rename_source(article):
    article.source.name = "新报"
    article.source.save()


def rename_province(article):
    Place.objects.filter(code="31").update(name="沪")


def rename_district(article):
    Place.objects.filter(code="310101").update(name="黄浦")


CHANGES = [
    save, update_queryset, bulk_update, raw_sql, withhold, delete, delete_queryset, edit_paragraph, add_paragraph,
    bulk_create_paragraphs, remove_paragraph, add_organization, remove_organization, clear_organizations,
    set_organizations, add_place, clear_places, rename_organization, delete_organization, rename_source,
    rename_province, rename_district,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_change_is_noted_for_its_article_and_no_other(articles, waiting, change):
    article = articles[0]
    number = article.pk
    change(article)
    assert waiting.articles() == {number}


def test_nothing_is_noted_when_nothing_changed(articles, waiting):
    list(Article.objects.for_display())
    Source.objects.create(public_id="unused", name="无人引用")
    assert waiting.articles() == set()


def test_bulk_created_articles_are_noted(articles, waiting):
    made = Article.objects.bulk_create(
        Article(public_id=f"bulk{number}", identity=f"bulk{number}", title="成批") for number in range(3)
    )
    assert waiting.articles() == {article.pk for article in made}


def test_a_paragraph_that_moves_touches_both_articles(articles, waiting):
    Paragraph.objects.filter(article=articles[0]).update(article=articles[1], number=9)
    assert waiting.articles() == {article.pk for article in articles}


def test_a_renamed_body_touches_every_article_that_names_it(articles, waiting):
    body = Organization.objects.get(preferred_name="平湖街道")
    articles[0].organizations.add(body)
    waiting.forget()
    body.preferred_name = "平湖街道办事处"
    body.save()
    assert waiting.articles() == {article.pk for article in articles}


def test_a_change_that_is_rolled_back_leaves_nothing(articles, waiting):
    with transaction.atomic():
        update_queryset(articles[0])
        edit_paragraph(articles[1])
        assert waiting.articles() == {article.pk for article in articles}
        transaction.set_rollback(True)
    assert waiting.articles() == set()


def test_the_same_document_again_notes_nothing(articles, waiting, load_records):
    load_records(
        {
            "id": "a",
            "paragraphs": ["甲"],
            "city": "上海市黄浦区",
            "organizations": ["红十字会"],
            "source": "解放日报",
        }
    )
    assert waiting.articles() == set()
