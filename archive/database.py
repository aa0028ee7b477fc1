"""Brings the database up to date, whoever comes first."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from archive.locks import exclusive


def migrate() -> None:
    """Runs pending migrations under a lock, and in any case what follows each migration: places and groups are
    completed, triggers of another version replaced."""
    with exclusive(settings.DATA_DIR / "migrate.lock"):
        call_command("migrate", verbosity=0, interactive=False)


def migrate_if_needed() -> None:
    """As `migrate`, but does nothing when no migration is pending: for commands that must start fast."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        migrate()


def sync() -> None:
    """What was read from the database is on disk when this returns, so that a power cut cannot take it back from under
    an index that holds it. PostgreSQL sees to that at each commit."""
    log = Path(f"{connection.settings_dict['NAME']}-wal")
    if connection.vendor == "sqlite" and log.exists():
        with log.open("rb") as file:
            os.fsync(file.fileno())


class Turns:
    """For a writer that writes again and again: where others write too, it leaves them as long as it took itself.

    SQLite lets nobody wait in line: who finds the database locked looks again later, and would find it locked by the
    next of a thousand writes. PostgreSQL locks rows, so there it makes no difference and no pause.
    """

    MEMORY = 1.0  # seconds that a write of another is remembered
    LONGEST = 0.2  # seconds of one pause

    def __init__(self) -> None:
        self._version = 0
        self._met = float("-inf")

    @contextmanager
    def turn(self) -> Iterator[None]:
        begun = time.monotonic()
        yield
        if connection.vendor == "sqlite":
            self._look()
            if (now := time.monotonic()) - self._met < self.MEMORY:
                time.sleep(min(self.LONGEST, now - begun))

    def _look(self) -> None:
        """SQLite's number changes when another connection has written."""
        with connection.cursor() as cursor:
            (version,) = cursor.execute("PRAGMA data_version").fetchone()
        if self._version not in (0, version):
            self._met = time.monotonic()
        self._version = version
