"""Counts of a facet's values give the most frequent without looking at the others one by one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engine.ask import ValueCounts


def of(*numbers):
    return ValueCounts([f"v{number}" for number in range(len(numbers))], np.array(numbers, np.int64))


def test_a_value_that_nothing_has_is_not_in_it():
    counts = of(3, 0, 1)
    assert dict(counts.items()) == dict(counts) == {"v0": 3, "v2": 1}
    assert (len(counts), "v1" in counts, counts.get("v1", 0)) == (2, False, 0)


@given(st.lists(st.integers(0, 5), max_size=30), st.integers(1, 12))
def test_the_largest_are_those_that_at_most_a_few_exceed(numbers, most):
    counts = of(*numbers)
    expected = {
        value: count
        for value, count in counts.items()
        if sum(other > count for other in counts.values()) < most
    }
    assert dict(counts.largest(most)) == expected


@pytest.mark.parametrize("most", [1, 2, 3, 10])
def test_all_that_are_as_frequent_as_the_last_are_given(most):
    assert len(of(2, 2, 2).largest(most)) == 3
