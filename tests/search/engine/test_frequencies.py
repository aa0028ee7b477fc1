"""Frequencies of one byte, with those that do not fit beside them, are the frequencies that were given."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.engine.frequencies import FULL, Narrowing, widened
from search.engine.merging import merge
from search.engine.segment import Segment
from tests.search.engine.conftest import segment_of

frequencies = st.lists(st.one_of(st.integers(1, 300), st.sampled_from([FULL - 1, FULL, FULL + 1, 2**32 - 1])))


@given(st.lists(frequencies, min_size=1), st.data())
def test_any_stretch_comes_back(portions, data):
    narrowing = Narrowing()
    narrow = np.concatenate([narrowing.take(np.array(portion, np.int64)) for portion in portions])
    given_ = [freq for portion in portions for freq in portion]
    assert narrow.dtype == np.uint8
    table = narrowing.sections()
    assert bool(table) == any(freq >= FULL for freq in given_)
    if not table:
        assert narrow.tolist() == given_
        return
    first = data.draw(st.integers(0, len(given_)))
    last = data.draw(st.integers(first, len(given_)))
    found = widened(narrow[first:last], first, table["many_at"], table["many"])
    assert found.tolist() == given_[first:last]


def test_frequencies_of_any_size_survive_a_merge_and_deletions(tmp_path):
    counts = [1, 254, 255, 256, 700, 3]
    texts = ["，".join(["核酸"] * count) for count in counts]
    one = segment_of([{"id": f"a{i}", "text": text} for i, text in enumerate(texts)], tmp_path / "one.seg")
    two = segment_of([{"id": f"b{i}", "text": text} for i, text in enumerate(texts)], tmp_path / "two.seg")
    live = np.array([True, False, True, True, False, True])
    merge([(one, live), (two, None)], tmp_path / "both.seg")
    both = Segment.open(tmp_path / "both.seg")
    term = "核酸".encode()
    assert one.fields["text"].find(term).freqs.tolist() == counts
    expected = [*np.array(counts)[live].tolist(), *counts]
    found = both.fields["text"].find(term)
    assert found.freqs.tolist() == expected
    assert len(found.positions) == sum(expected)
    assert both.fields["text"].array("freqs").dtype == np.uint8
    only_few = segment_of([{"id": "c", "text": "核酸"}], tmp_path / "few.seg")
    assert not only_few.fields["text"].has("many")
