"""Brings the database up to date, whoever comes first."""

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
