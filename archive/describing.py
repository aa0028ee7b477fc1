"""Describes documents in processes of their own, a few ahead of the one that stores them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from types import TracebackType

from archive.ingest.pipeline import process
from archive.ingest.records import BadInput, Document, RawRecord, Veto
from archive.processes import pool

FEW = 16  # documents that are described here, before it is worth while to start processes
AHEAD = 4  # documents for each process that are begun and not stored yet, which bounds memory


class Stumbled(Exception):
    """A stage failed over a document in another process. Written as the error was, which may not travel itself."""

    def __repr__(self) -> str:
        return str(self)


class Describer:
    """A pool of so many processes, started when there is enough to do; with one, all is done here."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._begun = 0
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Describer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    @property
    def ahead(self) -> int:
        """How many documents may be under way at once; none when they are described here."""
        return AHEAD * self._workers if self._pool else 0

    def begin(self, record: RawRecord, vetoes: Iterable[Veto]) -> Callable[[], Document]:
        """Begins with a document; to be called for it, and for what went wrong with it."""
        self._begun += 1
        if self._workers <= 1 or self._begun <= FEW:
            return partial(process, record, vetoes)
        self._pool = self._pool or pool(self._workers)
        return self._pool.submit(_process, record, tuple(vetoes)).result


def _process(record: RawRecord, vetoes: Iterable[Veto]) -> Document:
    try:
        return process(record, vetoes)
    except BadInput:
        raise
    except Exception as error:
        raise Stumbled(repr(error)) from error
