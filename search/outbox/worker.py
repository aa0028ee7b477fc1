"""The index worker: the one process that writes the index while the archive is in service."""

from __future__ import annotations

import logging
import threading
from contextlib import nullcontext

from django.conf import settings
from django.db import close_old_connections

from archive import memory
from archive.locks import exclusive
from search.indexing import drain, ensure, is_needed, rebuild
from search.indexing.draining import PASSING
from search.indexing.pool import cores
from search.indexing.progress import Progress

log = logging.getLogger(__name__)
IDLE = 0.25  # seconds between looks at an empty outbox
PAUSE = 5.0  # seconds after a failure


def run(stop: threading.Event, *, once: bool = False) -> None:
    """Drains the outbox until told to stop. Raises LockHeldError when another worker runs.

    A failure is logged and tried again: the rows stay in the outbox until they are in the index. With `once` it ends
    when the index holds all that is committed, and a failure is raised.
    """
    with exclusive(settings.DATA_DIR / "index_worker.lock", wait=False):
        if once:
            ensure(workers=cores())
            return
        aside: set[int] = set()
        at_work = False
        while not stop.is_set():
            settled = _step(aside, stop)
            if settled > 0 and not at_work:
                memory.settle()  # the first article has loaded what all others need
                at_work = True
            if settled <= 0:
                stop.wait(IDLE if settled == 0 else PAUSE)


def _step(aside: set[int], stop: threading.Event) -> int:
    """How many rows one step settled; -1 when it failed. Articles that cannot be indexed join `aside`."""
    close_old_connections()
    try:
        if is_needed():
            log.warning("The index is missing, damaged or outdated: building it anew.")
            rebuild(_until(stop), cores())
        return drain(aside)
    except PASSING:
        log.exception("Indexing failed; trying again in %d seconds.", PAUSE)
        return -1
    except KeyboardInterrupt:
        if not stop.is_set():
            raise
        log.info("Told to stop while the index was built; the next start goes on with it.")
        return 0


def _until(stop: threading.Event) -> Progress:
    """Interrupts a rebuild between two portions once the worker is told to stop."""

    def advance(_articles: int) -> None:
        if stop.is_set():
            raise KeyboardInterrupt

    return lambda _total: nullcontext(advance)
