"""Columns of values: each document's row, what is counted, what is missing."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engine.ordinals import Numbers, Ordinals

MOST = 6  # values of the field
ROWS = st.lists(st.lists(st.integers(0, MOST - 1), unique=True, max_size=3).map(tuple), max_size=30)


@given(ROWS)
@settings(max_examples=80, deadline=None)
def test_each_document_keeps_its_values_in_their_order(rows):
    ordinals = Ordinals.of(rows)
    assert [ordinals.row(row) for row in ordinals.rows.tolist()] == rows
    assert ordinals.missing().tolist() == [not row for row in rows]
    assert ordinals.first().tolist() == [row[0] if row else -1 for row in rows]


@given(ROWS, st.data())
@settings(max_examples=80, deadline=None)
def test_values_are_counted_over_some_documents(rows, data):
    chosen = sorted(data.draw(st.sets(st.integers(0, len(rows) - 1)) if rows else st.just(set())))
    counts, missing = Ordinals.of(rows).count(np.array(chosen, np.int64), MOST)
    model = Counter(value for document in chosen for value in rows[document])
    assert counts.tolist() == [model[value] for value in range(MOST)]
    assert missing == sum(not rows[document] for document in chosen)


def test_documents_with_the_same_values_share_a_row():
    ordinals = Ordinals.of([(0, 1), (), (0, 1), (1, 0), ()])
    assert len(ordinals.starts) - 1 == 3
    assert ordinals.rows.tolist() == [0, 1, 0, 2, 1]


@pytest.mark.parametrize("distinct", [1, 255, 256, 257, 65_536])
def test_many_different_rows(distinct):
    """Around the borders of the types that number them."""
    ordinals = Ordinals.of([(value,) for value in range(distinct)])
    last = int(ordinals.rows[-1])
    assert ordinals.row(last) == (distinct - 1,)
    assert ordinals.first().tolist() == list(range(distinct))


def test_no_documents():
    ordinals = Ordinals.of([])
    assert ordinals.missing().tolist() == ordinals.first().tolist() == []
    assert ordinals.count(np.zeros(0, np.int64), 0)[1] == 0


@given(st.lists(st.none() | st.integers(-(2**63), 2**63 - 1), max_size=20))
@settings(max_examples=60, deadline=None)
def test_whole_numbers_are_exact(values):
    column = Numbers.of(values)
    assert column.numbers.dtype == np.int64
    assert [
        n if has else None for n, has in zip(column.numbers.tolist(), column.present, strict=True)
    ] == values


@given(st.lists(st.none() | st.floats(allow_nan=False), max_size=20))
@settings(max_examples=60, deadline=None)
def test_fractions_are_kept(values):
    column = Numbers.of(values)
    assert [
        n if has else None for n, has in zip(column.numbers.tolist(), column.present, strict=True)
    ] == values


def test_a_zero_is_not_missing():
    assert Numbers.of([0, None, 0.0]).present.tolist() == [True, False, True]
