"""The backend that settings name: a writer takes its turn before it asks SQLite for the write lock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.db.backends.sqlite3 import base

from archive.sqlite.turns import Turn, TurnTimeout

WRITES = ("BEGIN", "INSERT", "UPDATE", "DELETE", "REPLACE")


class Cursor(base.SQLiteCursorWrapper):
    """Waits for the turn before the statement that begins a transaction, be it BEGIN or a write on its own."""

    def __init__(self, connection: Any, turn: Turn) -> None:
        super().__init__(connection)
        self._turn = turn

    def execute(self, query: str, params: Any = None) -> Any:
        with self._in_turn(query):
            return super().execute(query, params)

    def executemany(self, query: str, param_list: Iterable[Any]) -> Any:
        with self._in_turn(query):
            return super().executemany(query, param_list)

    @contextmanager
    def _in_turn(self, query: str) -> Iterator[None]:
        if not self.connection.in_transaction and query.lstrip()[:7].upper().startswith(WRITES):
            self._take()
        try:
            yield
        finally:
            if not self.connection.in_transaction:
                self._turn.leave()

    def _take(self) -> None:
        try:
            self._turn.take()
        except TurnTimeout as error:
            raise base.Database.OperationalError("database is locked") from error


class DatabaseWrapper(base.DatabaseWrapper):
    """The turn lasts as long as the transaction: until it is committed, rolled back, or its connection is closed."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._turn = Turn("", 0.0)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        name = "" if self.is_in_memory_db() else str(conn_params["database"])
        self._turn = Turn(name, conn_params.get("timeout", 5.0))
        return super().get_new_connection(conn_params)

    def create_cursor(self, name: str | None = None) -> Any:
        return self.connection.cursor(factory=partial(Cursor, turn=self._turn))

    def _commit(self) -> None:
        super()._commit()
        self._turn.leave()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self._turn.leave()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            self._turn.leave()
