"""The archive as it is served: gunicorn over this process's data directory, on a free port."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from types import TracebackType
from urllib.request import urlopen

from django.core.management import call_command

from archive.paths import ROOT
from benchmarks.measure import PROC

PATIENCE = 60.0  # seconds for the server to come up


class Server:
    def __init__(self, workers: int) -> None:
        self._workers = workers
        self.port = _free_port()

    def __enter__(self) -> Server:
        call_command("collectstatic", interactive=False, verbosity=0)
        configured = ["--config", str(ROOT / "gunicorn.conf.py"), "--log-level", "warning"]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", *configured, "archive.wsgi"],
            cwd=ROOT,
            env={**os.environ, "PORT": str(self.port), "WEB_CONCURRENCY": str(self._workers)},
        )
        try:
            self._wait()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait()

    def get(self, path: str) -> bytes:
        """Raises HTTPError for anything but a page."""
        with urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=PATIENCE) as answer:
            content: bytes = answer.read()
        return content

    @property
    def workers(self) -> list[int]:
        """Their process ids."""
        main = str(self._process.pid)
        return list(map(int, (PROC / main / "task" / main / "children").read_text().split()))

    def _wait(self) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self._process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0 and len(self.workers) == self._workers:
                    return
            time.sleep(0.1)
        raise RuntimeError("the server did not come up")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
