"""The database triggers that fill the outbox in the transaction of the change itself.

So bulk operations, raw SQL, rollbacks and a kill at any moment are right by construction. Triggers are dropped
before a migration that does something and made again after it: SQLite's table rebuilds drop them silently, and
one that names a table being rebuilt breaks the migration. What a migration itself changed went unseen, so
afterwards every article is noted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

PREFIX = "cunzhen_outbox_"
Operation = Literal["INSERT", "UPDATE", "DELETE"]


@dataclass(frozen=True)
class Watch:
    """A change of a row in `table` touches the articles that `articles` selects; {row} is NEW or OLD."""

    table: str
    articles: str
    operations: tuple[Operation, ...] = ("INSERT", "UPDATE", "DELETE")


IN_PLACE = (
    "SELECT id FROM archive_article WHERE city_id IN (SELECT id FROM archive_place WHERE id = {row}.id"
    " OR parent_id = {row}.id OR parent_id IN (SELECT id FROM archive_place WHERE parent_id = {row}.id))"
    " UNION SELECT article_id FROM archive_article_places WHERE place_id IN (SELECT id FROM archive_place"
    " WHERE id = {row}.id OR parent_id = {row}.id)"
)
WATCHES = (
    Watch("archive_article", "SELECT {row}.id"),
    Watch("archive_paragraph", "SELECT {row}.article_id"),
    Watch("archive_article_organizations", "SELECT {row}.article_id"),
    Watch("archive_article_places", "SELECT {row}.article_id"),
    Watch(
        "archive_organization",
        "SELECT article_id FROM archive_article_organizations WHERE organization_id = {row}.id",
        ("UPDATE",),
    ),
    Watch("archive_source", "SELECT id FROM archive_article WHERE source_id = {row}.id", ("UPDATE",)),
    Watch("archive_place", IN_PLACE, ("UPDATE",)),
)


def definitions(vendor: str) -> dict[str, str]:
    """The SQL that makes each trigger, by the trigger's name."""
    make = {"sqlite": _sqlite, "postgresql": _postgresql}[vendor]
    return {
        name: make(name, watch, operation)
        for watch in WATCHES
        for operation in watch.operations
        for name in [f"{PREFIX}{watch.table}_{operation.lower()}"]
    }


def _inserts(watch: Watch, operation: Operation) -> str:
    # A row that moves from one article to another touches both.
    rows = {"INSERT": ("NEW",), "UPDATE": ("NEW", "OLD"), "DELETE": ("OLD",)}[operation]
    selects = " UNION ".join(watch.articles.format(row=row) for row in rows)
    return f"INSERT INTO search_outbox (article_id) {selects};"


def _sqlite(name: str, watch: Watch, operation: Operation) -> str:
    inserts = _inserts(watch, operation)
    return f"CREATE TRIGGER {name} AFTER {operation} ON {watch.table} FOR EACH ROW BEGIN {inserts} END"


def _postgresql(name: str, watch: Watch, operation: Operation) -> str:
    body = f"BEGIN {_inserts(watch, operation)} RETURN NULL; END"
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$;"
        f"CREATE TRIGGER {name} AFTER {operation} ON {watch.table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    )


def existing(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Our triggers that stand in the database, with the table each watches."""
    listing = {
        "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(listing)
        return {name: table for name, table in cursor.fetchall() if name.startswith(PREFIX)}


def outdated(connection: BaseDatabaseWrapper) -> set[str]:
    """The triggers that are missing or that another version of the program made."""
    listing = {
        "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT t.tgname, p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(listing)
        standing = dict(cursor.fetchall())
    wanted = definitions(connection.vendor)
    return {name for name, sql in wanted.items() if name not in standing or standing[name] not in sql}


def drop(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for name, table in existing(connection).items():
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def create(connection: BaseDatabaseWrapper) -> None:
    """Makes all triggers anew, so that they are those of this version whatever stood there before."""
    with transaction.atomic(using=connection.alias):
        drop(connection)
        with connection.cursor() as cursor:
            for sql in definitions(connection.vendor).values():
                cursor.execute(sql)


def note_every_article(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_outbox (article_id) SELECT id FROM archive_article")


def before_migration(*, using: str, plan: list[Any], **_signal: Any) -> None:
    if plan:
        drop(connections[using])


def after_migration(*, using: str, plan: list[Any] | None = None, **_signal: Any) -> None:
    connection = connections[using]
    if not _has_all_tables(connection):
        return  # one app alone was migrated, or migrated back
    unwatched = outdated(connection)
    create(connection)
    if plan or unwatched:
        note_every_article(connection)


def _has_all_tables(connection: BaseDatabaseWrapper) -> bool:
    present = set(connection.introspection.table_names())
    return {"search_outbox", *(watch.table for watch in WATCHES)} <= present
