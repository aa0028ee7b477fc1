"""manage.py update_index, in place of Haystack's."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from haystack import connections

from archive.database import migrate_if_needed
from archive.models import Article
from archive.progress import counting
from search import indexing
from search.engine.errors import IndexUnavailable
from search.management.options import add_haystack_options, workers


class Command(BaseCommand):
    help = (
        "Indexes published articles anew in the current index, all or those of a time, and empties the outbox; a "
        "missing, damaged or outdated index is built anew. For daily work the index worker suffices; use this where "
        "articles changed while no trigger saw it. Exit code 0 when all of them are indexed."
    )
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("app_label", nargs="*", help="accepted; articles are what is indexed")
        parser.add_argument("-a", "--age", type=int, help="only articles changed in the last AGE hours")
        parser.add_argument("-s", "--start", metavar="DATE", help="only articles changed since DATE (ISO)")
        parser.add_argument("-e", "--end", metavar="DATE", help="only articles changed until DATE (ISO)")
        parser.add_argument(
            "-r",
            "--remove",
            action="store_true",
            help="also compare the whole index with the database, remove what is not published, repair what differs",
        )
        add_haystack_options(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        migrate_if_needed()
        try:
            total = _update(options)
        except (OSError, IndexUnavailable) as error:
            raise CommandError(f"The index cannot be written: {error}") from error
        self.stdout.write(f"Indexed {total} articles.")


def _update(options: dict[str, Any]) -> int:
    if indexing.is_needed():
        total = indexing.rebuild(counting, workers(options))
    else:
        total = indexing.refresh(_chosen(options), counting)
    indexing.drain_all()
    if options["remove"]:
        indexing.repair(indexing.check(counting))
    return total


def _chosen(options: dict[str, Any]) -> QuerySet[Article]:
    index = connections["default"].get_unified_index().get_index(Article)
    articles: QuerySet[Article] = index.index_queryset()
    if options["age"] is not None:
        articles = articles.filter(updated_at__gte=timezone.now() - dt.timedelta(hours=options["age"]))
    if options["start"]:
        articles = articles.filter(updated_at__gte=_moment(options["start"]))
    if options["end"]:
        articles = articles.filter(updated_at__lte=_moment(options["end"]))
    return articles


def _moment(value: str) -> dt.datetime:
    day = parse_date(value)
    moment = parse_datetime(value) if day is None else dt.datetime.combine(day, dt.time())
    if moment is None:
        raise CommandError(f"{value!r} is not a date: write 2022-04-25 or 2022-04-25T12:00.")
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
