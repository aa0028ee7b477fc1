"""Brings the database up to date, whoever comes first."""

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from archive.locks import exclusive


def migrate_if_needed() -> bool:
    """Runs pending migrations under a lock; true when there were any."""
    with exclusive(settings.DATA_DIR / "migrate.lock"):
        executor = MigrationExecutor(connection)
        pending = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        if pending:
            call_command("migrate", verbosity=0, interactive=False)
        return pending
