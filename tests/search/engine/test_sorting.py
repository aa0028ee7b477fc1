"""Hits by columns stand as Python's own sort would put them, those without a value last."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engine.ask import Ask, Everything, Substring
from search.engine.parts import Part, Parts
from search.engine.schema import FieldSpec
from search.engine.sorting import best_by_columns
from tests.search.engine.conftest import segment_of

COLUMNS = ["size", "share", "when", "open", "city", "day", "title", "text", "id"]


def first_value(document, name):
    value = document.get(name)
    value = value[0] if isinstance(value, list) and value else value
    return None if value in ("", []) else value


def modelled(documents, sort):
    """Numbers of the documents, in order: the last column first, as stable sorts are put together."""
    order = list(range(len(documents)))
    for name, descends in reversed(sort):
        values = {number: first_value(documents[number], name) for number in order}
        having = [number for number in order if values[number] is not None]
        having.sort(key=values.__getitem__, reverse=descends)
        order = having + [number for number in order if values[number] is None]
    return order


def parts_of(portions, directory, specs):
    found, first = [], 0
    for number, documents in enumerate(portions):
        if documents:
            segment = segment_of(documents, directory / f"{number}.seg", specs)
            found.append(Part(segment, segment.everything(), first))
            first += len(documents)
    return Parts(found)


def everything(parts):
    return [(part, np.arange(part.documents)) for part in parts]


def some_sort(chance):
    return tuple((name, chance.random() < 0.5) for name in chance.sample(COLUMNS, chance.randrange(1, 4)))


@pytest.mark.parametrize("seed", range(20))
def test_several_columns_over_several_segments(worn_index, seed):
    chance = random.Random(seed)
    sort = some_sort(chance)
    documents = [fields for _, fields in worn_index.reader.documents()]
    expected = [documents[number]["id"] for number in modelled(documents, sort)]
    for most in (1, 7, 50, 1000):
        found = worn_index.reader.answer(Ask(Everything(), sort=sort, size=most))
        assert [hit.key for hit in found.hits] == expected[:most], sort
        assert {hit.score for hit in found.hits} == {None}


@pytest.mark.parametrize("name", COLUMNS)
@pytest.mark.parametrize("descends", [False, True], ids=["ascending", "descending"])
def test_one_column(worn_index, name, descends):
    documents = [fields for _, fields in worn_index.reader.documents()]
    expected = [documents[number]["id"] for number in modelled(documents, [(name, descends)])]
    assert worn_index.keys(Everything(), sort=((name, descends),), size=1000) == expected


def test_pages_follow_each_other(worn_index):
    sort = (("city", True), ("size", False))
    whole = worn_index.keys(Substring("text", "核酸"), sort=sort, size=1000)
    pages = [worn_index.keys(Substring("text", "核酸"), sort=sort, start=n, size=9) for n in range(0, 400, 9)]
    assert [key for page in pages for key in page] == whole
    assert len(whole) > 50


WHOLE = st.none() | st.sampled_from([-(2**63), -(2**63) + 1, -1, 0, 1, 2**63 - 2, 2**63 - 1])
FRACTIONS = st.none() | st.sampled_from([float("-inf"), -1e308, -0.5, 0.0, 0.5, 1e308, float("inf")])
TEXTS = st.none() | st.sampled_from(["a", "b", "甲", "乙", "\U00020000", "\ue000", "\ud800"])


@given(
    documents=st.lists(
        st.fixed_dictionaries({"n": WHOLE, "f": FRACTIONS, "v": TEXTS, "t": TEXTS}), max_size=14
    ),
    cut=st.integers(0, 14),
    sort=st.lists(st.tuples(st.sampled_from("nfvt"), st.booleans()), min_size=1, max_size=3),
    most=st.integers(0, 15),
)
@settings(max_examples=120, deadline=None)
def test_values_at_the_borders_of_their_types(tmp_path_factory, documents, cut, sort, most):
    """The smallest and the largest number are not taken for a missing one."""
    kinds = {"id": "key", "n": "integer", "f": "float", "v": "values", "t": "text"}
    specs = tuple(FieldSpec(name, kind) for name, kind in kinds.items())
    documents = [{"id": str(number), **values} for number, values in enumerate(documents)]
    directory = tmp_path_factory.mktemp("sorted", numbered=True)
    parts = parts_of([documents[:cut], documents[cut:]], directory, specs)
    assert best_by_columns(everything(parts), sort, most) == modelled(documents, sort)[:most]


def test_nothing_to_sort(worn_index):
    assert best_by_columns([], [("size", True)], 5) == []
    parts = worn_index.parts
    assert best_by_columns([(part, np.zeros(0, np.int64)) for part in parts], [("size", True)], 5) == []


@pytest.mark.parametrize("name", ["extra", "nowhere"])
def test_a_field_that_cannot_be_sorted_by_is_a_lookup_error(worn_index, name):
    with pytest.raises(LookupError):
        worn_index.keys(Everything(), sort=((name, True),))
