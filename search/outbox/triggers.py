"""The database triggers that fill the outbox in the transaction of the change itself.

So bulk operations, raw SQL, rollbacks and a kill at any moment are right by construction. Triggers are dropped
before a migration that does something and made again after it: SQLite's table rebuilds drop them silently, and
one that names a table being rebuilt breaks the migration. What a migration itself changed went unseen, so
afterwards every article is noted, and that some may have gone.

Two ways to lose rows fire no trigger for each row. SQLite's REPLACE deletes silently on connections without
recursive_triggers (ours have it): what is about to be replaced is noted before. PostgreSQL's TRUNCATE: all that the
table names is noted before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

PREFIX = "cunzhen_outbox_"
INSERT = "INSERT INTO search_outbox (article_id)"
EVERY_ARTICLE = 0  # stands in a row for all articles, those that are gone too
Operation = Literal["INSERT", "UPDATE", "DELETE"]


@dataclass(frozen=True)
class Watch:
    """A change of a row in `table` touches the articles that `articles` selects; {row} is NEW or OLD.

    `column` names the article in tables whose rows come and go with one; `key` is its primary key, `unique` are its other
    unique columns.
    """

    table: str
    articles: str
    operations: tuple[Operation, ...] = ("INSERT", "UPDATE")
    column: str = ""
    unique: tuple[str, ...] = ()
    key: str = "id"


def _own(table: str, column: str = "article_id", unique: tuple[str, ...] = (), key: str = "id") -> Watch:
    return Watch(table, f"SELECT {{row}}.{column}", ("INSERT", "UPDATE", "DELETE"), column, unique, key)


IN_PLACE = (
    "SELECT id FROM archive_article WHERE city_id IN (SELECT id FROM archive_place WHERE id = {row}.id"
    " OR parent_id = {row}.id OR parent_id IN (SELECT id FROM archive_place WHERE parent_id = {row}.id))"
    " UNION SELECT article_id FROM archive_article_places WHERE place_id IN (SELECT id FROM archive_place"
    " WHERE id = {row}.id OR parent_id = {row}.id)"
)
WATCHES = (
    _own("archive_article", "id", unique=("public_id", "identity")),
    _own("archive_paragraph"),
    _own("archive_article_organizations"),
    _own("archive_article_places"),
    _own("archive_fingerprint", key="article_id"),  # which articles print one text
    Watch(
        "archive_organization",
        "SELECT article_id FROM archive_article_organizations WHERE organization_id = {row}.id",
    ),
    Watch("archive_source", "SELECT id FROM archive_article WHERE source_id = {row}.id"),
    Watch("archive_place", IN_PLACE),
)


def definitions(vendor: str) -> dict[str, str]:
    """The SQL that makes each trigger, by the trigger's name."""
    make, silent = {"sqlite": (_sqlite, _replacing), "postgresql": (_postgresql, _truncating)}[vendor]
    made: dict[str, str] = {}
    for watch in WATCHES:
        for operation in watch.operations:
            name = f"{PREFIX}{watch.table}_{operation.lower()}"
            made[name] = make(name, f"AFTER {operation}", watch.table, "ROW", _noting(watch, operation))
        if watch.column:
            made |= {
                name: make(name, when, watch.table, each, sql) for name, when, each, sql in silent(watch)
            }
    return made


def _noting(watch: Watch, operation: Operation) -> str:
    # A row that moves from one article to another touches both.
    rows = {"INSERT": ("NEW",), "UPDATE": ("NEW", "OLD"), "DELETE": ("OLD",)}[operation]
    return " UNION ".join(watch.articles.format(row=row) for row in rows)


def _replacing(watch: Watch) -> Iterator[tuple[str, str, str, str]]:
    """SQLite: before a row is written, the articles of those that REPLACE would delete for it."""
    equal = " OR ".join(f"{column} = NEW.{column}" for column in (watch.key, *watch.unique))
    rows = f"SELECT {watch.column} FROM {watch.table} WHERE ({equal})"  # noqa: S608  our own words
    yield f"{PREFIX}{watch.table}_replaced_insert", "BEFORE INSERT", "ROW", rows
    yield (
        f"{PREFIX}{watch.table}_replaced_update",
        "BEFORE UPDATE",
        "ROW",
        f"{rows} AND {watch.key} <> OLD.{watch.key}",
    )


def _truncating(watch: Watch) -> Iterator[tuple[str, str, str, str]]:
    rows = f"SELECT DISTINCT {watch.column} FROM {watch.table}"  # noqa: S608  our own words
    yield f"{PREFIX}{watch.table}_truncate", "BEFORE TRUNCATE", "STATEMENT", rows


def _sqlite(name: str, when: str, table: str, each: str, articles: str) -> str:
    return f"CREATE TRIGGER {name} {when} ON {table} FOR EACH {each} BEGIN {INSERT} {articles}; END"


def _postgresql(name: str, when: str, table: str, each: str, articles: str) -> str:
    body = f"BEGIN {INSERT} {articles}; RETURN NULL; END"
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$;"
        f"CREATE TRIGGER {name} {when} ON {table} FOR EACH {each} EXECUTE FUNCTION {name}()"
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
    """Asks for a full check: each article is indexed anew, and what is gone leaves the index."""
    with connection.cursor() as cursor:
        cursor.execute(f"{INSERT} SELECT {EVERY_ARTICLE} UNION SELECT id FROM archive_article")  # noqa: S608  our own words


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
