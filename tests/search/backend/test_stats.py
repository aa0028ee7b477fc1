"""Figures of number fields, and what has none says so."""

import math

import pytest
from haystack.exceptions import SearchBackendError


def test_figures_of_a_field_over_all_hits(noted):
    found = noted.all().stats("start").stats_results()["start"]
    assert (found["min"], found["max"], found["count"], found["missing"], found["sum"]) == (10, 30, 4, 0, 80)
    assert (found["mean"], found["sumOfSquares"]) == (20, 100 + 400 + 400 + 900)
    assert math.isclose(found["stddev"], math.sqrt(200 / 3))


def test_figures_follow_the_filters(noted):
    found = noted.filter(content="核酸檢測").narrow("vetoed:false").stats("confidence").stats_results()
    assert (found["confidence"]["count"], found["confidence"]["mean"]) == (1, 0.5)


def test_several_fields_and_no_hits(noted):
    found = noted.filter(content="没有这个").stats("start").stats("confidence").stats_results()
    assert {name: (each["count"], each["min"], each["mean"]) for name, each in found.items()} == {
        "start": (0, None, None),
        "confidence": (0, None, None),
    }


def test_none_was_asked_for(noted):
    assert noted.all().stats_results() == {}


@pytest.mark.parametrize("field", ["rule", "day", "nowhere"])
def test_a_field_without_numbers_is_refused(noted, field):
    with pytest.raises(SearchBackendError, match=field):
        noted.stats(field).stats_results()


def test_figures_by_values_are_refused(noted):
    with pytest.raises(SearchBackendError, match="stats_facet"):
        noted.stats_facet("start", ["rule"]).stats_results()
