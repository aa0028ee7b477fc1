"""Work spread over processes of this machine, each with a database connection of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from typing import TypeVar

import django
from django.db import connections

from archive.processes import cores, pool

__all__ = ["cores", "spread"]

T = TypeVar("T")
R = TypeVar("R")


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
    with pool(workers, django.setup) as processes:
        futures = {processes.submit(work, item): item for item in items}
        yield from _results(processes, futures)


def _results(processes: ProcessPoolExecutor, futures: dict[Future[R], T]) -> Iterator[tuple[T, R]]:
    given = set()
    try:
        for future in as_completed(futures):
            yield futures[future], future.result()
            given.add(future)
    except BaseException as reason:
        processes.shutdown(wait=True, cancel_futures=True)
        if isinstance(reason, KeyboardInterrupt):
            for future in futures.keys() - given:
                if not future.cancelled() and not future.exception():
                    yield futures[future], future.result()
        raise
