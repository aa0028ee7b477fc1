"""manage.py check_index"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.database import migrate_if_needed
from archive.progress import counting
from search import indexing
from search.engine.errors import IndexUnavailable
from search.indexing import Drift
from search.indexing.pool import cores
from search.outbox.models import OutboxRow


class Command(BaseCommand):
    help = (
        "Compares the index with the database, keys and content, and lists what differs. What waits in the outbox "
        "differs until the worker has indexed it. --repair brings the index to the database's state, whatever it is "
        "in: what waits or differs is indexed, a missing, damaged or outdated index is built anew. Exit code 0 when "
        "the index equals the database or was repaired, 1 when it differs or could not be repaired."
    )
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--repair", action="store_true", help="repair what differs")
        parser.add_argument("--json", action="store_true", help="print the findings as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        migrate_if_needed()
        problem, drift = _examine()
        if options["repair"] and (problem or drift):
            _repair(problem)
        repaired = bool(options["repair"] and (problem or drift)) and not any(_examine())
        self._tell(problem, drift, repaired, as_json=options["json"])
        if (problem or drift) and not repaired:
            sys.exit(1)

    def _tell(self, problem: str | None, drift: Drift, repaired: bool, *, as_json: bool) -> None:
        if as_json:
            findings = {"problem": problem, **asdict(drift), "waiting": OutboxRow.objects.count()}
            findings["words_changed"] = _words_changed()
            self.stdout.write(json.dumps({"ok": not (problem or drift), "repaired": repaired, **findings}))
            return
        if problem:
            self.stderr.write(problem)
        for name, keys in asdict(drift).items():
            for key in keys:
                self.stderr.write(f"{name}: {key}")
        state = "was repaired" if repaired else "differs" if problem or drift else "equals the database"
        self.stdout.write(f"The index {state}; {OutboxRow.objects.count()} changes wait in the outbox.")
        if _words_changed():
            self.stdout.write(
                "The archive's own words changed since it was built: rebuild_index cuts by the new ones."
            )


def _examine() -> tuple[str | None, Drift]:
    try:
        return None, indexing.check(counting)
    except IndexUnavailable as error:
        return f"{error} (remedy: {error.remedy})", Drift()


def _words_changed() -> bool | None:
    """No difference from the database: what is indexed can be found. None where there is no index."""
    try:
        return indexing.words_have_changed()
    except IndexUnavailable:
        return None


def _repair(problem: str | None) -> None:
    try:
        if problem or not _settled():
            indexing.rebuild(counting, cores())
            _settled()
    except (OSError, IndexUnavailable) as error:
        raise CommandError(f"The index cannot be repaired: {error}") from error


def _settled() -> bool:
    """Indexes what waits and what differs. False when the index can be read and yet not be written to."""
    try:
        indexing.drain_all()
        indexing.repair(indexing.check(counting))
    except IndexUnavailable:
        return False
    return True
