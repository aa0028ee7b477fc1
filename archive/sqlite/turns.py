"""The line in which all who write one SQLite database wait, in whatever thread or process.

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

HEAD, URGENT, TURN = "-waiting", "-urgent", "-writing"  # locked files beside the database, named after it
PATIENCE = 0.02  # seconds in which others may go before who waits: they run, and it has yet to wake up


class TurnTimeout(Exception):
    """The turn did not come in time."""


class Turn:
    """One connection's turn to write the database `name`.

    Who finds the turn free takes it. Others stand in line, and only the head of the line waits for the turn. Once it
    has lost its patience nobody goes before it. The system frees the locks of a process that dies, however it dies.
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
        arrived = time.monotonic()
        try:
            head, urgent, turn = (_opened(self._name + each) for each in (HEAD, URGENT, TURN))
        except OSError:
            return
        with head, urgent:
            self._held = turn
            try:
                if not (_at_once(urgent, fcntl.LOCK_SH) and _at_once(turn, fcntl.LOCK_EX)):
                    fcntl.flock(urgent, fcntl.LOCK_UN)
                    _stand_in_line(head, urgent, turn, arrived, arrived + self._seconds)
            except BaseException:
                self.leave()
                raise

    def leave(self) -> None:
        """Lets the next one write."""
        if self._held:
            self._held.close()
            self._held = None


def _stand_in_line(head: BinaryIO, urgent: BinaryIO, turn: BinaryIO, arrived: float, until: float) -> None:
    _wait(_locking(head), until)
    waiting = _locking(turn)
    waiting.join(max(0.0, arrived + PATIENCE - time.monotonic()))
    if waiting.is_alive():
        _wait(_locking(urgent), until)
    _wait(waiting, until)


def _opened(path: str) -> BinaryIO:
    return Path(path).open("ab")


def _at_once(file: BinaryIO, kind: int) -> bool:
    """Locks a file if nobody has to be waited for."""
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _locking(file: BinaryIO) -> threading.Thread:
    """A thread that waits for the lock of a file, since the system knows no wait of bounded length."""
    waiting = threading.Thread(target=_lock, args=(os.dup(file.fileno()),), daemon=True)
    waiting.start()
    return waiting


def _wait(waiting: threading.Thread, until: float) -> None:
    waiting.join(max(0.0, until - time.monotonic()))
    if waiting.is_alive():
        raise TurnTimeout


def _lock(descriptor: int) -> None:
    """Waits by a descriptor of its own. Once that is closed the lock is the file's, or is gone where the file was
    closed meanwhile."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    finally:
        os.close(descriptor)
