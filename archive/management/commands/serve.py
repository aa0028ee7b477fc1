"""manage.py serve"""

import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from archive import environment, serving


class Command(BaseCommand):
    help = (
        "Prepares the archive (database, founding documents, index, first account) and serves it on 127.0.0.1 at "
        "PORT (default 8000) with gunicorn and the index worker, until TERM or INT. script/server calls it."
    )
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("--no-load", action="store_true", help="do not load the founding documents")

    def handle(self, *args, no_load, **options):
        try:
            port = environment.integer("PORT", 8000, low=1, high=65535)
            serving.refuse_taken(port)
            serving.prepare(self._say, load=not no_load)
            sys.exit(serving.serve(port, self._say))
        except (serving.CannotServe, ImproperlyConfigured) as error:
            raise CommandError(str(error)) from error

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
