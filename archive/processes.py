"""Child processes that end with their parent, one or a pool of them."""

from __future__ import annotations

import argparse
import ctypes
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

NICENESS = 10  # work in bulk gives way to those who wait for a page or for what they save


def die_with_parent(number: signal.Signals = signal.SIGTERM, parent: int | None = None) -> None:
    """Called in a child. On Linux it gets this signal when its parent is killed, so that nothing stays behind; at once, if
    `parent` is the process that started it and that is gone already."""
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, number)
        if parent is not None and os.getppid() != parent:
            os.kill(os.getpid(), number)


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def count(text: str) -> int:
    """A number of processes as a command's option gives it."""
    if not text.isdecimal() or int(text) > 1024:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of processes")
    return int(text)


def pool(workers: int, begin: Callable[[], object] | None = None) -> ProcessPoolExecutor:
    """Processes for work that is handed to them; each calls `begin` first. None outlives this process.

    Forked processes share the dictionaries that are loaded; only Linux forks safely under every library.
    """
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    return ProcessPoolExecutor(workers, context, _begin, (os.getpid(), begin))


def _begin(parent: int, begin: Callable[[], object] | None) -> None:
    """The parent alone heeds the terminal's interrupt, and no process outlives it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    die_with_parent(signal.SIGKILL, parent)
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    if begin:
        begin()
