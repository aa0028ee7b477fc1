"""The index worker: the one process that writes the index while the archive is in service."""

from __future__ import annotations

import logging
import threading

from django.conf import settings
from django.db import DatabaseError, close_old_connections

from archive.locks import exclusive
from search.engine.errors import IndexUnavailable
from search.indexing import drain, drain_singly, ensure, is_needed, rebuild

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
            ensure()
            return
        aside: set[int] = set()
        while not stop.is_set():
            settled = _step(aside)
            if settled <= 0:
                stop.wait(IDLE if settled == 0 else PAUSE)


def _step(aside: set[int]) -> int:
    """How many rows one step settled; -1 when it failed. Articles that cannot be indexed join `aside`."""
    close_old_connections()
    try:
        if is_needed():
            log.warning("The index is missing, damaged or outdated: building it anew.")
            rebuild()
        return _drain(aside)
    except (DatabaseError, IndexUnavailable, OSError):
        log.exception("Indexing failed; trying again in %d seconds.", PAUSE)
        return -1


def _drain(aside: set[int]) -> int:
    try:
        return drain(aside)
    except (DatabaseError, IndexUnavailable, OSError):
        raise
    except Exception:
        log.exception("A batch cannot be indexed; trying its articles one by one.")
        return drain_singly(aside)
