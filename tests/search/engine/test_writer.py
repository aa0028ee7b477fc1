"""Batches change an index as they would change a dict, wholly or not at all; runs make a whole new one."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engine import building, container, generations, policy, table
from search.engine.ask import Everything, Substring, Values
from search.engine.errors import IndexDamaged, IndexMissing, IndexUnavailable
from search.engine.reader import Reader
from search.engine.schema import FieldSpec
from search.engine.writer import Writer
from tests.search.conftest import SmallIndex
from tests.search.engine.conftest import EVERY_KIND, articles

SPECS = (FieldSpec("id", "key"), FieldSpec("text", "text"), FieldSpec("city", "values"))


@pytest.fixture
def index(tmp_path):
    return SmallIndex(tmp_path / "index", SPECS)


@pytest.fixture
def small_segments(monkeypatch):
    """A batch is written in several segments, and few segments are merged: so little data shows what much would."""
    monkeypatch.setattr(building, "MOST_DOCUMENTS", 3)
    monkeypatch.setattr(policy, "MOST_DOCUMENTS", 20)
    monkeypatch.setattr(policy, "FANOUT", 2)


def document(key, version):
    return {"id": key, "text": f"第{version}版", "city": [f"城{version % 3}"]}


def contents(root, specs=SPECS):
    """What a reader that opens the index now finds: text by key, each key once."""
    found = list(Reader(root, specs, "text").documents())
    assert len({key for key, _ in found}) == len(found)
    return {key: fields.get("text", "") for key, fields in found}


def expected(**versions):
    return {key: f"第{version}版" for key, version in versions.items()}


def files(root):
    path = generations.pointed(root).path
    return {file.name for file in path.iterdir()} - {table.FILE, generations.MANIFEST}


def named(root):
    return set(table.read(generations.pointed(root).path).files())


# -- one batch ---------------------------------------------------------------------------------------------------


def test_a_batch_may_do_everything_at_once(index):
    index.put(document("replaced", 1), document("deleted", 1), document("kept", 1))
    with index.writer.batch() as batch:
        batch.put([document("replaced", 2), document("new", 2)])
        batch.delete(["deleted", "never there"])
        batch.add([document("added", 2)])
    assert contents(index.root) == expected(replaced=2, kept=1, new=2, added=2)
    assert index.found(Substring("text", "第2版")) == {"replaced", "new", "added"}
    assert index.found(Substring("text", "第1版")) == {"kept"}


CHANGES = {
    "put twice": (lambda b: (b.put([document("a", 2)]), b.put([document("a", 3)])), {"a": 3}),
    "put twice at once": (lambda b: b.put([document("a", 2), document("a", 3)]), {"a": 3}),
    "put, then deleted": (lambda b: (b.put([document("a", 2)]), b.delete(["a"])), {}),
    "deleted, then put": (lambda b: (b.delete(["a"]), b.put([document("a", 2)])), {"a": 2}),
    "deleted, then added": (lambda b: (b.delete(["a"]), b.add([document("a", 2)])), {"a": 2}),
    "deleted twice": (lambda b: (b.delete(["a", "a"]), b.delete(["a"])), {}),
    "put, deleted, put": (
        lambda b: (b.put([document("a", 2)]), b.delete(["a"]), b.put([document("a", 3)])),
        {"a": 3},
    ),
    "nothing": (lambda b: None, {"a": 1}),
    "nothing from generators": (lambda b: (b.put(iter(())), b.delete(iter(()))), {"a": 1}),
}


@pytest.mark.parametrize("flushed", [False, True], ids=["one segment", "a segment each"])
@pytest.mark.parametrize(("change", "after"), CHANGES.values(), ids=CHANGES)
def test_the_last_word_about_a_key_holds(index, monkeypatch, change, after, flushed):
    index.put(document("a", 1))
    if flushed:
        monkeypatch.setattr(building, "MOST_DOCUMENTS", 1)
    with index.writer.batch() as batch:
        change(batch)
    assert contents(index.root) == expected(**after)
    assert files(index.root) == named(index.root)


def test_a_batch_without_changes_writes_nothing(index):
    index.put(document("a", 1))
    before = table.state(index.reader.current().path)
    with index.writer.batch():
        pass
    assert table.state(index.reader.current().path) == before


def test_nothing_is_visible_before_the_block_ends(index):
    with index.writer.batch() as batch:
        batch.put([document("a", 1)])
        assert contents(index.root) == {}
    assert contents(index.root) == expected(a=1)


def test_keys_that_are_not_text_are_their_text(index):
    index.put({"id": 7, "text": "旧"})
    index.put({"id": 7, "text": "新"})
    assert index.keys(Everything()) == ["7"]
    index.delete("7")
    assert index.keys(Everything()) == []


@pytest.mark.parametrize("key", ["", None], ids=repr)
def test_a_document_without_a_key_is_refused(index, key):
    """No later batch could replace it."""
    with pytest.raises(ValueError, match="key"):
        index.put({"id": key, "text": "核酸"})
    assert contents(index.root) == {}


def test_a_document_that_cannot_be_indexed_does_not_spoil_the_batch(whole_index):
    good = articles(3, seed=31)
    with whole_index.writer.batch() as batch:
        batch.put(good[:1])
        with pytest.raises(ValueError, match="many"):
            batch.put([{"id": "bad", "text": "核酸", "size": "many"}])
        batch.put(good[1:])
    assert contents(whole_index.root, EVERY_KIND) == {d["id"]: d["text"] for d in good}


def test_an_index_that_is_not_there_cannot_be_written(tmp_path):
    with pytest.raises(IndexMissing), Writer(tmp_path / "nowhere", SPECS).batch():
        pass


# -- many batches, against a dict --------------------------------------------------------------------------------

KEYS = st.sampled_from("abcdefgh")
STEPS = st.lists(st.tuples(st.sampled_from(["put", "delete", "add"]), KEYS), min_size=1, max_size=8)


def apply(batch, model, steps, version):
    """The same steps to a batch and to a dict."""
    for step, key in steps:
        if step == "delete":
            batch.delete([key])
            model.pop(key, None)
        elif step == "put" or key not in model:  # `add` is for keys that are known to be new
            getattr(batch, step)([document(key, version)])
            model[key] = version


@given(batches=st.lists(STEPS, max_size=8))
@settings(max_examples=12, deadline=None)
def test_an_index_is_a_dict(tmp_path_factory, batches):
    with pytest.MonkeyPatch.context() as patch:
        small_segments.__wrapped__(patch)
        index, model = SmallIndex(tmp_path_factory.mktemp("model"), SPECS), {}
        for version, steps in enumerate(batches):
            with index.writer.batch() as batch:
                apply(batch, model, steps, version)
        assert contents(index.root) == expected(**model)
        assert index.found(Everything()) == set(model)
        for city in range(3):
            having = {key for key, version in model.items() if version % 3 == city}
            assert index.found(Values("city", (f"城{city}",))) == having
        assert files(index.root) == named(index.root)
    shutil.rmtree(index.root)


def test_segments_stay_few_and_small(index, small_segments):
    for version in range(40):
        index.put(*(document(f"{version}-{n}", version) for n in range(3)))
        sizes = [entry.documents for entry in table.read(index.reader.current().path).entries]
        assert max(sizes) <= 20
    assert len(contents(index.root)) == 120
    assert len(sizes) <= 18


def test_deleted_documents_are_merged_away(index):
    index.put(*(document(f"d{n}", 1) for n in range(20)))
    for n in range(6):
        index.delete(f"d{n}")
    (entry,) = table.read(index.reader.current().path).entries
    assert entry.documents - entry.live <= entry.documents / 4
    index.delete(*(f"d{n}" for n in range(20)))
    assert table.read(index.reader.current().path).entries == ()
    assert files(index.root) == set()


# -- what goes wrong ---------------------------------------------------------------------------------------------


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
    index = SmallIndex(tmp_path / "prepared", SPECS)
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
    writer = Writer(copy, SPECS)
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
        change_much(Writer(copy, SPECS))  # whoever comes next finds nothing in the way
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
    change_much(Writer(prepared, SPECS))
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


# -- whole generations -------------------------------------------------------------------------------------------


def test_runs_become_a_generation(index, small_segments):
    index.put(document("old", 1))
    writer, generation = index.writer, index.writer.create()
    portions = [[document(f"{portion}{n}", portion) for n in range(7)] for portion in range(5)]
    runs = [writer.build_run(generation, iter(portion)) for portion in portions]
    groups = writer.plan(generation, runs)
    assert [run for group in groups for run in group] == runs
    made = [writer.merge_runs(generation, group) for group in groups]
    assert set(table.data_files(generation.path)) == set(made)
    assert table.read(generation.path).entries == ()  # not visible yet
    writer.adopt(generation, made)
    writer.verify(generation)
    assert contents(index.root) == expected(old=1)
    writer.publish(generation)
    assert contents(index.root) == {d["id"]: d["text"] for portion in portions for d in portion}
    assert [fields["id"] for _, fields in index.reader.documents()] == [d["id"] for p in portions for d in p]
    assert all(entry.documents <= 20 for entry in table.read(generation.path).entries)


def test_a_run_of_no_documents_is_none(index):
    generation = index.writer.create()
    assert index.writer.build_run(generation, iter(())) is None
    assert set(table.data_files(generation.path)) == set()


def test_a_run_alone_needs_no_merge(index):
    generation = index.writer.create()
    run = index.writer.build_run(generation, [document("a", 1)])
    assert index.writer.merge_runs(generation, [run]) == run


def test_runs_are_built_in_other_processes(index):
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    generation = index.writer.create()
    portions = [[document(f"{portion}{n}", portion) for n in range(5)] for portion in range(3)]
    with ProcessPoolExecutor(2, get_context("fork")) as pool:
        runs = list(pool.map(index.writer.build_run, [generation] * 3, portions))
    index.writer.adopt(generation, runs)
    index.writer.publish(generation)
    assert len(contents(index.root)) == 15


def test_a_batch_into_a_generation_that_is_being_built_leaves_its_runs_alone(index):
    writer, generation = index.writer, index.writer.create()
    run = writer.build_run(generation, [document("a", 1), document("b", 1)])
    with writer.batch(generation) as batch:
        batch.put([document("c", 2)])
    assert run in set(table.data_files(generation.path))
    writer.adopt(generation, [run])
    with writer.batch(generation) as batch:  # what changed meanwhile
        batch.put([document("a", 3)])
        batch.delete(["b"])
    writer.publish(generation)
    assert contents(index.root) == expected(a=3, c=2)
    index.put(document("d", 4))
    assert files(index.root) == named(index.root)


def test_a_run_that_is_damaged_is_found_before_it_is_read(index):
    writer, generation = index.writer, index.writer.create()
    run = writer.build_run(generation, [document("a", 1)])
    writer.adopt(generation, [run])
    path = generation.path / run
    content = bytearray(path.read_bytes())
    content[container.ALIGNMENT] ^= 1
    path.write_bytes(content)
    with pytest.raises(IndexDamaged):
        writer.verify(generation)


def test_a_cleared_index_is_empty_and_can_be_gone_back_from(index):
    index.put(document("a", 1))
    before = index.reader.current()
    index.writer.clear()
    assert contents(index.root) == {}
    assert index.keys(Everything()) == []
    generations.publish(index.root, before)
    assert contents(index.root) == expected(a=1)
