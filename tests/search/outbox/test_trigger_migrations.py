"""Triggers outlive migrations: SQLite's table rebuilds drop them without a word."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models

from archive import migrations
from archive.models import Article
from search.outbox import triggers

TABLES = sorted({watch.table for watch in triggers.WATCHES})


def model_of(table):
    return next(
        model for model in apps.get_models(include_auto_created=True) if model._meta.db_table == table
    )


def add_and_alter_a_column(model):
    """As a migration would: a new column, then another type for it, which rebuilds the table."""
    small = models.CharField(max_length=5, default="")
    wide = models.TextField(default="")
    for field in (small, wide):
        field.set_attributes_from_name("added_by_a_test")
        field.model = model
    with connection.schema_editor() as editor:
        editor.add_field(model, small)
    with connection.schema_editor() as editor:
        editor.alter_field(model, small, wide)
    return wide


def remove_column(model, field):
    with connection.schema_editor() as editor:
        editor.remove_field(model, field)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("table", TABLES)
def test_altering_a_watched_table_keeps_all_triggers(table):
    before = triggers.existing(connection)
    assert set(before) == set(triggers.definitions(connection.vendor))
    triggers.before_migration(using="default", plan=["something"])
    column = add_and_alter_a_column(model_of(table))
    try:
        triggers.after_migration(using="default", plan=["something"])
        assert triggers.existing(connection) == before
        assert triggers.outdated(connection) == set()
    finally:
        triggers.before_migration(using="default", plan=["something"])
        remove_column(model_of(table), column)
        triggers.after_migration(using="default", plan=["something"])


MIGRATION = """
from django.db import migrations, models

class Migration(migrations.Migration):
    dependencies = [("archive", {last!r})]
    operations = [
        operation
        for name in {models!r}
        for operation in (
            migrations.AddField(name, "added_by_a_test", models.CharField(max_length=5, default="")),
            migrations.AlterField(name, "added_by_a_test", models.TextField(default="")),
        )
    ]
"""


@pytest.fixture
def one_more_migration(tmp_path, monkeypatch, settings):
    """The archive's migrations and one more, which adds and alters a column of every watched table that has a model."""
    package = tmp_path / "more_migrations"
    shutil.copytree(Path(migrations.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    last = max(path.stem for path in package.glob("0*.py"))
    watched = [model_of(table)._meta for table in TABLES]
    names = [options.model_name for options in watched if not options.auto_created]
    (package / "9999_more.py").write_text(MIGRATION.format(last=last, models=names))
    monkeypatch.syspath_prepend(tmp_path)
    settings.MIGRATION_MODULES = {"archive": "more_migrations"}
    yield last
    call_command("migrate", "archive", last, verbosity=0, interactive=False)


@pytest.mark.django_db(transaction=True)
def test_a_real_migration_of_every_table_keeps_all_triggers_and_asks_for_a_full_check(
    load_records, waiting, one_more_migration
):
    made = load_records({"id": "a", "paragraphs": ["甲"], "organizations": ["红十字会"]})
    waiting.forget()
    before = triggers.existing(connection)
    call_command("migrate", verbosity=0, interactive=False)
    assert triggers.existing(connection) == before
    assert triggers.outdated(connection) == set()
    assert waiting.articles() == {triggers.EVERY_ARTICLE, *(article.pk for article in made)}
    waiting.forget()
    Article.objects.update(title="其后照记")
    assert waiting.articles() == {article.pk for article in made}


@pytest.mark.django_db(transaction=True)
def test_what_a_migration_did_is_indexed_anew(load_records, waiting):
    made = load_records({"id": "a", "paragraphs": ["甲"]}, {"id": "b", "paragraphs": ["乙"]})
    triggers.before_migration(using="default", plan=["something"])
    Article.objects.update(title="改于迁移")
    waiting.forget()
    triggers.after_migration(using="default", plan=["something"])
    assert waiting.articles() == {triggers.EVERY_ARTICLE, *(article.pk for article in made)}


@pytest.mark.django_db(transaction=True)
def test_migrating_with_nothing_to_do_notes_nothing(load_records, waiting):
    load_records({"id": "a", "paragraphs": ["甲"]})
    waiting.forget()
    before = triggers.existing(connection)
    call_command("migrate", verbosity=0, interactive=False)
    assert waiting.articles() == set()
    assert triggers.existing(connection) == before != {}


@pytest.mark.django_db(transaction=True)
def test_triggers_that_were_lost_come_back_and_every_article_is_looked_at(load_records, waiting):
    (made,) = load_records({"id": "a", "paragraphs": ["甲"]})
    waiting.forget()
    triggers.drop(connection)
    assert triggers.existing(connection) == {}
    call_command("migrate", verbosity=0, interactive=False)
    assert set(triggers.existing(connection)) == set(triggers.definitions(connection.vendor))
    assert waiting.articles() == {triggers.EVERY_ARTICLE, made.pk}


@pytest.mark.django_db(transaction=True)
def test_making_the_triggers_twice_is_making_them_once(load_records, waiting):
    triggers.create(connection)
    triggers.create(connection)
    (made,) = load_records({"id": "a", "paragraphs": ["甲"]})
    waiting.forget()
    Article.objects.filter(pk=made.pk).update(title="一次")
    from search.outbox.models import OutboxRow

    assert OutboxRow.objects.count() == 1


@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_every_watched_change_has_a_trigger(vendor):
    expected = {
        f"{triggers.PREFIX}{watch.table}_{operation.lower()}"
        for watch in triggers.WATCHES
        for operation in watch.operations
    }
    definitions = triggers.definitions(vendor)
    assert set(definitions) >= expected
    assert all("{row}" not in sql for sql in definitions.values())
    assert max(map(len, definitions)) <= 63  # PostgreSQL cuts longer names


@pytest.mark.django_db(transaction=True)
def test_triggers_of_another_version_are_replaced_and_every_article_is_looked_at(
    load_records, waiting, monkeypatch
):
    (made,) = load_records({"id": "a", "paragraphs": ["甲"]})
    waiting.forget()
    with monkeypatch.context() as another_version:
        another_version.setattr(
            triggers, "WATCHES", [replace(w, articles="SELECT 1") for w in triggers.WATCHES]
        )
        triggers.create(connection)
    assert {name.rpartition("_")[2] for name in triggers.outdated(connection)} == {
        "insert",
        "update",
        "delete",
    }
    call_command("migrate", verbosity=0)
    assert triggers.outdated(connection) == set()
    assert waiting.articles() == {triggers.EVERY_ARTICLE, made.pk}
