"""A dictionary answers as a sorted list of its terms would."""

from __future__ import annotations

from bisect import bisect_left

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engine.dictionary import Dictionary, decoded, encoded

BYTES = st.binary(max_size=4) | st.text("核酸检a\xff\U00020000", max_size=3).map(encoded)
TERMS = st.sets(BYTES | st.binary(max_size=3).map(lambda end: b"\xff" * 2 + end), max_size=30).map(sorted)


@given(TERMS)
@settings(max_examples=60, deadline=None)
def test_it_holds_the_terms_in_order(terms):
    dictionary = Dictionary.of(terms)
    assert len(dictionary) == len(terms)
    assert list(dictionary) == terms
    assert [dictionary[number] for number in range(len(terms))] == terms


@given(TERMS, st.lists(BYTES, max_size=8))
@settings(max_examples=100, deadline=None)
def test_terms_are_found_and_nothing_else(terms, others):
    dictionary = Dictionary.of(terms)
    for asked in [*terms, *others]:
        assert dictionary.find(asked) == (terms.index(asked) if asked in terms else -1)
        assert dictionary.at_or_after(asked) == bisect_left(terms, asked)


@given(TERMS, st.lists(BYTES | st.just(b"\xff\xff"), max_size=8))
@settings(max_examples=100, deadline=None)
def test_terms_that_begin_so_stand_together(terms, prefixes):
    dictionary = Dictionary.of(terms)
    for prefix in [b"", *prefixes, *(term[:2] for term in terms)]:
        found = dictionary.prefixed(prefix)
        assert [terms[number] for number in found] == [term for term in terms if term.startswith(prefix)]


@given(TERMS, st.integers(0, 35), st.integers(0, 35))
@settings(max_examples=60, deadline=None)
def test_a_range_of_terms_is_read_at_once(terms, first, last):
    assert Dictionary.of(terms).between(first, last) == terms[first:last]


def test_an_empty_dictionary_finds_nothing():
    dictionary = Dictionary.of([])
    assert len(dictionary) == 0
    assert list(dictionary) == []
    assert dictionary.find(b"") == -1
    assert dictionary.at_or_after(b"a") == 0
    assert list(dictionary.prefixed(b"")) == []


@given(st.lists(st.text(max_size=6), max_size=10))
@settings(max_examples=60, deadline=None)
def test_terms_sort_by_their_bytes_as_their_texts_do(texts):
    assert [decoded(term) for term in sorted(map(encoded, texts))] == sorted(texts)


@pytest.mark.parametrize("text", ["\ud83d", "核\udfff", "\U0001f600", ""], ids=ascii)
def test_any_text_is_a_term(text):
    """Also one with half of a surrogate pair, which JSON can hold."""
    assert decoded(encoded(text)) == text


def test_more_terms_are_asked_for_than_are_remembered(monkeypatch):
    monkeypatch.setattr("search.engine.dictionary.REMEMBERED", 3)
    terms = [bytes([letter]) for letter in range(0, 200, 2)]
    made = Dictionary.of(terms)
    for _ in range(2):
        assert [made.find(bytes([letter])) for letter in range(200)] == [
            letter // 2 if letter % 2 == 0 else -1 for letter in range(200)
        ]
