"""Runs that are built side by side make a whole new generation."""

from __future__ import annotations

import pytest

from search.engine import container, generations, table
from search.engine.ask import Everything
from search.engine.errors import IndexDamaged
from tests.search.engine.conftest import (
    contents,
    document,
    expected,
    files,
    named,
)


@pytest.fixture
def index(plain_index):
    return plain_index


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
