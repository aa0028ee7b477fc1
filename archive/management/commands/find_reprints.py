"""manage.py find_reprints"""

import json

from django.core.management.base import BaseCommand
from django.db.models import Count
from django.utils.translation import gettext as _

from archive.database import migrate_if_needed
from archive.models import Article, Fingerprint, Reprint
from archive.progress import bar
from archive.reprints import find_again


class Command(BaseCommand):
    help = (
        "Finds all reprints of the archive anew: after an upgrade that finds them in another way, or for articles that "
        "were loaded before reprints were. What curators decided stays. Safe to repeat and to kill; loading finds the "
        "reprints of what it loads by itself."
    )
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="print what was found as JSON")

    def handle(self, *, json: bool, **options):
        migrate_if_needed()
        find_again(bar())
        counts = _counts()
        if json:
            self.stdout.write(_dumped(counts))
            return
        self.stdout.write(
            _("%(articles)d 篇文章：%(groups)d 组同文，共 %(grouped)d 篇。") % counts
            + _("节录 %(excerpt)d 对，同一格式而所记不同 %(same_form)d 对。") % counts
        )


def _counts() -> dict[str, int]:
    kinds = dict(Reprint.objects.order_by().values_list("kind").annotate(Count("pk")))
    grouped = Fingerprint.objects.exclude(group=None)
    return {
        "articles": Article.objects.count(),
        "groups": grouped.values("group").distinct().count(),
        "grouped": grouped.count(),
        **{kind: kinds.get(kind, 0) for kind in Reprint.Kind.values},
        "decided": Reprint.objects.decided().count(),
    }


def _dumped(counts: dict[str, int]) -> str:
    return json.dumps(counts, indent=2)
