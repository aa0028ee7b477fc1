"""Whatever changes what is indexed of an article, however it is changed, is noted in the same transaction."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from archive.models import Article, Organization, Paragraph, Place, Source
from search.indexing.documents import documents, published
from search.outbox import triggers


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


def test_a_province_that_is_renamed_touches_the_articles_of_its_parts(articles, waiting):
    Place.objects.filter(code="32").update(name="苏")
    assert waiting.articles() == {articles[1].pk}


def other_connection():
    """As an operator's own tool would open the database: without any setting of ours."""
    return sqlite3.connect(connection.settings_dict["NAME"])


REPLACEMENTS = {
    "an article by its key": "REPLACE INTO archive_article ({columns}) SELECT {columns} FROM archive_article WHERE id = {a}",
    "an article under a new key": "INSERT OR REPLACE INTO archive_article ({columns}) SELECT {new_key} FROM archive_article WHERE id = {a}",
    "an article by an update": "UPDATE OR REPLACE archive_article SET public_id = (SELECT public_id FROM archive_article WHERE id = {a}) WHERE id = {b}",
    "a paragraph": "INSERT OR REPLACE INTO archive_paragraph (id, article_id, number, kind, text, anchor) SELECT id, {b}, 9, kind, text, 'x' FROM archive_paragraph WHERE article_id = {a}",
    "a named body": "INSERT OR REPLACE INTO archive_article_organizations (id, article_id, organization_id) SELECT id, {b}, organization_id FROM archive_article_organizations WHERE article_id = {a}",
    "a body": "INSERT OR REPLACE INTO archive_organization SELECT o.* FROM archive_organization o JOIN archive_article_organizations l ON l.organization_id = o.id WHERE l.article_id = {a}",
}  # fmt: skip


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite replaces without a word")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("theirs", [True, False], ids=["a connection of their own", "our connection"])
@pytest.mark.parametrize("replacement", REPLACEMENTS)
def test_what_replace_deletes_is_noted(load_records, waiting, replacement, theirs):
    a, b = load_records(
        {"id": "a", "paragraphs": ["甲"], "organizations": ["红十字会"]}, {"id": "b", "paragraphs": ["乙"]}
    )
    waiting.forget()
    columns = ", ".join(f'"{field.column}"' for field in Article._meta.concrete_fields)
    sql = REPLACEMENTS[replacement].format(
        a=a.pk, b=b.pk, columns=columns, new_key=columns.replace('"id"', "id + 1000")
    )
    if theirs:
        with closing(other_connection()) as theirs_open, theirs_open:
            theirs_open.execute(sql)
    else:
        with connection.constraint_checks_disabled(), connection.cursor() as cursor:
            cursor.execute(sql)
    assert a.pk in waiting.articles()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
@pytest.mark.parametrize(
    "tables",
    [
        "archive_article", "archive_paragraph", "archive_article_organizations", "archive_article_places",
        "archive_organization", "archive_source", "archive_place",
    ],
)  # fmt: skip
def test_truncate_notes_all_that_a_table_names(articles, waiting, tables):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what is deferred to the end forbids it
        cursor.execute(f"TRUNCATE {tables} CASCADE")
    assert waiting.articles() == {article.pk for article in articles}


def test_every_table_that_a_document_is_made_from_is_watched(articles):
    with CaptureQueriesContext(connection) as queries:
        assert len(list(documents(published()))) == 2
    read = {table for query in queries for table in re.findall(r'"(archive_\w+)"\.', query["sql"])}
    assert read <= {watch.table for watch in triggers.WATCHES}
    assert "archive_paragraph" in read


def test_a_change_in_another_table_notes_nothing(articles, waiting):
    articles[0].evidence.all().delete()
    articles[0].raw_documents.update(encoding="x")
    assert waiting.articles() == set()
