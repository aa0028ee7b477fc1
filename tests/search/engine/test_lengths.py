"""Field lengths in one byte are Whoosh's."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.util.numeric import byte_to_length, length_to_byte

from search.engine.lengths import LENGTHS, to_bytes


@given(st.lists(st.integers(0, 300) | st.integers(0, 10**7), max_size=30))
@settings(max_examples=60, deadline=None)
def test_each_length_takes_the_byte_that_whoosh_gives_it(lengths):
    found = to_bytes(np.array(lengths, np.int64))
    assert found.dtype == np.uint8
    assert found.tolist() == [length_to_byte(length) for length in lengths]
    assert LENGTHS[found].tolist() == [byte_to_length(length_to_byte(length)) for length in lengths]


def test_bytes_stand_for_lengths_in_order():
    """Bounds of scores rest on it."""
    assert LENGTHS[0] == 0
    assert (np.diff(LENGTHS) >= 0).all()
    lengths = to_bytes(np.arange(5000))
    assert (np.diff(lengths.astype(int)) >= 0).all()
