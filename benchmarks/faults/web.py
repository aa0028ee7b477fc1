"""gunicorn as it serves the archive, without the index worker, and a visitor who can log in."""

from __future__ import annotations

import http.cookiejar
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from archive.paths import ROOT
from archive.processes import die_with_parent
from benchmarks.faults.processes import log_path

PASSWORD = "a-long-password-for-the-harness"  # of a throw-away archive


class Visitor:
    def __init__(self, port: int) -> None:
        self._base = f"http://127.0.0.1:{port}"
        self._cookies = http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._cookies))

    def get(self, path: str) -> tuple[int, str]:
        return self._ask(urllib.request.Request(self._base + path))

    def post(self, path: str, fields: dict[str, str]) -> tuple[int, str]:
        token = next((cookie.value for cookie in self._cookies if cookie.name == "csrftoken"), "")
        data = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": token}).encode()
        return self._ask(urllib.request.Request(self._base + path, data))

    def log_in(self) -> None:
        self.get("/admin/login/")
        status, page = self.post("/admin/login/?next=/admin/", {"username": "admin", "password": PASSWORD})
        assert status == 200, page[:500]
        assert "/admin/logout/" in page, "the account of the harness cannot log in"

    def save_source(self, pk: int, name: str) -> bool:
        """Saves a form of the admin as a curator would; True when that went well."""
        path = f"/admin/archive/source/{pk}/change/"
        self.get(path)
        status, page = self.post(path, {"name": name, "_continue": "1"})
        return status == 200 and name in page and "errornote" not in page

    def _ask(self, request: urllib.request.Request) -> tuple[int, str]:
        try:
            with self._opener.open(request, timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()


@contextmanager
def serving() -> Iterator[Visitor]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "PORT": str(port), "WEB_CONCURRENCY": "1"}
    arguments = ["-m", "gunicorn", "--config", str(ROOT / "gunicorn.conf.py"), "archive.wsgi"]
    with log_path().open("a") as log:
        server = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=log,
            preexec_fn=die_with_parent,
        )
    try:
        visitor = Visitor(port)
        while not _answers(visitor):
            assert server.poll() is None, f"gunicorn ended; see {log_path()}"
            time.sleep(0.1)
        visitor.log_in()
        yield visitor
    finally:
        server.terminate()
        server.wait()


def _answers(visitor: Visitor) -> bool:
    try:
        return visitor.get("/healthz")[0] == 200
    except OSError:
        return False


def is_plain(page: str) -> bool:
    """A page for people: with a heading, and nothing of the program's inside."""
    return "<h1" in page and not re.search(r"Traceback|Exception", page)
