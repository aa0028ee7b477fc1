"""manage.py load_articles"""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.database import migrate_if_needed
from archive.loading import Report, load_paths
from archive.processes import cores, count
from archive.progress import bar


class Command(BaseCommand):
    help = (
        "Loads documents into the archive: text and HTML files, directories, archives, JSON Lines, or - for "
        "standard input. Safe to repeat: a record that is already there is left as it is. A bad document is named "
        "with file, line and remedy and skipped; the rest goes on. Exit code 0 when all were loaded, 1 when any "
        "was skipped."
    )
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, a directory, an archive, or -")
        parser.add_argument("--dry-run", action="store_true", help="read and describe, store nothing")
        parser.add_argument(
            "--workers",
            type=count,
            default=cores(),
            metavar="N",
            help="processes that describe beside each other (default: one for each core; 0 or 1: this one alone)",
        )
        parser.add_argument("--report", metavar="FILE", help="write the report as JSON to FILE")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def handle(self, *, paths, dry_run, workers, report, json: bool, **options):
        migrate_if_needed()
        if report:
            _write(report, "")  # said before a long load rather than after it, when it cannot be written
        result = load_paths(paths, dry_run=dry_run, progress=bar(), workers=workers)
        if report:
            _write(report, _dumped(result))
        if json:
            self.stdout.write(_dumped(result))
        else:
            self._tell(result)
        if result.errors:
            sys.exit(1)

    def _tell(self, result: Report) -> None:
        for error in result.errors:
            self.stderr.write(self.style.ERROR(str(error)))
        counts = result.counts
        self.stdout.write(
            _("新增 %(created)d，更新 %(updated)d，未变 %(unchanged)d，失败 %(failed)d") % counts
        )
        if result.dry_run:
            self.stdout.write(_("试运行：什么也没有存。"))
        if result.errors:
            failed = counts["failed"]
            self.stderr.write(ngettext("%d 份没有装入，见上。", "%d 份没有装入，见上。", failed) % failed)


def _dumped(result: Report) -> str:
    return json.dumps(result.as_json(), ensure_ascii=False, indent=2)


def _write(report: str, text: str) -> None:
    try:
        Path(report).write_text(text, encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{report}: {error.strerror} → choose another file for --report") from error
