"""A facet as the API writes it is JSON, whatever stands in its values, in the reader's language."""

from __future__ import annotations

import json

import numpy as np
import pytest
from django.utils.translation import override

from search.engine.ask import ValueCounts
from search.facet_groups import FacetGroup
from search.facet_json import facet_json
from search.facets import FACETS
from search.query.state import SearchState


def written(name, counts, chosen=(), missing=0, most=None):
    facet = next(facet for facet in FACETS if facet.name == name)
    values = ValueCounts(list(counts), np.array(list(counts.values()), int))
    return json.loads(facet_json(FacetGroup(facet, SearchState(), values, missing, tuple(chosen)), most))


def test_every_value_is_written_in_the_facets_order():
    found = written("city", {"31": 2, "43": 3, "4305": 3}, chosen=["31"])
    assert found == [
        {"value": "43", "label": "湖南省", "count": 3, "selected": False, "parent": None},
        {"value": "4305", "label": "邵阳市", "count": 3, "selected": False, "parent": "43"},
        {"value": "31", "label": "上海市", "count": 2, "selected": True, "parent": None},
    ]


@pytest.mark.parametrize("name", ['"', "\\", "</script>", "一\n二", "\x01", "𠮷", "a\tb"])
def test_any_name_is_written_as_it_is(name):
    (value,) = written("source", {f"{name}\tabc": 1})
    assert (value["value"], value["label"]) == ("abc", name)


def test_the_most_frequent_come_first_then_by_name_and_what_is_missing_last():
    counts = {"丙报\tx": 1, "乙报\ty": 5, "甲报\tz": 1}
    found = written("source", counts, chosen=["none"], missing=9)
    assert [(value["label"], value["count"]) for value in found] == [
        ("乙报", 5), ("丙报", 1), ("甲报", 1), ("未著录", 9),
    ]  # fmt: skip
    assert [value["selected"] for value in found] == [False, False, False, True]


def test_a_label_is_in_the_language_that_is_asked_for_each_time():
    for language, label in (("en", "April 2022"), ("zh-hans", "2022年4月"), ("en", "April 2022")):
        with override(language):
            assert written("date", {"2022-04": 1})[0]["label"] == label


def test_a_facet_without_values_is_an_empty_array():
    assert written("source", {}) == []


def test_of_so_many_values_the_most_frequent_are_written_and_what_is_chosen():
    counts = {"31": 5, "43": 3, "4305": 3, "44": 1}
    found = written("city", counts, chosen=["44"], most=3)
    assert [value["value"] for value in found] == ["31", "43", "44"]
    assert [value["value"] for value in written("city", counts, most=2)] == ["31", "43"]
    assert written("city", counts, most=0) == []
    assert len(written("city", counts, most=100)) == 4
