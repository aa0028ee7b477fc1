"""Posting lists are read back as they were written: ids, weights and values, in columns or as strings."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh import formats

from search.engine.codec.drafts import PostingsDraft, VectorsDraft
from search.engine.codec.postings import PostingTable

positions = formats.Positions()
weights = st.integers(0, 2**32 - 1) | st.floats(-1000, 1000)
strings = st.binary(max_size=8) | st.lists(st.integers(0, 2**31 - 1), min_size=1, max_size=6).map(
    positions.encode
)
postings = st.dictionaries(st.integers(0, 70_000), st.tuples(weights, strings), max_size=8)


class Sections:
    """Stands for a segment's field: sections by name."""

    def __init__(self, sections, notes):
        self.sections, self.notes = dict(sections), notes

    def has(self, name):
        return name in self.sections

    def array(self, name):
        return self.sections[name]

    def freqs(self, span):
        return self.sections["freqs"][span] if "freqs" in self.sections else None


def written(lists, format_=positions, boost=1.0):
    return filled(PostingsDraft(format_, boost), lists)


def filled(draft, lists):
    for items in lists:
        for id_, weight, value in items:
            draft.add(id_, weight, value)
        draft.close_list()
    return Sections(draft.sections(), {"boost": draft.boost})


@given(st.lists(postings, min_size=1, max_size=5), st.sampled_from([1.0, 2.0, 0.3]))
def test_lists_come_back_as_they_were_written(lists, boost):
    lists = [[(doc, *rest) for doc, rest in sorted(items.items())] for items in lists]
    table = PostingTable(written(lists, boost=boost))
    assert len(table) == len(lists)
    for number, items in enumerate(lists):
        found = table[number]
        weights = [1.0] * len(found) if found.weights is None else found.weights.tolist()
        values = [found.string(i, positions) for i in range(len(found))]
        assert list(zip(found.docs.tolist(), weights, values, strict=True)) == items


def test_positions_stand_flat_and_make_no_strings():
    value = positions.encode
    field = written([[(0, 2, value([3, 9])), (5, 1, value([7]))], [(5, 3, value([0, 1, 2]))]])
    assert field.sections.keys() == {"starts", "docs", "freqs", "positions", "position_starts"}
    assert field.array("positions").tolist() == [3, 9, 7, 0, 1, 2]
    assert field.array("position_starts").tolist() == [0, 3, 6]
    assert PostingTable(field)[0].positions(1) == [7]


def test_boosted_weights_keep_the_counts_beside_them():
    field = written([[(0, 3.5, positions.encode([4, 8]))]])
    (found,) = PostingTable(field)
    assert found.weights.tolist() == [3.5]
    assert (found.count(0), found.positions(0)) == (2, [4, 8])


def test_a_fields_boost_is_kept_beside_its_frequencies():
    field = written([[(0, 4.5, positions.encode([4, 6, 8])), (1, 1.5, positions.encode([2]))]], boost=1.5)
    assert field.notes == {"boost": 1.5}
    assert field.array("freqs").tolist() == [3, 1]
    assert "counts" not in field.sections
    (found,) = PostingTable(field)
    assert found.weights.tolist() == [4.5, 1.5]


def test_a_boost_that_cannot_be_undone_stays_in_the_weights():
    field = written([[(0, 4.6, b"")]], formats.Existence(), boost=1.5)
    assert field.notes == {"boost": 1}
    assert next(iter(PostingTable(field))).weights.tolist() == [4.6]


def test_a_boosted_field_without_frequencies_weighs_its_boost():
    (found,) = PostingTable(written([[(0, 2.0, b""), (7, 2.0, b"")]], formats.Existence(), boost=2.0))
    assert found.weights.tolist() == [2.0, 2.0]


def test_one_string_of_another_make_keeps_all_as_strings():
    field = written([[(0, 1, positions.encode([4])), (1, 1, b"note")]])
    assert "positions" not in field.sections
    (found,) = PostingTable(field)
    assert [found.string(i, positions) for i in (0, 1)] == [positions.encode([4]), b"note"]


def test_a_string_in_a_format_that_pickles_is_never_decoded():
    (found,) = PostingTable(written([[(0, 1, b"\0\0\0\1\x80\x02cos\nsystem\n.")]]))
    assert found.read_as(0, positions, "positions") == []


def test_weights_take_the_smallest_type_that_loses_nothing():
    def kind(*weights):
        sections = written([[(i, weight, b"") for i, weight in enumerate(weights)]]).sections
        return next((sections[name].dtype for name in ("freqs", "weights") if name in sections), None)

    assert kind(1, 1) is None
    assert kind(1, 255) == np.uint8
    assert kind(1, 256) == np.uint16
    assert kind(1, 0.5) == np.float32
    assert kind(1, 0.1) == np.float64


def test_documents_beyond_two_bytes_take_four():
    assert written([[(65_535, 1, b"")]]).array("docs").dtype == np.uint16
    assert written([[(65_536, 1, b"")]]).array("docs").dtype == np.uint32


def test_a_document_named_twice_by_a_list_of_numbers_counts_once():
    (found,) = PostingTable(written([[(3, 1, b""), (3, 1, b""), (4, 1, b"")]], formats.Existence()))
    assert found.docs.tolist() == [3, 4]


def test_texts_of_a_vector_come_back():
    (found,) = PostingTable(
        filled(VectorsDraft(formats.Existence()), [[("上海", 1, b""), ("\ud800", 1, b"")]])
    )
    assert found.texts == ["上海", "\ud800"]


@pytest.mark.parametrize("name", ["frequency", "weight"])
def test_formats_of_others_making_read_their_own_strings(name):
    class Tens(formats.Format):
        def decode_frequency(self, value):
            return 10 * value[0]

        decode_weight = decode_frequency

    (found,) = PostingTable(written([[(0, 1, b"\3")]], Tens()))
    assert found.read_as(0, Tens(), name) == 30
