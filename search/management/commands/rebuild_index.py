"""manage.py rebuild_index, in place of Haystack's: never prompts, and readers never see less."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from archive.database import migrate_if_needed
from archive.models import Article
from archive.progress import bar
from search.indexing import is_needed, rebuild
from search.management.options import add_haystack_options


class Command(BaseCommand):
    help = (
        "Builds the whole index beside the current one and swaps: searches go on all the while. Use it when the "
        "index is missing, damaged or of another version."
    )
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-needed", action="store_true", help="only when the index is missing or outdated"
        )
        parser.add_argument(
            "--noinput", "--no-input", action="store_true", help="accepted; nothing is ever asked"
        )
        add_haystack_options(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        migrate_if_needed()
        if options["if_needed"] and not is_needed():
            self.stdout.write("The index is up to date with this version.")
            return
        total = rebuild(bar(Article.objects.published().count()))
        self.stdout.write(f"Indexed {total} articles.")
