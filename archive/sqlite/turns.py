"""The line in which all who write one SQLite database wait, in whatever thread or process: first come, first served.

SQLite itself lets nobody wait in line: who finds the database locked looks again later, and may find it locked by
others for seconds. The line decides who asks next, and only that: what is right is still SQLite's own lock.
"""

from __future__ import annotations

import fcntl
import os
import threading
import time
from pathlib import Path
from typing import BinaryIO

HEAD, TURN = "-waiting", "-writing"  # the two files that are locked, beside the database and named after it


class TurnTimeout(Exception):
    """The turn did not come in time."""


class Turn:
    """One connection's turn to write the database `name`.

    Only the head of the line waits for the turn, so that who has just written cannot write again before the head
    wakes up. The system frees the locks of a process that dies, however it dies.
    """

    def __init__(self, name: str, seconds: float) -> None:
        self._name, self._seconds = name, seconds
        self._held: BinaryIO | None = None

    def take(self) -> None:
        """Waits for the turn, unless it is held. Raises TurnTimeout when it does not come.

        Does nothing where no file can be made: there SQLite says what is wrong.
        """
        if self._held or not self._name:
            return
        until = time.monotonic() + self._seconds
        try:
            head, turn = _opened(self._name + HEAD), _opened(self._name + TURN)
        except OSError:
            return
        with head:
            self._held = turn
            try:
                _lock(head, until)
                _lock(turn, until)
            except BaseException:
                self.leave()
                raise

    def leave(self) -> None:
        """Lets the next one write."""
        if self._held:
            self._held.close()
            self._held = None


def _opened(path: str) -> BinaryIO:
    return Path(path).open("ab")


def _lock(file: BinaryIO, until: float) -> None:
    """Locks a file until it is closed. A thread waits for it, since the system knows no wait of bounded length."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        waiting = threading.Thread(target=_wait, args=(os.dup(file.fileno()),), daemon=True)
        waiting.start()
        waiting.join(until - time.monotonic())
        if waiting.is_alive():
            raise TurnTimeout(file.name) from None


def _wait(descriptor: int) -> None:
    """Waits for the lock of an open file by a descriptor of its own. Once that is closed the lock is the file's, or
    is gone where the file was closed meanwhile."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    finally:
        os.close(descriptor)
