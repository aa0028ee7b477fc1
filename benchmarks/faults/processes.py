"""Processes that run a command and can be killed at any moment."""

from __future__ import annotations

import os
import signal
import time
import traceback
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from archive.processes import die_with_parent


class Process:
    """A forked process that runs one function. Its output goes to a log beside the data."""

    def __init__(self, work: Callable[[], Any]) -> None:
        connections.close_all()  # a connection is never shared
        self.pid = os.fork()
        if self.pid == 0:
            _run(work)

    def kill(self) -> int:
        os.kill(self.pid, signal.SIGKILL)
        return self.wait()

    def stop(self) -> int:
        os.kill(self.pid, signal.SIGTERM)
        return self.wait()

    def wait(self) -> int:
        """The exit code, negative for the signal that ended it."""
        _, status = os.waitpid(self.pid, 0)
        return os.waitstatus_to_exitcode(status)

    def kill_after(self, seconds: float) -> bool:
        """Kills it then; False when it had ended before."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            ended, status = os.waitpid(self.pid, os.WNOHANG)
            if ended:
                assert os.waitstatus_to_exitcode(status) == 0, f"it failed by itself; see {log_path()}"
                return False
            time.sleep(0.001)
        return self.kill() == -signal.SIGKILL


def command(name: str, *arguments: Any, **options: Any) -> Process:
    return Process(lambda: call_command(name, *map(str, arguments), **options))


def log_path() -> Any:
    return settings.DATA_DIR / "faults.log"


def _run(work: Callable[[], Any]) -> None:
    """Never returns."""
    code = 1
    try:
        os.setsid()
        die_with_parent(signal.SIGKILL)
        log = os.open(log_path(), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(log, 1)
        os.dup2(log, 2)
        work()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)
