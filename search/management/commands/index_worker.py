"""manage.py index_worker"""

from __future__ import annotations

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.locks import LockHeldError
from search.engine.errors import IndexUnavailable
from search.outbox import worker


class Command(BaseCommand):
    help = (
        "Keeps the index equal to the database: takes what changed from the outbox and indexes it, until TERM or "
        "INT. One worker runs at a time; script/server starts it, and again when it dies. Exit code 1 when another "
        "one runs, or when --once could not bring the index up to date."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="stop as soon as the outbox is empty")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        if not options["once"]:  # else TERM simply ends it: what is not settled stays in the outbox
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: stop.set())
        try:
            worker.run(stop, once=options["once"])
        except LockHeldError as error:
            raise CommandError(f"Another index worker is running ({error}).") from error
        except (OSError, IndexUnavailable) as error:
            raise CommandError(f"The index cannot be brought up to date: {error}") from error
