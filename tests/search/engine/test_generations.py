"""Where the index stands: built beside, named in one step, kept once to go back to."""

from __future__ import annotations

import json
import threading

import pytest

from archive.locks import LockHeldError
from search.engine import generations
from search.engine.ask import Everything
from search.engine.errors import IndexDamaged, IndexMissing, IndexOutdated, IndexUnavailable
from search.engine.generations import MANIFEST, POINTER, PREVIOUS


@pytest.fixture
def root(tmp_path):
    return tmp_path / "index"


def published(root, digest="d"):
    generation = generations.create(root, digest)
    generations.publish(root, generation)
    return generation


def names(root):
    return {path.name for path in root.iterdir() if path.is_dir()}


def test_a_new_generation_is_read_only_once_published(root):
    old = published(root)
    new = generations.create(root, "d")
    assert generations.current(root, "d").name == old.name
    generations.publish(root, new)
    assert generations.current(root, "d").name == new.name


def test_publishing_leaves_no_draft_of_the_pointer(root):
    published(root)
    published(root)
    assert {path.name for path in root.iterdir() if path.is_file()} == {POINTER, PREVIOUS}


def test_a_reader_of_the_pointer_sees_the_old_name_or_the_new_and_never_a_part(root):
    first = published(root)
    seen, stop = set(), threading.Event()

    def watch():
        while not stop.is_set():
            seen.add((root / POINTER).read_text())

    watcher = threading.Thread(target=watch)
    watcher.start()
    made = {published(root).name for _ in range(20)}
    stop.set()
    watcher.join()
    assert seen <= made | {first.name}


def test_one_generation_is_kept_to_go_back_to(root):
    made = [published(root) for _ in range(4)]
    generations.prune(root)
    assert names(root) == {made[2].name, made[3].name}


def test_the_generation_before_is_kept_whatever_its_age(root):
    made = [published(root) for _ in range(3)]
    generations.publish(root, made[1])  # gone back to
    new = published(root)
    generations.prune(root)
    assert names(root) == {made[1].name, new.name}
    assert generations.previous(root, "d") == made[1]


def test_an_unfinished_generation_is_left_to_the_next_rebuild(root):
    current = published(root)
    unfinished = generations.create(root, "d")
    generations.prune(root)
    assert names(root) == {current.name, unfinished.name}
    assert generations.unfinished(root) == [unfinished]
    generations.publish(root, unfinished)
    assert generations.unfinished(root) == []


def test_what_stands_beside_the_current_generation(root):
    assert generations.beside(root) == []
    previous, current = published(root), published(root)
    unfinished = generations.create(root, "d")
    assert generations.current(root, "d") == current
    assert generations.beside(root) == [previous.path, unfinished.path]


def test_there_is_nothing_to_go_back_to_but_a_whole_generation_of_this_version(root):
    assert generations.previous(root, "d") is None
    published(root, "of another version")
    assert generations.previous(root, "d") is None
    published(root)
    assert generations.previous(root, "d") is None
    second = published(root)
    published(root)
    assert generations.previous(root, "d") == second
    (second.path / MANIFEST).write_text("{")
    assert generations.previous(root, "d") is None


def test_a_generation_that_comes_back_was_built_when_it_was_built(root):
    first = published(root)
    built = first.built_at
    published(root)
    generations.publish(root, first)
    assert first.built_at == built


def test_a_file_is_replaced_whole_or_not_at_all(root):
    root.mkdir()
    generations.replace(root / "small", "old")
    (root / "small").unlink()
    (root / "small").mkdir()
    with pytest.raises(OSError):  # noqa: PT011  whichever the system says
        generations.replace(root / "small", "new")
    assert [path.name for path in root.iterdir()] == ["small"]


def test_no_pointer_means_no_index(root):
    with pytest.raises(IndexMissing):
        generations.current(root, "d")


def test_a_generation_that_is_gone_is_missing(root):
    generations.discard(published(root))
    with pytest.raises(IndexMissing):
        generations.current(root, "d")


def test_a_generation_that_rebuilds_take_away_while_it_is_looked_at_is_not_missed(root, monkeypatch):
    published(root)
    whole = generations._whole

    def overtaken(path):
        if len(names(root)) == 1:
            published(root)
            published(root)
            generations.prune(root)
        return whole(path)

    monkeypatch.setattr(generations, "_whole", overtaken)
    current = generations.current(root, "d")
    assert current.name == max(names(root))


@pytest.mark.parametrize("content", ["", "{", "[]", '{"created": "x"}', "null"])
def test_an_unreadable_manifest_is_damage(root, content):
    generation = published(root)
    (generation.path / MANIFEST).write_text(content)
    with pytest.raises(IndexDamaged):
        generations.current(root, "d")


def test_bytes_that_are_no_text_are_damage(root):
    generation = published(root)
    (generation.path / MANIFEST).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(IndexDamaged):
        generations.current(root, "d")


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"nowhere", b"\x00"], ids=repr)
def test_a_pointer_that_names_nothing_makes_the_index_unavailable(root, content):
    published(root)
    (root / POINTER).write_bytes(content)
    with pytest.raises(IndexUnavailable):
        generations.current(root, "d")


def test_another_schema_or_dictionary_is_outdated(root):
    published(root, "of another version")
    with pytest.raises(IndexOutdated):
        generations.current(root, "d")


def test_the_manifest_says_what_the_generation_was_built_with(root):
    generation = published(root, "built with this")
    assert json.loads((generation.path / MANIFEST).read_text())["digest"] == "built with this"


def test_there_is_one_writer_at_a_time(root):
    with (
        generations.writer_lock(root),
        pytest.raises(LockHeldError),
        generations.writer_lock(root, wait=False),
    ):
        pass


def test_the_lock_is_free_after_a_writer_failed(root):
    with pytest.raises(ZeroDivisionError), generations.writer_lock(root):
        _ = 1 / 0
    with generations.writer_lock(root, wait=False):
        pass


def test_a_reader_moves_when_the_pointer_moves(small_index):
    small_index.put({"id": "old", "text": "旧"})
    assert small_index.keys(Everything()) == ["old"]
    generation = small_index.writer.create()
    with small_index.writer.batch(generation) as batch:
        batch.add([{"id": "new", "text": "新"}])
    assert small_index.keys(Everything()) == ["old"]
    small_index.writer.publish(generation)
    assert small_index.keys(Everything()) == ["new"]


def test_a_reader_sees_a_commit_at_its_next_question(small_index):
    assert small_index.keys(Everything()) == []
    small_index.put({"id": "one", "text": "一"})
    assert small_index.keys(Everything()) == ["one"]


def fail_midway(index):
    with index.writer.batch() as batch:
        batch.put([{"id": "two", "text": "二"}])
        batch.delete(["one"])
        raise ZeroDivisionError


def test_a_batch_that_fails_changes_nothing(small_index):
    small_index.put({"id": "one", "text": "一"})
    with pytest.raises(ZeroDivisionError):
        fail_midway(small_index)
    assert small_index.keys(Everything()) == ["one"]
    small_index.put({"id": "three", "text": "三"})  # the writer's own lock was freed too
    assert small_index.found(Everything()) == {"one", "three"}
