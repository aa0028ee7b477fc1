"""A batch that is stopped anywhere, or fails, leaves the state before it or the one after it; nothing stays behind."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from pathlib import Path

import pytest

from search.engine import generations, table
from search.engine.errors import IndexDamaged, IndexUnavailable
from search.engine.writer import Writer
from tests.search.conftest import SmallIndex
from tests.search.engine.conftest import (
    PLAIN,
    contents,
    document,
    expected,
    files,
    named,
)


@pytest.fixture
def index(plain_index):
    return plain_index


def fail_after(index, *documents):
    with index.writer.batch() as batch:
        batch.put(documents)
        batch.delete(["old"])
        raise ZeroDivisionError


def test_a_block_that_raises_changes_nothing_and_what_it_wrote_goes_with_the_next_commit(
    index, small_segments
):
    index.put(document("old", 1))
    with pytest.raises(ZeroDivisionError):
        fail_after(index, *(document(f"d{n}", 2) for n in range(8)))
    assert contents(index.root) == expected(old=1)
    assert files(index.root) > named(index.root)  # segments that the batch had to write early
    index.put(document("new", 3))
    assert contents(index.root) == expected(old=1, new=3)
    assert files(index.root) == named(index.root)


class Killed(BaseException):
    pass


class Disk:
    """Lets some changes of files through. The next one fails; of a process that was killed, so do all after it."""

    def __init__(self, patch, changes, error, *, recovers):
        self._left, self._error, self._recovers = changes, error, recovers
        self.failed = False
        for owner, name in ((os, "fsync"), (Path, "replace"), (Path, "unlink"), (Path, "open")):
            patch.setattr(owner, name, self._failing(getattr(owner, name)))

    def _failing(self, change):
        def changed(*args, **options):
            if change.__name__ != "open" or "w" in str(args[1:]):
                self._count()
            return change(*args, **options)

        return changed

    def _count(self):
        if self._left <= 0 and not (self.failed and self._recovers):
            self.failed = True
            raise self._error
        self._left -= 1


BEFORE = expected(a=1, b=1, c=1, d=2, e=3)
AFTER = expected(a=9, c=1, d=9, e=3, f=9, g=9, h=9, i=9)


@pytest.fixture
def prepared(tmp_path, small_segments):
    """An index to which a batch will write segments and bitmaps, and of which some segments are then merged."""
    index = SmallIndex(tmp_path / "prepared", PLAIN)
    index.put(*(document(key, 1) for key in "abc"))
    index.put(document("d", 2))
    index.put(document("e", 3))
    assert contents(index.root) == BEFORE
    return index.root


def change_much(writer):
    with writer.batch() as batch:
        batch.put([document(key, 9) for key in "adfghi"])
        batch.delete(["b"])


def interrupted(root, copy, changes, error, *, recovers):
    """A copy of the index in which a batch was stopped after so many changes; whether it was."""
    shutil.copytree(root, copy)
    writer = Writer(copy, PLAIN)
    with pytest.MonkeyPatch.context() as patch:
        disk = Disk(patch, changes, error, recovers=recovers)
        try:
            change_much(writer)
        except type(error):
            assert disk.failed
    return disk.failed


@pytest.mark.parametrize(
    ("error", "recovers"),
    [(Killed(), False), (OSError(errno.ENOSPC, "No space left on device"), True)],
    ids=["killed", "disk full for a moment"],
)
def test_a_batch_that_is_stopped_anywhere_leaves_the_old_state_or_the_new(
    prepared, tmp_path, error, recovers
):
    states = []
    for changes in range(500):
        copy = tmp_path / f"copy{changes}"
        stopped = interrupted(prepared, copy, changes, error, recovers=recovers)
        found = contents(copy)
        assert found in (BEFORE, AFTER), f"after {changes} changes"
        states.append(found)
        change_much(Writer(copy, PLAIN))  # whoever comes next finds nothing in the way
        assert contents(copy) == AFTER
        assert files(copy) == named(copy)
        shutil.rmtree(copy)
        if not stopped:
            break
    assert states == sorted(states, key=AFTER.__eq__)  # once it is the new one it stays that
    assert states[0] == BEFORE
    assert states[-1] == AFTER
    assert len(states) > 15


@pytest.mark.parametrize(
    "step", [(table, "write"), (generations, "replace"), (generations, "sync_directory")], ids=str
)
def test_a_step_that_fails_leaves_the_old_state(index, monkeypatch, step):
    index.put(document("a", 1))

    def fail(*args):
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(*step, fail)
        if step == (generations, "replace"):
            patch.setattr(table, "replace", fail)
        with pytest.raises(OSError, match="Input"):
            index.put(document("a", 2), document("b", 2))
    assert contents(index.root) == expected(a=1)
    index.put(document("b", 3))
    assert contents(index.root) == expected(a=1, b=3)
    assert files(index.root) == named(index.root)


def test_a_commit_is_on_disk_before_what_it_replaces_is_removed(prepared, monkeypatch):
    """A power cut must not bring back a table whose files are gone, or one without what was already reported as done."""
    steps = []
    sync, replace, unlink = os.fsync, Path.replace, Path.unlink

    def note(step, change):
        def changed(*args, **options):
            steps.append(step(*args))
            return change(*args, **options)

        return changed

    def synced(file):
        return "directory" if stat.S_ISDIR(os.fstat(file).st_mode) else "file"

    monkeypatch.setattr(os, "fsync", note(synced, sync))
    monkeypatch.setattr(Path, "replace", note(lambda *_: "table", replace))
    monkeypatch.setattr(Path, "unlink", note(lambda path, **_: path.suffix, unlink))
    change_much(Writer(prepared, PLAIN))
    assert steps.count("table") > 1  # merges too
    for place in (place for place, step in enumerate(steps) if step == "table"):
        assert steps[place - 2 : place] == ["directory", "file"]  # the segments' names, then the table's text
        assert (
            next(step for step in steps[place + 1 :] if step in ("directory", ".seg", ".del")) == "directory"
        )
    assert ".seg" in steps


def test_damage_is_reported_and_not_written_over(index):
    index.put(document("a", 1))
    (segment,) = index.reader.current().path.glob("*.seg")
    segment.write_bytes(segment.read_bytes()[:-9])
    with pytest.raises(IndexDamaged):
        index.put(document("a", 2))
    with pytest.raises(IndexUnavailable):
        contents(index.root)
