"""Loads paths into the archive: reads records, has them described, stores one after the other, and keeps count."""

from __future__ import annotations

import logging
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NoReturn

from django.conf import settings
from django.db import DatabaseError, DataError, IntegrityError
from django.utils import timezone

from archive.describing import Describer
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


def load_paths(
    paths: list[str], *, dry_run: bool = False, progress: Progress = iter, workers: int = 1
) -> Report:
    """Loads every record that can be read; a bad one is reported and the rest goes on.

    Safe to repeat and safe to kill: each record is stored in a transaction of its own.
    """
    records = read_paths(paths, max_bytes=settings.MAX_DOCUMENT_BYTES)
    return load_records(records, paths, dry_run=dry_run, progress=progress, workers=workers)


def load_records(
    records: Iterable[RawRecord | BadInput],
    paths: list[str],
    *,
    dry_run: bool = False,
    progress: Progress = iter,
    workers: int = 1,
) -> Report:
    """As `load_paths`, of records that were read from `paths`."""
    report = Report(dry_run)
    run = None if dry_run else Load.objects.create(paths=[_storable(path) for path in paths])
    try:
        with Describer(workers) as describer:
            for begun in _begun(progress(records), run, describer):
                _finish(begun, report)
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


@dataclass(frozen=True)
class _Begun:
    """A record under way: `finish` waits until it is described and stores it, or raises what went wrong."""

    record: RawRecord | BadInput
    finish: Callable[[], Outcome]


def _begun(
    records: Iterable[RawRecord | BadInput], run: Load | None, describer: Describer
) -> Iterator[_Begun]:
    """The records in their order, begun as far ahead as the describer allows."""
    waiting: deque[_Begun] = deque()
    for record in records:
        waiting.append(_Begun(record, _begin(record, run, describer)))
        while len(waiting) > describer.ahead:
            yield waiting.popleft()
    yield from waiting


def _begin(record: RawRecord | BadInput, run: Load | None, describer: Describer) -> Callable[[], Outcome]:
    if isinstance(record, BadInput):
        return partial(_raise, record)
    try:
        foreseen = foresee(record)
        if foreseen is Outcome.UNCHANGED:
            return lambda: foreseen
        document = describer.begin(record, vetoes(record) if foreseen is Outcome.UPDATED else ())
    except Exception as error:  # told in its place
        return partial(_raise, error)
    return partial(_store_described, document, foreseen, run)


def _raise(error: Exception) -> NoReturn:
    raise error


def _finish(begun: _Begun, report: Report) -> None:
    try:
        outcome = begun.finish()
    except BadInput as error:
        report.failed(error)
    except Exception as error:  # a stage stumbled over one document: it is named, the others go on
        if _stops(error) or isinstance(begun.record, BadInput):
            raise
        report.failed(_unforeseen(begun.record, error))
    else:
        report.counts[outcome.value] += 1


def _stops(error: Exception) -> bool:
    """Whether no record could be stored: the database cannot be reached or written, or the processes were killed."""
    refused = isinstance(error, IntegrityError | DataError)
    return isinstance(error, DatabaseError | BrokenExecutor) and not refused


def _store_described(document: Callable[[], Document], foreseen: Outcome, run: Load | None) -> Outcome:
    described = document()
    return _store(described, described.record, run) if run else foreseen


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
