"""Quoted words and texts come back whole, whatever stands in them."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from whoosh import query

from search.engine import notation
from search.engine.parsing import parse
from search.engine.schema import build
from tests.search.conftest import SPECS

SCHEMA = build(SPECS)
SIGNS = st.text(alphabet="ab核'\"()[]{}*?:^~\\-+!&|/.,;AND", min_size=1, max_size=8)
TEXTS = st.text(alphabet="ab核 \n'\"()[]{}*?:^~\\-", min_size=1, max_size=10)


def parsed(text):
    return parse(text, SCHEMA, "text")


@given(word=SIGNS)
def test_a_quoted_word_is_one_term_and_ends_no_group(word):
    assume(notation.term(word) != word)  # such a one is quoted already
    term = query.Term("city", word)
    assert parsed(f"(city:({notation.term(word)}) AND NOT (day:(x)))") == query.And(
        [term, query.Not(query.Term("day", "x"))]
    )


@given(text=TEXTS)
def test_a_quoted_piece_is_one_value(text):
    assert parsed(f"city:({notation.piece(text)} OR {notation.piece('x')})") == query.Or(
        [query.Term("city", text), query.Term("city", "x")]
    )


@given(word=SIGNS)
def test_quoting_twice_changes_nothing(word):
    once = notation.term(word)
    assert notation.term(once) == once


@given(low=SIGNS, high=SIGNS)
def test_the_ends_of_a_range_may_be_quoted(low, high):
    found = parsed(f"city:([{notation.term(low)} to {notation.term(high)}])")
    assert found == query.TermRange("city", low, high).normalize()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("[tomato to]", query.TermRange("city", "tomato", None), id="to inside"),
        pytest.param("[to tomato]", query.TermRange("city", None, "tomato"), id="to at the beginning"),
        pytest.param("{a to}", query.TermRange("city", "a", None, True, True), id="after"),
        pytest.param("{to a}", query.TermRange("city", None, "a", True, True), id="before"),
        pytest.param("[a b to c d]", query.TermRange("city", "a b", "c d"), id="blanks"),
        pytest.param("[* TO e]", query.TermRange("city", "*", "e"), id="an asterisk"),
    ],
)
def test_ranges(written, expected):
    assert parsed(f"city:{written}") == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("'a.b'*", query.Prefix("city", "a.b"), id="begins"),
        pytest.param("*'a.b'*", query.Wildcard("city", "*a.b*"), id="holds"),
        pytest.param("*'a*b'", query.Wildcard("city", "*a[*]b"), id="ends, and holds an asterisk"),
        pytest.param("'a.b'~2/3", query.FuzzyTerm("city", "a.b", maxdist=2, prefixlength=3), id="nearly"),
        pytest.param("'a.b'^2", query.Term("city", "a.b", boost=2.0), id="boosted"),
    ],
)
def test_what_may_follow_a_quoted_word(written, expected):
    assert parsed(f"city:({written})") == expected
