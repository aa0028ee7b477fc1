"""Work spread over processes of this machine, each with a database connection of its own."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from typing import TypeVar

import django
from django.db import connections

from archive.processes import die_with_parent

T = TypeVar("T")
R = TypeVar("R")


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(work: Callable[[T], R], items: Sequence[T], workers: int) -> Iterator[tuple[T, R]]:
    """Each item with its result, as they are done. One worker, or one item, needs no other process.

    On an interrupt what is under way is finished and given back before the interrupt goes on.
    """
    workers = min(workers, len(items))
    if workers <= 1:
        for item in items:
            yield item, work(item)
        return
    connections.close_all()  # a connection is never shared with a process that was forked
    with ProcessPoolExecutor(workers, _context(), _begin) as pool:
        futures = {pool.submit(work, item): item for item in items}
        yield from _results(pool, futures)


def _results(pool: ProcessPoolExecutor, futures: dict[Future[R], T]) -> Iterator[tuple[T, R]]:
    given = set()
    try:
        for future in as_completed(futures):
            yield futures[future], future.result()
            given.add(future)
    except BaseException as reason:
        pool.shutdown(wait=True, cancel_futures=True)
        if isinstance(reason, KeyboardInterrupt):
            for future in futures.keys() - given:
                if not future.cancelled() and not future.exception():
                    yield futures[future], future.result()
        raise


def _context() -> multiprocessing.context.BaseContext:
    """Forked processes share the dictionary that is loaded; only Linux forks safely under every library."""
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


def _begin() -> None:
    """The parent alone heeds the terminal's interrupt, and no process outlives it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    die_with_parent(signal.SIGKILL)
    django.setup()
