"""One made-up archive on disk, and the sides over it. What is kept from an earlier run is used again."""

from __future__ import annotations

import json
from collections import deque
from functools import cached_property
from importlib import import_module
from pathlib import Path

from django.core.management import call_command

from benchmarks import filling
from benchmarks.finding import documents
from benchmarks.finding.sides import Peer
from benchmarks.measure import cpu_s

SIDES = {
    "tantivy": "benchmarks.finding.sides.tantivy_side:TantivySide",
    "fts5": "benchmarks.finding.sides.fts5:Fts5Side",
    "xapian": "benchmarks.finding.sides.xapian_side:XapianSide",
    "plain": "benchmarks.finding.sides.plain:PlainSide",
}


class Archive:
    def __init__(self, folder: Path, articles: int) -> None:
        self.folder, self.articles = folder, articles

    def prepare(self) -> None:
        """Fills the database, unless it is filled."""
        filled = self.folder / "filled"
        if not filled.exists():
            filling.fill(self.articles)
            filled.touch()
        call_command("migrate", verbosity=0)

    def index(self) -> None:
        """Our index holds all that the database does."""
        call_command("index_worker", once=True)

    @cached_property
    def documents(self) -> Path:
        path = self.folder / "documents.jsonl"
        if not path.exists():
            unfinished = path.with_suffix(".new")
            documents.write(unfinished)
            unfinished.rename(path)
        return path

    @cached_property
    def reading_s(self) -> float:
        """CPU of reading the documents' file, which no side is to be charged with."""
        return cpu_s(lambda: deque(documents.read(self.documents), maxlen=0))

    def side_folder(self, name: str) -> Path:
        return self.folder / name

    def side(self, name: str) -> Peer:
        """A peer with its index built. Raises ImportError where what it needs is not installed."""
        module, _, kind = SIDES[name].partition(":")
        side: Peer = getattr(import_module(module), kind)(self.side_folder(name))
        if not self._built(name).exists():
            seconds = cpu_s(lambda: side.build(documents.read(self.documents))) - self.reading_s
            self._built(name).write_text(json.dumps(seconds))
        return side

    def indexing_s(self, name: str) -> float:
        """CPU that building a side's index took."""
        self.side(name)
        seconds: float = json.loads(self._built(name).read_text())
        return seconds

    def _built(self, name: str) -> Path:
        return self.folder / f"{name}.built"


def absence(name: str) -> str:
    """Why a peer cannot take part; empty when it can."""
    try:
        import_module(SIDES[name].partition(":")[0])
    except ImportError as error:
        return str(error)
    return ""
