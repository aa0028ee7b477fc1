"""Batches change an index as they would change a dict."""

from __future__ import annotations

import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engine import building, table
from search.engine.ask import Everything, Substring, Values
from search.engine.errors import IndexMissing
from search.engine.writer import Writer
from tests.search.conftest import SmallIndex
from tests.search.engine.conftest import (
    EVERY_KIND,
    PLAIN,
    articles,
    contents,
    document,
    expected,
    files,
    make_segments_small,
    named,
)


@pytest.fixture
def index(plain_index):
    return plain_index


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
    with pytest.raises(IndexMissing), Writer(tmp_path / "nowhere", PLAIN).batch():
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
        make_segments_small(patch)
        index, model = SmallIndex(tmp_path_factory.mktemp("model"), PLAIN), {}
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
