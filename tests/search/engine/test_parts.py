"""Parts know where their documents stand in the whole, and what is known of all of them together."""

from __future__ import annotations

import numpy as np
import pytest

from search.engine.dictionary import encoded
from search.engine.errors import IndexDamaged
from search.engine.parts import Parts
from tests.search.engine.conftest import articles


def test_every_document_has_its_place(worn_index):
    parts = worn_index.parts
    assert parts.documents == sum(part.documents for part in parts)
    places = [parts.place(document) for document in range(parts.documents)]
    expected = [(part.segment.name, number) for part in parts for number in range(part.documents)]
    assert [(part.segment.name, number) for part, number in places] == expected
    assert len(parts) == len(list(parts)) > 2


def test_a_key_is_found_where_its_live_document_stands(worn_index):
    parts = worn_index.parts
    live = {fields["id"] for _, fields in worn_index.reader.documents()}
    for number in range(400):
        found = parts.find("id", f"d{number}")
        assert (found is not None) == (f"d{number}" in live)
        if found is not None:
            part, document = parts.place(found)
            assert part.live[document]
            assert part.segment.stored(document)["id"] == f"d{number}"


def test_a_mask_is_of_the_documents_that_hold_a_term(worn_index):
    for part in worn_index.parts:
        for field, term in (("text", "核酸"), ("city", "南通市"), ("text_pairs", "没有")):
            expected = part.nothing()
            expected[part.postings(field, encoded(term)).docs] = True
            mask = part.mask(field, encoded(term))
            assert mask.tolist() == expected.tolist()
            mask[:] = True  # whoever gets one may change it
            assert part.mask(field, encoded(term)).tolist() == expected.tolist()


def test_values_stand_in_the_order_of_their_numbers(worn_index):
    for part in worn_index.parts:
        values = part.values("city")
        assert values == sorted(values)
        assert part.values("city") is values


@pytest.mark.parametrize("prefix", ["", "核", "核酸检", "没有"])
def test_terms_that_begin_so_are_read_as_one(worn_index, prefix):
    for part in worn_index.parts:
        terms = [term for term in part.segment.fields["text"].terms if term.startswith(encoded(prefix))]
        counts = np.zeros(part.documents, int)
        for term in terms:
            postings = part.postings("text", term)
            counts[postings.docs] += postings.freqs
        found = part.begun("text", encoded(prefix))
        assert found.docs.tolist() == np.flatnonzero(counts).tolist()
        assert found.freqs.tolist() == counts[counts > 0].tolist()


def test_no_parts(whole_index):
    parts = whole_index.parts
    assert (len(parts), parts.documents) == (0, 0)
    assert parts.find("id", "anything") is None
    assert parts.average_length("text") == 1.0
    parts.refuse_cut()


def test_what_is_cut_while_it_is_open_is_refused(whole_index):
    whole_index.put(*articles(10, seed=61))
    parts = Parts.open(whole_index.generation.path)
    parts.refuse_cut()
    (path,) = whole_index.generation.path.glob("*.seg")
    with path.open("r+b") as file:
        file.truncate(100)
    with pytest.raises(IndexDamaged):
        parts.refuse_cut()
