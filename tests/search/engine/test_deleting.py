"""Which documents go, segment by segment, and which bitmaps are written for it."""

from __future__ import annotations

import pytest

from search.engine import table
from search.engine.deleting import Deletions
from search.engine.table import Entry
from tests.search.engine.conftest import segment_of


@pytest.fixture
def entries(tmp_path):
    """Two segments of three documents each; one key stands in both."""
    made = []
    for name, keys in (("one.seg", "abc"), ("two.seg", "cde")):
        segment_of([{"id": key} for key in keys], tmp_path / name)
        made.append(Entry(name, 3))
    return made


def live(tmp_path, entries):
    return {
        entry.name: None if entry.deletions is None else table.live_documents(tmp_path, entry).tolist()
        for entry in entries
    }


def test_nothing_deleted_changes_nothing(tmp_path, entries):
    deletions = Deletions(tmp_path, entries)
    deletions.delete([])
    deletions.delete(["nobody"])
    assert deletions.entries() == entries
    assert list(tmp_path.glob("*.del")) == []


def test_a_key_goes_from_every_segment_that_holds_it(tmp_path, entries):
    deletions = Deletions(tmp_path, entries)
    deletions.delete(["c", "a"])
    assert live(tmp_path, deletions.entries()) == {
        "one.seg": [False, True, False],
        "two.seg": [False, True, True],
    }


def test_only_segments_that_change_get_a_bitmap(tmp_path, entries):
    deletions = Deletions(tmp_path, entries)
    deletions.delete(["e"])
    changed = deletions.entries()
    assert changed[0] == entries[0]
    assert changed[1].live == 2
    assert len(list(tmp_path.glob("*.del"))) == 1


def test_deletions_add_up(tmp_path, entries):
    first = Deletions(tmp_path, entries)
    first.delete(["a"])
    second = Deletions(tmp_path, first.entries())
    second.delete(["a", "b"])  # one of them is gone already
    changed = second.entries()
    assert live(tmp_path, changed) == {"one.seg": [False, False, True], "two.seg": None}
    third = Deletions(tmp_path, changed)
    third.delete(["a", "b"])
    assert third.entries() == changed


def test_a_segment_without_a_live_document_is_left_out(tmp_path, entries):
    deletions = Deletions(tmp_path, entries)
    deletions.delete(["a", "b", "c"])
    (left,) = deletions.entries()
    assert (left.name, left.live) == ("two.seg", 2)


def test_a_document_is_deleted_by_its_number_too(tmp_path, entries):
    deletions = Deletions(tmp_path, entries)
    deletions.mark(1, 2)
    deletions.mark(1, 2)
    assert live(tmp_path, deletions.entries()) == {"one.seg": None, "two.seg": [True, True, False]}
