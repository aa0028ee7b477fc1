"""Whoosh's posting values are read without pickle: the numbers come through, nothing else does."""

import datetime as dt
import os
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engine.codec import plain_pickles

whole = st.integers(-(2**31), 2**31 - 1)
numbers = whole | st.floats(allow_nan=False)
occurrences = st.lists(whole | st.lists(numbers, min_size=1, max_size=5).map(tuple), max_size=20)


@given(occurrences)
def test_numbers_tuples_and_lists_come_through(value):
    assert plain_pickles.loads(pickle.dumps(value, 2)) == value


def test_lists_longer_than_a_batch_of_pickle_come_through():
    value = [(number, number + 1) for number in range(5000)]
    assert plain_pickles.loads(pickle.dumps(value, 2)) == value


def test_the_stop_at_the_end_may_be_left_out():
    assert plain_pickles.loads(pickle.dumps([1, 300], 2)[:-1]) == [1, 300]


class Exploit:
    def __reduce__(self):
        return os.system, ("false",)


@pytest.mark.parametrize(
    "value",
    [Exploit(), dt.date(2022, 4, 1), "text", {"a": 1}, 2**40, None],
    ids=lambda value: type(value).__name__,
)
def test_anything_else_is_refused(value):
    with pytest.raises(ValueError, match="plain value"):
        plain_pickles.loads(pickle.dumps([value], 2))


@given(st.binary(max_size=40))
def test_no_bytes_do_more_than_raise_a_value_error(data):
    try:
        plain_pickles.loads(data)
    except ValueError:
        return
