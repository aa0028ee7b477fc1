"""The writing side: batches into a generation, and the runs of which a whole new generation is put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from archive.text import words
from search.engine import generations, own_words, policy, table
from search.engine.building import SegmentBuilder
from search.engine.container import Array
from search.engine.deleting import Deletions
from search.engine.generations import Generation
from search.engine.merging import merge
from search.engine.schema import FieldSpec, digest
from search.engine.segment import Segment, forget_removed, opened
from search.engine.table import Entry, Table

Documents = Iterable[Mapping[str, Any]]


class Batch:
    """Changes that become visible together."""

    def __init__(self, generation: Generation, specs: Sequence[FieldSpec]) -> None:
        self._path, self._specs = generation.path, specs
        self._builder = SegmentBuilder(specs)
        self._runs: list[str] = []
        self._placed: dict[str, tuple[int, int]] = {}  # where in this batch a key stands: run and document
        self._dropped: list[tuple[int, int]] = []
        self._outdated: dict[str, None] = {}  # keys whose documents in older segments go

    def put(self, documents: Documents) -> None:
        """Adds documents, each in place of one with the same key."""
        for document in documents:
            self._add(document, replaces=True)

    def add(self, documents: Documents) -> None:
        """Adds documents whose keys are known to be new: without looking for older ones."""
        for document in documents:
            self._add(document, replaces=False)

    def delete(self, keys: Iterable[str]) -> None:
        for key in keys:
            self._outdated[key] = None
            self._drop(key)

    def _add(self, document: Mapping[str, Any], *, replaces: bool) -> None:
        self._builder.add(document)  # first: when it raises, nothing has changed
        key = self._builder.keys[-1]
        self._drop(key)
        self._placed[key] = len(self._runs), len(self._builder) - 1
        if replaces:
            self._outdated[key] = None
        if self._builder.is_full:
            self._flush()

    def _drop(self, key: str) -> None:
        if key in self._placed:
            self._dropped.append(self._placed.pop(key))

    def _flush(self) -> None:
        if len(self._builder):
            self._runs.append(write_run(self._builder, self._path))
            self._builder = SegmentBuilder(self._specs)

    def finish(self) -> Table | None:
        """Writes what the batch holds; the table that makes it visible, or None where nothing changes."""
        self._flush()
        if not self._runs and not self._outdated:
            return None
        older = table.read(self._path)
        deletions = Deletions(self._path, older.entries)
        deletions.delete(self._outdated)
        added = Deletions(self._path, [table.entry_of(self._path, name) for name in self._runs])
        for run, document in self._dropped:
            added.mark(run, document)
        return Table((*deletions.entries(), *added.entries()))


def write_run(builder: SegmentBuilder, generation: Path) -> str:
    """Writes a segment that no table names yet; its name."""
    name = table.new_segment_name()
    try:
        builder.write(generation / name)
    except BaseException:
        (generation / name).unlink(missing_ok=True)
        raise
    return name


class Writer:
    """Writes one index. Who commits to a generation that readers see holds `generations.writer_lock`.

    Raises an IndexUnavailable when there is no index that can be written, and OSError when the disk takes no more.
    """

    def __init__(self, root: Path, specs: Sequence[FieldSpec]) -> None:
        self.root, self.specs = root, tuple(specs)
        self.digest = digest(self.specs)

    # -- changes to an index -----------------------------------------------------------------------------------
    @contextmanager
    def batch(self, generation: Generation | None = None) -> Iterator[Batch]:
        """One commit into a generation (the current one by default), on disk when the block ends; nothing when
        it raises."""
        generation = generation or generations.current(self.root, self.digest)
        words.use(own_words.dictionary(generation))
        batch = Batch(generation, self.specs)
        yield batch
        changed = batch.finish()
        if changed is not None:
            self._commit(generation, changed)
            self._merge_due(generation)

    def _commit(self, generation: Generation, changed: Table) -> None:
        """Makes the table the generation's, then removes the files that no table names any more.

        In a generation that is still being built runs stand beside the table: only what was replaced goes.
        """
        before = set(table.read(generation.path).files())
        generations.sync_directory(generation.path)
        table.write(generation.path, changed)
        generations.sync_directory(generation.path)  # before files go that only the table before it names
        named = set(changed.files())
        if generations.is_whole(generation):
            before |= set(table.data_files(generation.path))
        for name in before - named:
            with suppress(OSError):
                (generation.path / name).unlink()
        forget_removed(self.root)

    def _merge_due(self, generation: Generation) -> None:
        while True:
            entries = table.read(generation.path).entries
            due = policy.to_merge(entries)
            if not due:
                return
            merged = [] if not any(e.live for e in due) else [self._merged(generation, due)]
            at = entries.index(due[0])
            kept = [entry for entry in entries if entry not in due]
            self._commit(generation, Table((*kept[:at], *merged, *kept[at:])))

    def _merged(self, generation: Generation, entries: Sequence[Entry]) -> Entry:
        name = table.new_segment_name()
        try:
            merge([self._opened(generation, entry) for entry in entries], generation.path / name)
        except BaseException:
            (generation.path / name).unlink(missing_ok=True)
            raise
        return Entry(name, sum(entry.live for entry in entries))

    def _opened(self, generation: Generation, entry: Entry) -> tuple[Segment, Array | None]:
        path = generation.path
        return opened(path / entry.name), table.live_documents(path, entry)

    # -- whole generations -------------------------------------------------------------------------------------
    def create(self, own: Sequence[words.Entry] = ()) -> Generation:
        """An empty generation that nobody reads yet, cut by these words of the archive's own beside jieba's."""
        generation = generations.create(self.root, self.digest, own_words.digest(word for word, _ in own))
        own_words.write(generation.path, own)
        table.write(generation.path, Table())
        return generation

    def build_run(self, generation: Generation, documents: Documents) -> str | None:
        """Writes documents, whose keys are new, into a segment that is not visible yet: in any process. Returns its
        name; None where there is no document."""
        words.use(own_words.dictionary(generation))
        names: list[str] = []
        builder = SegmentBuilder(self.specs)
        for document in documents:
            builder.add(document)
            if builder.is_full:
                names.append(write_run(builder, generation.path))
                builder = SegmentBuilder(self.specs)
        if len(builder):
            names.append(write_run(builder, generation.path))
        return self.merge_runs(generation, names) if names else None

    def plan(self, generation: Generation, names: Iterable[str]) -> list[list[str]]:
        """Which runs belong together in one segment."""
        entries = [table.entry_of(generation.path, name) for name in names]
        return [[entry.name for entry in group] for group in policy.groups(entries)]

    def merge_runs(self, generation: Generation, names: Sequence[str]) -> str:
        """Writes the runs as one and removes them: in any process. Returns the name of the one."""
        if len(names) == 1:
            return names[0]
        merged = self._merged(generation, [table.entry_of(generation.path, name) for name in names])
        for name in names:
            (generation.path / name).unlink()
        return merged.name

    def adopt(self, generation: Generation, names: Iterable[str]) -> None:
        """Makes runs visible to whoever reads the generation."""
        entries = [table.entry_of(generation.path, name) for name in names]
        generations.sync_directory(generation.path)
        table.write(generation.path, Table((*table.read(generation.path).entries, *entries)))

    def verify(self, generation: Generation) -> None:
        """Compares every file of a generation with its checksums. Raises IndexDamaged."""
        for entry in table.read(generation.path).entries:
            segment, _ = self._opened(generation, entry)
            segment.container.verify()

    def publish(self, generation: Generation) -> None:
        generations.publish(self.root, generation)
        generations.prune(self.root)

    def clear(self) -> None:
        """An empty index in place of the current one."""
        self.publish(self.create())
