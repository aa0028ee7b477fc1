"""Loads paths into the archive: reads, processes and stores one record after the other, and keeps count."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import DatabaseError, DataError, IntegrityError
from django.utils import timezone

from archive.ingest.pipeline import process
from archive.ingest.readers import read_paths
from archive.ingest.records import BadInput, Document, RawRecord
from archive.ingest.store import Outcome, VetoesChangedError, foresee, store, vetoes
from archive.models import Load

logger = logging.getLogger(__name__)


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
    return load_records(
        read_paths(paths, max_bytes=settings.MAX_DOCUMENT_BYTES), paths, dry_run=dry_run, progress=progress
    )


def load_records(
    records: Iterable[RawRecord | BadInput],
    paths: list[str],
    *,
    dry_run: bool = False,
    progress: Progress = iter,
) -> Report:
    """As `load_paths`, of records that were read from `paths`."""
    report = Report(dry_run)
    run = None if dry_run else Load.objects.create(paths=[_storable(path) for path in paths])
    try:
        for record in progress(records):
            _load_one(record, run, report)
        if run:
            run.finished_at = timezone.now()
    finally:
        if run:
            run.counts = dict(report.counts)
            run.save()
    return report


def _storable(path: str) -> str:
    """File names that are not UTF-8 come with lone surrogates, which no database takes."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _load_one(record: RawRecord | BadInput, run: Load | None, report: Report) -> None:
    if isinstance(record, BadInput):
        report.failed(record)
        return
    try:
        outcome = _outcome(record, run)
    except BadInput as error:
        report.failed(error)
    except DatabaseError as error:
        if not isinstance(error, IntegrityError | DataError):
            raise  # the database cannot be reached or written: no record could be stored
        report.failed(_unforeseen(record, error))
    except Exception as error:  # a stage stumbled over one document: it is named, the others go on
        report.failed(_unforeseen(record, error))
    else:
        report.counts[outcome.value] += 1


def _outcome(record: RawRecord, run: Load | None) -> Outcome:
    foreseen = foresee(record)
    if foreseen is Outcome.UNCHANGED:
        return foreseen
    document = process(record, vetoes(record) if foreseen is Outcome.UPDATED else ())
    if run is None:
        return foreseen
    return _store(document, record, run)


def _store(document: Document, record: RawRecord, run: Load) -> Outcome:
    try:
        return store(document, run)
    except IntegrityError:  # on PostgreSQL, another load stored the same record or body just now: it is there
        return store(document, run)
    except VetoesChangedError:  # a curator decided something about this article just now
        return store(process(record, vetoes(record)), run)


def _unforeseen(record: RawRecord, error: Exception) -> BadInput:
    logger.exception("could not load %s, line %s", record.file, record.line)
    name = f"{record.file}!{record.member}" if record.member else record.file
    return BadInput(
        name, f"处理时出错:{error!r}", "程序有误,请附上这份文件报告;其余文件不受影响", record.line
    )
