"""Counts of a facet's values are a mapping that stays arrays until it is read."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engine.ask import Hit, ValueCounts

COUNTS = st.lists(st.integers(0, 5), max_size=12)


def counted(counts):
    values = [f"v{number}" for number in range(len(counts))]
    plain = {value: count for value, count in zip(values, counts, strict=True) if count}
    return ValueCounts(values, np.array(counts, np.int64)), plain


@given(COUNTS)
@settings(max_examples=60, deadline=None)
def test_it_is_the_dict_of_the_values_that_some_document_has(counts):
    found, plain = counted(counts)
    assert found == plain
    assert dict(found) == dict(found.items()) == plain
    assert list(found) == list(found.keys()) == list(plain)
    assert len(found) == len(plain)
    assert list(found.values()) == list(plain.values())
    assert all(isinstance(count, int) for count in found.values())
    for number in range(len(counts)):
        assert found.get(f"v{number}", 0) == counts[number]
        assert (f"v{number}" in found) == bool(counts[number])


@given(COUNTS, st.integers(1, 14))
@settings(max_examples=100, deadline=None)
def test_the_largest_are_the_most_frequent_and_all_that_equal_the_last(counts, most):
    found, plain = counted(counts)
    ordered = sorted(plain.values(), reverse=True)
    least = ordered[min(most, len(ordered)) - 1] if ordered else 0
    assert sorted(found.largest(most)) == sorted(item for item in plain.items() if item[1] >= least)


def test_an_unknown_value_is_a_key_error():
    with pytest.raises(KeyError):
        counted([1, 0])[0]["v1"]


def test_values_that_come_later_do_not_count():
    """The list of values grows while the index is open."""
    values = ["a", "b"]
    found = ValueCounts(values, np.array([2, 1]))
    values.append("c")
    assert found == {"a": 2, "b": 1}
    assert sorted(found.largest(5)) == [("a", 2), ("b", 1)]


def test_what_is_stored_is_unpacked_once_and_only_when_asked_for():
    unpacked = []
    hit = Hit("key", 1.5, lambda: unpacked.append(1) or {"text": "核酸"})
    assert unpacked == []
    assert hit.stored == hit.stored == {"text": "核酸"}
    assert unpacked == [1]
