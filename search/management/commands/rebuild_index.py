"""manage.py rebuild_index, in place of Haystack's: never prompts, and readers never see less."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.database import migrate_if_needed
from archive.progress import counting
from search.indexing import NoWayBackError, go_back, is_needed, rebuild
from search.management.options import add_haystack_options, workers


class Command(BaseCommand):
    help = (
        "Builds the whole index beside the current one and swaps: searches and saves go on all the while. Use it when "
        "the index is missing, damaged or of another version. Interrupted or killed, it goes on where it was when run "
        "again. Exit code 0 when the new index is in place; else 1, and the old one serves on."
    )
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-needed", action="store_true", help="only when the index is missing, damaged or outdated"
        )
        parser.add_argument(
            "--back",
            action="store_true",
            help="build nothing: return to the index that was current before, with all that changed since",
        )
        parser.add_argument(
            "--noinput", "--no-input", action="store_true", help="accepted; nothing is ever asked"
        )
        add_haystack_options(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        migrate_if_needed()
        try:
            self.stdout.write(_back() if options["back"] else _rebuilt(options))
        except (OSError, NoWayBackError) as error:
            raise CommandError(f"{error}. The index that was there is as it was.") from error


def _back() -> str:
    return f"The index is {go_back().name} again."


def _rebuilt(options: dict[str, Any]) -> str:
    if options["if_needed"] and not is_needed():
        return "The index is up to date with this version."
    total = rebuild(counting, workers(options))
    return f"Indexed {total} articles."
