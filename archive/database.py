"""Brings the database up to date, whoever comes first."""

import os
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
