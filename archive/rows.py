"""Rows written in one statement, without an object for each: making those took most of the time of a load."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model


def insert(model: type[Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Writes rows of a model's fields; a foreign key is given as a key. What is not named must have a default in the
    database, and no signal is sent."""
    fields = [model._meta.get_field(name) for name in names]
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    values = [
        [field.get_db_prep_save(value, connection) for field, value in zip(fields, row, strict=True)]
        for row in rows
    ]
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {quoted(model._meta.db_table)} ({columns}) VALUES ({places})",  # noqa: S608  our own names
                values,
            )
