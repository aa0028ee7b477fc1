"""Loads paths into the archive: reads, processes and stores one record after the other, and keeps count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils import timezone

from archive.ingest.pipeline import process
from archive.ingest.readers import read_paths
from archive.ingest.records import BadInput, RawRecord
from archive.ingest.store import foresee, store
from archive.models import Load


@dataclass
class Report:
    """What a load did. `counts` has created, updated, unchanged, failed; each error names file, line, remedy."""

    dry_run: bool = False
    counts: Counter[str] = field(default_factory=lambda: Counter(created=0, updated=0, unchanged=0, failed=0))
    errors: list[BadInput] = field(default_factory=list)

    def failed(self, error: BadInput) -> None:
        self.counts["failed"] += 1
        self.errors.append(error)

    def as_json(self) -> dict[str, Any]:
        return {
            "dry_run": self.dry_run,
            **self.counts,
            "errors": [error.as_json() for error in self.errors],
        }


Progress = Callable[[Iterable[RawRecord | BadInput]], Iterable[RawRecord | BadInput]]


def load_paths(paths: list[str], *, dry_run: bool = False, progress: Progress = iter) -> Report:
    """Loads every record that can be read; a bad one is reported and the rest goes on.

    Safe to repeat and safe to kill: each record is stored in a transaction of its own.
    """
    report = Report(dry_run)
    run = None if dry_run else Load.objects.create(paths=paths)
    try:
        for record in progress(_records(paths)):
            _load_one(record, run, report)
    finally:
        if run:
            run.counts, run.finished_at = dict(report.counts), timezone.now()
            run.save()
    return report


def _records(paths: list[str]) -> Iterator[RawRecord | BadInput]:
    return read_paths(paths, max_bytes=settings.MAX_DOCUMENT_BYTES)


def _load_one(record: RawRecord | BadInput, run: Load | None, report: Report) -> None:
    if isinstance(record, BadInput):
        report.failed(record)
        return
    try:
        document = process(record)
    except BadInput as error:
        report.failed(error)
        return
    outcome = store(document, run) if run else foresee(document)
    report.counts[outcome.value] += 1
