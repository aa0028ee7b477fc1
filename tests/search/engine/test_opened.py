"""A state that is held open knows when it is outdated, and passes on what stays true."""

from __future__ import annotations

import pytest

from search.engine.answering import answer_to
from search.engine.ask import Ask, Everything
from search.engine.opened import Opened
from tests.search.engine.conftest import articles


@pytest.fixture
def open_now(whole_index):
    def make(before=None):
        return Opened(whole_index.root, whole_index.generation, whole_index.schema, "text", before)

    return make


def test_it_is_current_until_a_commit(whole_index, open_now):
    whole_index.put(*articles(5, seed=71))
    opened = open_now()
    assert opened.is_current()
    whole_index.delete("d1")
    assert not opened.is_current()
    assert open_now().is_current()


def test_it_is_current_until_another_generation_is(whole_index, open_now):
    opened = open_now()
    generation = whole_index.writer.create()
    assert opened.is_current()
    whole_index.writer.publish(generation)
    assert not opened.is_current()


def test_it_answers_the_same_however_the_index_moves_on(whole_index, open_now):
    whole_index.put(*articles(30, seed=72))
    opened = open_now()
    question = Ask(Everything(), facets={"city": "city"}, sort=(("size", True),), size=50)
    before = answer_to(question, opened)
    whole_index.put(*articles(30, seed=73))
    whole_index.delete(*(f"d{n}" for n in range(20)))
    whole_index.writer.clear()
    after = answer_to(question, opened)
    assert after == before
    assert [hit.stored for hit in after.hits] == [hit.stored for hit in before.hits]


def test_the_numbers_of_values_are_kept_from_state_to_state(whole_index, open_now):
    whole_index.put({"id": "1", "city": ["甲", "乙"]})
    first = open_now()
    answer_to(Ask(Everything(), facets={"city": "city"}), first)
    whole_index.put({"id": "2", "city": ["丙"]})
    assert open_now(first).numbering is first.numbering
    whole_index.writer.clear()
    assert open_now(first).numbering is not first.numbering


def test_which_fields_are_moments(open_now):
    opened = open_now()
    assert opened.is_moment("when")
    assert not opened.is_moment("size")
