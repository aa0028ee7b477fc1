"""Where an index stands: generation directories and the pointer that names the current one.

A generation is built beside the current one, synced to disk, and then named by replacing the pointer in one
step, so that readers see the old index or the new one and never a part of either. The one before is kept to go
back to; an unfinished one is kept for the next rebuild to go on with.
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

POINTER, PREVIOUS = "CURRENT", "PREVIOUS"
MANIFEST, DRAFT = "manifest.json", "draft.json"  # of a whole generation; of one that is being built
WRITER_LOCK, REBUILD_LOCK = "writer.lock", "rebuild.lock"


@dataclass(frozen=True)
class Generation:
    """`digest` says by what version it was built, `words` by which words of the archive's own (see `own_words`)."""

    path: Path
    digest: str
    words: str = ""

    @property
    def manifest(self) -> str:
        return json.dumps({"digest": self.digest, "words": self.words})

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def built_at(self) -> dt.datetime:
        """When it first became the current one. Raises OSError when it is gone."""
        return dt.datetime.fromtimestamp((self.path / MANIFEST).stat().st_mtime, dt.UTC)

    @property
    def committed_at(self) -> dt.datetime:
        """When something was last written to it."""
        latest = max(file.stat().st_mtime for file in _files(self.path))
        return dt.datetime.fromtimestamp(latest, dt.UTC)


@contextmanager
def writer_lock(root: Path, *, wait: bool = True) -> Iterator[None]:
    """Held for a moment by whoever commits to the current generation or moves the pointer."""
    with exclusive(root / WRITER_LOCK, wait=wait):
        yield


@contextmanager
def rebuild_lock(root: Path, *, wait: bool = True) -> Iterator[None]:
    """Held by whoever builds beside the current generation, for as long as that takes. Taken before
    `writer_lock`, never after it."""
    with exclusive(root / REBUILD_LOCK, wait=wait):
        yield


def current(root: Path, digest: str) -> Generation:
    """The generation that the pointer names. Raises an IndexUnavailable when it cannot be used."""
    generation = pointed(root)
    if generation.digest != digest:
        raise IndexOutdated(f"{generation.path} was built with another schema or dictionary")
    return generation


def pointed(root: Path) -> Generation:
    """The generation that the pointer names, whatever schema it was built with."""
    while True:
        name = _pointer(root)
        try:
            return _whole(root / name)
        except (IndexMissing, IndexDamaged):
            if _pointer(root) == name:  # else rebuilds took it away just now
                raise


def _pointer(root: Path) -> str:
    try:
        return (root / POINTER).read_text().strip()
    except FileNotFoundError as error:
        raise IndexMissing(f"no index in {root}") from error
    except (OSError, ValueError) as error:
        raise IndexDamaged(f"the pointer in {root} cannot be read") from error


def state(root: Path) -> tuple[int, int, int] | None:
    """Changes whenever the pointer does; None where there is none."""
    try:
        status = os.stat(os.path.join(root, POINTER))  # noqa: PTH116, PTH118 - each search asks for it
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns


def previous(root: Path, digest: str) -> Generation | None:
    """The generation that was current before, if it can still be used."""
    name = _named(root / PREVIOUS)
    if name is None or name == _named(root / POINTER):
        return None
    try:
        generation = _whole(root / name)
    except (IndexMissing, IndexDamaged):
        return None
    return generation if generation.digest == digest else None


def unfinished(root: Path) -> list[Generation]:
    """What builds that ended before their time left, oldest first."""
    drafts = sorted(path.parent for path in root.glob(f"g*/{DRAFT}"))
    return [_drafted(path) for path in drafts if not (path / MANIFEST).exists()]


def beside(root: Path) -> list[Path]:
    """The directories of all generations but the current one."""
    name = _named(root / POINTER)
    return sorted(path for path in root.glob("g*") if path.is_dir() and path.name != name)


def create(root: Path, digest: str, words: str = "") -> Generation:
    """An empty generation beside the current one; nobody reads it before `publish`."""
    stamp = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%S%f")  # names sort by age, however fast they come
    path = root / f"g{stamp}-{secrets.token_hex(3)}"
    path.mkdir(parents=True)
    generation = Generation(path, digest, words)
    (path / DRAFT).write_text(generation.manifest)
    return generation


def publish(root: Path, generation: Generation) -> None:
    """Syncs a finished generation and makes it the current one. The manifest, written now, says it is whole."""
    if not (generation.path / MANIFEST).exists():  # else it is one to go back to
        replace(generation.path / MANIFEST, generation.manifest)
    (generation.path / DRAFT).unlink(missing_ok=True)
    sync(generation.path)
    outgoing = _named(root / POINTER)
    if outgoing and outgoing != generation.name:
        replace(root / PREVIOUS, outgoing)
    replace(root / POINTER, generation.name)
    sync_directory(root)


def prune(root: Path) -> None:
    """Removes whole generations that are neither current nor the one before. Callers hold the writer's lock.

    Open readers keep what they mapped. Unfinished generations are a rebuild's to remove: one may be at work.
    """
    kept = {_named(root / POINTER), _named(root / PREVIOUS)}
    for manifest in root.glob(f"g*/{MANIFEST}"):
        if manifest.parent.name not in kept:
            shutil.rmtree(manifest.parent, ignore_errors=True)


def is_whole(generation: Generation) -> bool:
    """True once it was published: no build adds files to it any more."""
    return (generation.path / MANIFEST).exists()


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
    sync_directory(path)


def sync_directory(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace(path: Path, text: str) -> None:
    """Writes a small file in one step: it holds the old text or the new one, whatever happens."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(3)}")
    try:
        with draft.open("w") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _named(pointer: Path) -> str | None:
    try:
        return pointer.read_text().strip() or None
    except (OSError, ValueError):
        return None


def _whole(path: Path) -> Generation:
    try:
        return _read(path, MANIFEST)
    except FileNotFoundError as error:
        raise IndexMissing(f"the index {path} is gone") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexDamaged(f"the manifest of {path} cannot be read") from error


def _drafted(path: Path) -> Generation:
    try:
        return _read(path, DRAFT)
    except (OSError, ValueError, KeyError, TypeError):
        return Generation(path, "")


def _read(path: Path, name: str) -> Generation:
    """A manifest of an earlier version names no words."""
    manifest = json.loads((path / name).read_text())
    return Generation(path, str(manifest["digest"]), str(manifest.get("words", "")))


def _files(path: Path) -> Iterable[Path]:
    return (file for file in path.iterdir() if file.is_file())
