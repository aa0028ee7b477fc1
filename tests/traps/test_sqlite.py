"""What SQLite does to triggers, and that ours stand all the same."""

from __future__ import annotations

import sqlite3

import pytest
from django.db import connection, models
from django.db.models.constants import OnConflict


@pytest.fixture
def database():
    """A table whose deletions are noted by a trigger."""
    base = sqlite3.connect(":memory:")
    base.executescript(
        "CREATE TABLE things (id INTEGER PRIMARY KEY, name TEXT UNIQUE);"
        "CREATE TABLE noted (id INTEGER);"
        "CREATE TRIGGER gone AFTER DELETE ON things BEGIN INSERT INTO noted VALUES (OLD.id); END;"
        "INSERT INTO things VALUES (1, 'a');"
    )
    yield base
    base.close()


def noted(database):
    return [number for (number,) in database.execute("SELECT id FROM noted")]


def test_insert_or_replace_fires_no_delete_trigger(database):
    database.execute("INSERT OR REPLACE INTO things VALUES (2, 'a')")
    assert noted(database) == []
    assert database.execute("SELECT id FROM things").fetchall() == [(2,)]


def test_with_recursive_triggers_it_does(database):
    database.execute("PRAGMA recursive_triggers = ON")
    database.execute("INSERT OR REPLACE INTO things VALUES (2, 'a')")
    assert noted(database) == [1]


def test_django_never_writes_insert_or_replace_for_a_model():
    """`bulk_create(update_conflicts=True)` updates in place, which fires the update trigger."""
    clause = connection.ops.on_conflict_suffix_sql([], OnConflict.UPDATE, ["title"], ["public_id"])
    assert "DO UPDATE SET" in clause


@pytest.mark.django_db
def test_an_upsert_is_noted():
    from archive.models import Article
    from search.outbox.models import OutboxRow

    given = Article(public_id="upsert", identity="upsert", title="一")
    Article.objects.bulk_create([given])
    OutboxRow.objects.all().delete()
    Article.objects.bulk_create(
        [Article(public_id="upsert", identity="upsert", title="二")],
        update_conflicts=True, update_fields=["title"], unique_fields=["public_id"],
    )  # fmt: skip
    number = Article.objects.get(public_id="upsert").pk
    assert set(OutboxRow.objects.values_list("article_id", flat=True)) == {number}  # once or more


def test_a_rebuilt_table_loses_its_triggers(database):
    database.executescript(
        "CREATE TABLE fresh (id INTEGER PRIMARY KEY, name TEXT);"
        "INSERT INTO fresh SELECT * FROM things; DROP TABLE things; ALTER TABLE fresh RENAME TO things;"
    )
    assert database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall() == []


@pytest.mark.django_db(transaction=True)
def test_djangos_schema_editor_rebuilds_a_table_and_its_triggers_are_gone():
    from search.outbox import triggers

    class Thing(models.Model):  # noqa: DJ008  never shown
        name = models.CharField(max_length=5)

        class Meta:
            app_label = "traps"
            db_table = "traps_thing"

    wide = models.TextField()
    wide.set_attributes_from_name("name")
    wide.model = Thing
    with connection.schema_editor() as editor:
        editor.create_model(Thing)
    try:
        name = f"{triggers.PREFIX}trap"
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TRIGGER {name} AFTER DELETE ON traps_thing BEGIN SELECT 1; END")
        assert name in triggers.existing(connection)
        with connection.schema_editor() as editor:
            editor.alter_field(Thing, Thing._meta.get_field("name"), wide)
        assert name not in triggers.existing(connection)
    finally:
        with connection.schema_editor() as editor:
            editor.delete_model(Thing)
