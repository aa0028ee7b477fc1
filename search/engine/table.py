"""The table of contents of a generation: which segments it is made of, and which of their documents are deleted.

It is replaced in one step, so that what a batch changes becomes visible together. Segments are never changed; which of
their documents are deleted stands in a bitmap of its own, written anew at each change.
"""

from __future__ import annotations

import json
import os
import secrets
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from search.engine import container
from search.engine.container import Array, Container, State, state_of
from search.engine.errors import IndexDamaged
from search.engine.generations import replace
from search.engine.segment import SUFFIX, opened

FILE = "segments.json"
DELETIONS_SUFFIX = ".del"


@dataclass(frozen=True)
class Entry:
    """A segment of `documents` documents, of which `deleted` are deleted: those in the bitmap file `deletions`."""

    name: str
    documents: int
    deleted: int = 0
    deletions: str | None = None

    @property
    def live(self) -> int:
        return self.documents - self.deleted


@dataclass(frozen=True)
class Table:
    entries: tuple[Entry, ...] = ()

    def files(self) -> Iterator[str]:
        for entry in self.entries:
            yield entry.name
            if entry.deletions:
                yield entry.deletions


def read(generation: Path) -> Table:
    """Raises IndexDamaged where there is no whole table."""
    path = generation / FILE
    try:
        body = json.loads(path.read_text())
        entries = tuple(Entry(**entry) for entry in body["segments"])
        checksum = body["checksum"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexDamaged(f"{path} cannot be read: {error!r}") from error
    if checksum != _checksum(entries):
        raise IndexDamaged(f"{path}: its checksum does not fit")
    return Table(entries)


def state(generation: Path) -> State | None:
    """Changes whenever the table does; None where there is none."""
    try:
        return state_of(os.path.join(generation, FILE))  # noqa: PTH118 - each search asks for it
    except OSError:
        return None


def write(generation: Path, table: Table) -> None:
    body = {"checksum": _checksum(table.entries), "segments": [asdict(entry) for entry in table.entries]}
    replace(generation / FILE, json.dumps(body))


def _checksum(entries: Sequence[Entry]) -> int:
    return zlib.crc32(json.dumps([asdict(entry) for entry in entries]).encode())


def new_segment_name() -> str:
    return f"s{secrets.token_hex(8)}{SUFFIX}"


def entry_of(generation: Path, name: str) -> Entry:
    """The entry of a segment of which nothing is deleted."""
    return Entry(name, opened(generation / name).documents)


def with_deletions(generation: Path, entry: Entry, live: Array) -> Entry:
    """Writes which documents of a segment are live and names it in the entry."""
    name = f"{entry.name.removesuffix(SUFFIX)}.{secrets.token_hex(4)}{DELETIONS_SUFFIX}"
    notes: dict[str, Any] = {"documents": entry.documents}
    container.write(generation / name, {"live": np.packbits(live)}, notes)
    return Entry(entry.name, entry.documents, entry.documents - int(live.sum()), name)


def data_files(generation: Path) -> Iterator[str]:
    """The names of all segments and bitmaps that stand in a generation, named by its table or not, and of tables that
    were not finished."""
    for pattern in (f"*{SUFFIX}", f"*{DELETIONS_SUFFIX}", f"{FILE}.*"):
        yield from (path.name for path in generation.glob(pattern))


def live_documents(generation: Path, entry: Entry) -> Array | None:
    """For each document of a segment whether it is live; None where all are."""
    if entry.deletions is None:
        return None
    bits = Container.open(generation / entry.deletions).array("live")
    return np.unpackbits(bits, count=entry.documents).astype(bool)
