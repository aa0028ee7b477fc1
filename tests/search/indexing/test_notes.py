"""What changed is noted for the generations that are not current, and survives a kill."""

from __future__ import annotations

import pytest

from search.engine import generations
from search.indexing import notes


@pytest.fixture
def root(tmp_path):
    return tmp_path / "index"


@pytest.fixture
def beside(root):
    """An unfinished generation beside a current one."""
    generations.publish(root, generations.create(root, "d"))
    return generations.create(root, "d")


def test_each_article_is_noted_once_for_every_generation_beside_the_current(root, beside):
    another = generations.create(root, "d")
    notes.note(root, [3, 1, 3])
    notes.note(root, [2])
    assert notes.noted(beside)[0] == notes.noted(another)[0] == {1, 2, 3}
    assert notes.noted(generations.current(root, "d"))[0] == set()


def test_reading_goes_on_where_it_ended(root, beside):
    notes.note(root, [1])
    first, place = notes.noted(beside)
    notes.note(root, [2])
    assert (first, notes.noted(beside, place)[0]) == ({1}, {2})


def test_a_line_that_a_kill_cut_off_hides_none_that_follows(root, beside):
    with (beside.path / notes.NOTES).open("w") as file:
        file.write("\n12")  # of 12345
    notes.note(root, [678])
    assert 678 in notes.noted(beside)[0]


def test_nothing_is_noted_where_there_is_no_index(root):
    notes.note(root, [1])
    assert not root.exists()


def test_forgetting_twice_is_forgetting_once(root, beside):
    notes.note(root, [1])
    notes.forget(beside)
    notes.forget(beside)
    assert notes.noted(beside) == (set(), 0)
