"""How fast raw documents become articles that are found: loaded by one command, indexed by the worker beside it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from archive.paths import ROOT
from benchmarks import corpus
from benchmarks.finding.figures import Figure

DOCUMENTS = 1000
LOOK = 0.05  # seconds between looks at what waits


def loading(documents: int = DOCUMENTS) -> Iterator[Figure]:
    """In an archive of its own, which has its index before the first document comes."""
    with tempfile.TemporaryDirectory(prefix="cunzhen-loading-") as folder:
        lines = corpus.write_raw(Path(folder, "raw.jsonl"), documents)
        archive = _Commands(Path(folder, "data"))
        archive.run("load_articles", "--dry-run", str(lines))
        archive.run("index_worker", "--once")
        seconds = archive.loaded_and_indexed(lines)
    speed = documents / seconds
    told = f"{speed:.0f} documents a second ({documents:,} in {seconds:.1f} s, start included)"
    yield Figure("loading", told, speed, 100.0, at_least=True)


class _Commands:
    """Commands over a data directory of their own."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._environment = {**os.environ, "ARCHIVE_DATA_DIR": str(data)}

    def run(self, *arguments: str) -> None:
        command = self._command(*arguments)
        subprocess.run(command, cwd=ROOT, env=self._environment, check=True, stdout=subprocess.DEVNULL)

    def loaded_and_indexed(self, lines: Path) -> float:
        """Seconds of wall clock from the start of the load until nothing waits to be indexed."""
        worker = subprocess.Popen(self._command("index_worker"), cwd=ROOT, env=self._environment)
        try:
            began = time.monotonic()
            self.run("load_articles", str(lines))
            while self._waits():
                time.sleep(LOOK)
            return time.monotonic() - began
        finally:
            worker.terminate()
            worker.wait()

    def _waits(self) -> bool:
        """Whether anything that the load wrote is not in the index yet."""
        with closing(sqlite3.connect(self._data / "archive.sqlite3")) as database:
            ((rows,),) = database.execute("SELECT count(*) FROM search_outbox")
        return bool(rows)

    def _command(self, *arguments: str) -> list[str]:
        return [sys.executable, "manage.py", *arguments]
