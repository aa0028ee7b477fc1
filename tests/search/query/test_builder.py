"""From a state to what the engine is asked, step by step."""

import pytest

from search.engine.ask import (
    AllOf,
    AnyOf,
    Between,
    Everything,
    Missing,
    Not,
    Ranked,
    Substring,
    Values,
    Words,
)
from search.query.builder import build, filters, match
from search.query.ranking import BOOSTS, rank
from search.query.state import SearchState
from search.query.syntax import read

FIELDS = {"city": "city_key", "date": "date"}


def asked(q):
    return match(q, read(q), FIELDS)


@pytest.mark.parametrize(
    ("q", "node"),
    [
        pytest.param("", Everything(), id="an empty query matches all"),
        pytest.param("。", AllOf((AnyOf((Values("signs", ("。",)),)),)), id="punctuation alone"),
        pytest.param("疫 。", AllOf((AnyOf((Words("text", "疫"),)),)), id="punctuation beside a word"),
        pytest.param("疫", AllOf((AnyOf((Words("text", "疫"),)),)), id="a word"),
        pytest.param('"疫"', AllOf((AnyOf((Substring("text", "疫"),)),)), id="a phrase"),
        pytest.param(
            "a OR b",
            AllOf((AnyOf((Words("text", "a"), Words("text", "b"))),)),
            id="alternatives",
        ),
        pytest.param("-疫", AllOf((Everything(), Not(Words("text", "疫")))), id="exclusion alone"),
    ],
)
def test_words_become_nodes(q, node):
    assert asked(q) == node


def test_titles_weigh_more_than_texts():
    weighed = tuple(Ranked(field, "疫", boost) for field, boost in BOOSTS.items())
    assert {each.field for each in weighed} == {"text", "title", "heads"}
    assert rank(read("疫")) == AnyOf(weighed)


def test_nothing_ranks_what_was_not_asked_for_in_words():
    assert rank(read("-疫")) is None


def test_no_filter_without_a_choice():
    assert filters(SearchState(), FIELDS) == {}


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        pytest.param(
            SearchState(chosen=(("city", "3101"), ("city", "3205"))),
            {"city": AllOf((AnyOf((Values("city_key", ("3101", "3205")),)),))},
            id="or within a facet",
        ),
        pytest.param(
            SearchState(chosen=(("city", "3101"), ("date", "2022"))),
            {"city": AllOf((AnyOf((Values("city_key", ("3101",)),)),)), "date": AllOf((AnyOf((Values("date", ("2022",)),)),))},
            id="one filter for each facet",
        ),
        pytest.param(
            SearchState(chosen=(("city", "3101"), ("city", "none"))),
            {"city": AllOf((AnyOf((Values("city_key", ("3101",)), Missing("city_key"))),))},
            id="none is what is missing",
        ),
        pytest.param(
            SearchState(excluded=(("city", "3101"), ("city", "3205"))),
            {"city": AllOf((Not(AnyOf((Values("city_key", ("3101",)),))), Not(AnyOf((Values("city_key", ("3205",)),)))))},
            id="each refusal on its own",
        ),
        pytest.param(
            SearchState(date_from="2022-04-01", date_to="2022-04-30"),
            {"date": AllOf((Between("date_last", low="2022-04-01"), Between("date_first", high="2022-04-30")))},
            id="a range is part of the date's filter",
        ),
    ],
)  # fmt: skip
def test_choices_become_named_filters(state, expected):
    assert filters(state, FIELDS) == expected


def test_a_page_is_a_window_and_every_facet_is_counted():
    question = build(SearchState(page=3, page_size=50), read(""), FIELDS, {"city": "counted"})
    assert (question.start, question.size, dict(question.facets)) == (100, 50, {"city": "counted"})


@pytest.mark.parametrize(
    ("state", "sort"),
    [
        (SearchState(q="疫"), ()),
        (SearchState(), (("date_last", True), ("date_first", True))),
        (SearchState(sort="oldest"), (("date_first", False), ("date_last", False))),
    ],
    ids=["relevance", "newest", "oldest"],
)
def test_orders(state, sort):
    assert build(state, read(state.q), FIELDS, FIELDS).sort == sort
