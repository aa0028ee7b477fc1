"""Posting lists made by sorting arrays are those that a dict of lists would hold."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engine import inverting
from search.engine.inverting import invert, invert_once, unsigned

SMALL = st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 9))
WIDE = st.tuples(
    st.integers(0, 2**36) | st.integers(0, 3),
    st.integers(0, 2**17) | st.integers(0, 3),
    st.integers(0, 2**23) | st.integers(0, 3),
)
OCCURRENCES = st.sets(SMALL, max_size=40) | st.sets(WIDE, max_size=20)


def arrays(occurrences, kinds=(np.uint64, np.uint32, np.uint32)):
    """In no order."""
    columns = list(zip(*occurrences, strict=True)) or [(), (), ()]
    return [np.array(column, kind) for column, kind in zip(columns, kinds, strict=True)]


def modelled(occurrences):
    """term -> document -> positions"""
    found = defaultdict(lambda: defaultdict(list))
    for term, document, position in sorted(occurrences):
        found[term][document].append(position)
    return {term: dict(documents) for term, documents in found.items()}


def read_back(distinct, inverted):
    found = {}
    for number, term in enumerate(distinct.tolist()):
        first, last = inverted.starts[number], inverted.starts[number + 1]
        freqs = inverted.freqs[first:last].tolist()
        positions = inverted.positions[
            inverted.position_starts[number] : inverted.position_starts[number + 1]
        ].tolist()
        assert len(positions) == sum(freqs)
        found[term] = {}
        for document, freq in zip(inverted.docs[first:last].tolist(), freqs, strict=True):
            found[term][document], positions = positions[:freq], positions[freq:]
    return found


@pytest.fixture(params=[64, 8], ids=["packed", "lexsort"])
def way(request, monkeypatch):
    """Both ways to sort: in one number, where that has room, and by columns."""
    monkeypatch.setattr(inverting, "WORD_BITS", request.param)
    return request.param


def assert_inverted(occurrences):
    distinct, inverted = invert(*arrays(occurrences))
    model = modelled(occurrences)
    assert distinct.tolist() == sorted(model)
    assert read_back(distinct, inverted) == model


@given(occurrences=OCCURRENCES)
@settings(max_examples=100, deadline=None)
def test_lists_with_positions(occurrences):
    assert_inverted(occurrences)


@given(occurrences=OCCURRENCES)
@settings(max_examples=40, deadline=None)
def test_lists_with_positions_that_do_not_fit_in_one_number(occurrences):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inverting, "WORD_BITS", 4)
        assert_inverted(occurrences)


def test_both_ways_to_sort_give_the_same_arrays(monkeypatch):
    random = np.random.default_rng(3)
    terms, docs, positions = (random.integers(0, most, 5000) for most in (50, 30, 4000))
    one = invert(terms, docs, positions)
    monkeypatch.setattr(inverting, "WORD_BITS", 1)
    other = invert(terms, docs, positions)
    assert one[0].tolist() == other[0].tolist()
    for (name, array), (_, same) in zip(one[1].sections(), other[1].sections(), strict=True):
        assert array.dtype == same.dtype, name
        assert array.tolist() == same.tolist(), name


@given(occurrences=st.lists(st.tuples(SMALL | WIDE).map(lambda one: one[0][:2]), max_size=40))
@settings(max_examples=100, deadline=None)
def test_lists_that_say_only_which_documents(occurrences):
    terms, docs, _ = arrays([(*pair, 0) for pair in occurrences])
    distinct, inverted = invert_once(terms, docs)
    assert distinct.tolist() == sorted({term for term, _ in occurrences})
    assert inverted.freqs is inverted.positions is inverted.position_starts is None
    for number, term in enumerate(distinct.tolist()):
        found = inverted.docs[inverted.starts[number] : inverted.starts[number + 1]].tolist()
        assert found == sorted({document for other, document in occurrences if other == term})


def test_nothing_makes_empty_lists():
    for distinct, inverted in (invert(*arrays([])), invert_once(*arrays([])[:2])):
        assert distinct.tolist() == inverted.docs.tolist() == []
        assert inverted.starts.tolist() == [0]


def test_one_term_in_a_number_of_sixty_four_bits(way):
    """A shift by the whole width of a number is a trap of its own."""
    last = 2**32 - 1
    distinct, inverted = invert(*arrays([(0, last, last), (0, 0, 0)]))
    assert distinct.tolist() == [0]
    assert inverted.docs.tolist() == [0, last]
    assert inverted.positions.tolist() == [0, last]


@pytest.mark.parametrize(
    ("largest", "kind"), [(-1, "u1"), (0, "u1"), (255, "u1"), (256, "u2"), (65_536, "u4"), (2**32, "u8")]
)
def test_numbers_take_the_least_room(largest, kind):
    assert unsigned(largest) == np.dtype(kind)


def test_document_numbers_take_two_bytes_in_a_segment_of_ours():
    assert invert_once(np.array([1]), np.array([3]))[1].docs.dtype == np.uint16
    assert invert_once(np.array([1]), np.array([65_535]))[1].docs.dtype == np.uint16
    assert invert_once(np.array([1]), np.array([65_536]))[1].docs.dtype == np.uint32
