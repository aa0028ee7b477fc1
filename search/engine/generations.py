"""Where an index stands: generation directories and the pointer that names the current one.

A generation is built beside the current one, synced to disk, and then named by replacing the pointer in one
step, so that readers see the old index or the new one and never a part of either.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from archive.locks import exclusive
from search.engine.errors import IndexDamaged, IndexMissing, IndexOutdated

POINTER, MANIFEST, LOCK = "CURRENT", "manifest.json", "writer.lock"
KEPT = 2  # the current generation and the one before it, to go back to


@dataclass(frozen=True)
class Generation:
    path: Path
    digest: str

    @property
    def name(self) -> str:
        return self.path.name


@contextmanager
def writer_lock(root: Path, *, wait: bool = True) -> Iterator[None]:
    """Held by whoever writes the index: there is one writer at a time on a host."""
    with exclusive(root / LOCK, wait=wait):
        yield


def current(root: Path, digest: str) -> Generation:
    """The generation that the pointer names. Raises an IndexUnavailable when it cannot be used."""
    try:
        name = (root / POINTER).read_text().strip()
    except FileNotFoundError as error:
        raise IndexMissing(f"no index in {root}") from error
    except (OSError, ValueError) as error:
        raise IndexDamaged(f"the pointer in {root} cannot be read") from error
    path = root / name
    try:
        manifest = json.loads((path / MANIFEST).read_text())
        built = str(manifest["digest"])
    except FileNotFoundError as error:
        raise IndexMissing(f"the index {path} is gone") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexDamaged(f"the manifest of {path} cannot be read") from error
    if built != digest:
        raise IndexOutdated(f"{path} was built with another schema or dictionary")
    return Generation(path, built)


def create(root: Path, digest: str) -> Generation:
    """An empty generation beside the current one; nobody reads it before `publish`."""
    stamp = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%S%f")  # names sort by age, however fast they come
    path = root / f"g{stamp}-{secrets.token_hex(3)}"
    path.mkdir(parents=True)
    return Generation(path, digest)


def publish(root: Path, generation: Generation) -> None:
    """Syncs a finished generation and makes it the current one. The manifest, written now, says it is whole."""
    (generation.path / MANIFEST).write_text(json.dumps({"digest": generation.digest}))
    sync(generation.path)
    draft = root / f"{POINTER}.{secrets.token_hex(3)}"
    with draft.open("w") as file:
        file.write(generation.name)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(root / POINTER)
    _sync_directory(root)


def prune(root: Path) -> None:
    """Removes generations that are neither current nor the whole one before, and what a killed build left.

    Callers hold the writer's lock, so that nobody is building. Open readers keep what they mapped.
    """
    pointed = (root / POINTER).read_text().strip()
    others = sorted(
        (path for path in root.glob("g*") if path.is_dir() and path.name != pointed), reverse=True
    )
    whole = [path for path in others if (path / MANIFEST).exists()]
    for path in others:
        if path not in whole[: KEPT - 1]:
            shutil.rmtree(path, ignore_errors=True)


def discard(generation: Generation) -> None:
    shutil.rmtree(generation.path, ignore_errors=True)


def sync(path: Path) -> None:
    """Makes sure that the files of a directory, and their names, are on disk."""
    for file in _files(path):
        descriptor = os.open(file, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    _sync_directory(path)


def _files(path: Path) -> Iterable[Path]:
    return (file for file in path.iterdir() if file.is_file())


def _sync_directory(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
