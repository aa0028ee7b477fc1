"""The writing side: batches into the current generation, or a whole new generation beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex, LockError
from whoosh.writing import IndexWriter

from search.engine import generations
from search.engine.errors import IndexDamaged
from search.engine.schema import KEY, FieldSpec, build, digest, prepare

Documents = Iterable[Mapping[str, Any]]


class Batch:
    """Changes that become visible together."""

    def __init__(self, writer: IndexWriter, specs: Sequence[FieldSpec]) -> None:
        self._writer, self._specs = writer, specs

    def put(self, documents: Documents) -> None:
        """Adds documents, each in place of one with the same key."""
        for document in documents:
            self._writer.update_document(**prepare(self._specs, document))

    def add(self, documents: Documents) -> None:
        """Adds documents whose keys are known to be new: without looking for older ones."""
        for document in documents:
            self._writer.add_document(**prepare(self._specs, document))

    def delete(self, keys: Iterable[str]) -> None:
        for key in keys:
            self._writer.delete_by_term(KEY, key)


class Writer:
    """Writes one index. Callers hold `generations.writer_lock`."""

    def __init__(self, root: Path, specs: Sequence[FieldSpec]) -> None:
        self.root, self.specs = root, tuple(specs)
        self.digest = digest(self.specs)

    @contextmanager
    def batch(self, generation: generations.Generation | None = None) -> Iterator[Batch]:
        """One commit into a generation (the current one by default), on disk when the block ends; nothing when
        it raises. Raises an IndexUnavailable when there is no index that can be written."""
        generation = generation or generations.current(self.root, self.digest)
        writer = self._open(generation)
        try:
            yield Batch(writer, self.specs)
        except BaseException:
            writer.cancel()
            raise
        writer.commit()
        generations.sync(generation.path)

    def _open(self, generation: generations.Generation) -> IndexWriter:
        try:
            index = FileIndex(FileStorage(str(generation.path)), schema=build(self.specs))
            return index.writer(limitmb=256)
        except (OSError, LockError) as error:  # no room, no right to write: the index itself may be whole
            raise OSError(f"the index {generation.path} cannot be written now: {error}") from error
        except Exception as error:  # unpickling what is damaged may raise anything
            raise IndexDamaged(f"the index {generation.path} cannot be written: {error}") from error

    def create(self) -> generations.Generation:
        """An empty generation that nobody reads yet."""
        generation = generations.create(self.root, self.digest)
        FileIndex.create(FileStorage(str(generation.path)), build(self.specs), "MAIN")
        return generation

    def publish(self, generation: generations.Generation) -> None:
        generations.publish(self.root, generation)
        generations.prune(self.root)

    def clear(self) -> None:
        """An empty index in place of the current one."""
        self.publish(self.create())
