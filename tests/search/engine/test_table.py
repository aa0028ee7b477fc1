"""The table of contents is replaced whole, and never believed when it is damaged."""

from __future__ import annotations

import json

import numpy as np
import pytest

from search.engine import table
from search.engine.errors import IndexDamaged
from search.engine.table import FILE, Entry, Table

SOME = Table((Entry("s1.seg", 10), Entry("s2.seg", 9, 2, "s2.aa.del"), Entry("s3.seg", 1)))


def test_a_table_comes_back(tmp_path):
    table.write(tmp_path, SOME)
    assert table.read(tmp_path) == SOME
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_it_names_all_files():
    assert list(SOME.files()) == ["s1.seg", "s2.seg", "s2.aa.del", "s3.seg"]
    assert [entry.live for entry in SOME.entries] == [10, 7, 1]


def test_its_state_changes_with_every_write(tmp_path):
    states = [table.state(tmp_path)]
    for written in (Table(), SOME, SOME):
        table.write(tmp_path, written)
        states.append(table.state(tmp_path))
    assert states[0] is None
    assert len(set(states)) == 4


def body(**changed):
    whole = {"checksum": 0, "segments": []}
    return json.dumps(whole | changed)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("", id="empty"),
        pytest.param("{", id="cut short"),
        pytest.param("[]", id="a list"),
        pytest.param("null", id="nothing"),
        pytest.param("{}", id="no segments"),
        pytest.param(body(), id="a checksum that does not fit"),
        pytest.param(body(segments=[["s1.seg", 1]]), id="entries without names"),
        pytest.param(body(segments=[{"name": "s1.seg"}]), id="entries that lack something"),
        pytest.param(body(segments=[{"name": "s", "documents": 1, "what": 2}]), id="entries with more"),
        pytest.param(body(segments=None), id="null for segments"),
        pytest.param(body(segments=7), id="a number for segments"),
        pytest.param("\ud800".encode("utf-8", "surrogatepass"), id="no text"),
    ],
)
def test_a_damaged_table_is_refused(tmp_path, content):
    (tmp_path / FILE).write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(IndexDamaged):
        table.read(tmp_path)


def test_no_table_is_damage(tmp_path):
    with pytest.raises(IndexDamaged):
        table.read(tmp_path)


@pytest.mark.parametrize(
    ("old", "new"), [("s1.seg", "s9.seg"), ('"deleted": 2', '"deleted": 3'), ("10", "11")]
)
def test_a_changed_table_is_refused(tmp_path, old, new):
    table.write(tmp_path, SOME)
    path = tmp_path / FILE
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    with pytest.raises(IndexDamaged, match="checksum"):
        table.read(tmp_path)


@pytest.mark.parametrize("documents", [1, 7, 8, 9, 1000])
def test_which_documents_are_live_comes_back(tmp_path, documents):
    live = np.random.default_rng(documents).random(documents) < 0.5
    written = table.with_deletions(tmp_path, Entry("s1.seg", documents), live)
    assert written.documents == documents
    assert written.live == live.sum()
    assert table.live_documents(tmp_path, written).tolist() == live.tolist()


def test_of_an_entry_without_deletions_all_documents_are_live(tmp_path):
    assert table.live_documents(tmp_path, Entry("s1.seg", 10)) is None


def test_each_change_of_deletions_is_a_file_of_its_own(tmp_path):
    entry, live = Entry("s1.seg", 4), np.array([True, False, True, True])
    first = table.with_deletions(tmp_path, entry, live)
    second = table.with_deletions(tmp_path, first, np.zeros(4, bool))
    assert first.deletions != second.deletions
    assert table.live_documents(tmp_path, first).tolist() == live.tolist()
    assert set(table.data_files(tmp_path)) == {first.deletions, second.deletions}


def test_a_damaged_bitmap_is_refused(tmp_path):
    entry = table.with_deletions(tmp_path, Entry("s1.seg", 400), np.arange(400) % 2 == 0)
    path = tmp_path / entry.deletions
    content = bytearray(path.read_bytes())
    content[70] ^= 1
    path.write_bytes(content)
    with pytest.raises(IndexDamaged):
        table.live_documents(tmp_path, entry)


def test_names_of_segments_do_not_repeat():
    assert len({table.new_segment_name() for _ in range(100)}) == 100
