"""Dictionaries put together are the sorted terms of all of them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engine import uniting
from search.engine.dictionary import Dictionary, encoded
from search.engine.uniting import unite

SHORT = st.text("核酸ab", max_size=2).map(encoded)
ANY = (
    SHORT
    | st.binary(max_size=10)
    | st.sampled_from([b"", b"\x00", b"a\x00", b"a", b"\xff" * 8, b"\xff" * 9, b"a" * 8])
)


def terms_with_flags(terms):
    """Dictionaries: which terms they have, and which of these are held."""
    return st.lists(
        st.dictionaries(terms, st.booleans(), max_size=12).map(lambda d: sorted(d.items())), max_size=4
    )


def assert_united(sides):
    dictionaries = [Dictionary.of([term for term, _ in side]) for side in sides]
    held = [np.array([flag for _, flag in side], bool) for side in sides]
    united, numbers = unite(dictionaries, held)
    expected = sorted({term for side in sides for term, flag in side if flag})
    assert list(united) == expected
    for side, own in zip(sides, numbers, strict=True):
        assert own.tolist() == sorted(own.tolist())  # also where a term is gone
        for number, (term, _) in zip(own.tolist(), side, strict=True):
            assert 0 <= number <= len(expected)
            assert term not in expected or expected[number] == term


@given(terms_with_flags(SHORT).filter(bool))
@settings(max_examples=80, deadline=None)
def test_short_terms(sides):
    assert_united(sides)


@given(terms_with_flags(ANY).filter(bool))
@settings(max_examples=80, deadline=None)
def test_terms_of_any_length_and_bytes(sides):
    assert_united(sides)


@pytest.mark.parametrize("short", [0, 8], ids=["as bytes", "as numbers"])
@pytest.mark.parametrize(
    "sides",
    [
        pytest.param([[]], id="no terms"),
        pytest.param([[], [(b"a", True)], []], id="only one has any"),
        pytest.param([[(b"a", False)], [(b"b", False)]], id="none held"),
        pytest.param([[(b"a", False), (b"c", True)], [(b"a", True)]], id="held by another"),
        pytest.param([[(b"", True), (b"a", True)], [(b"", False)]], id="the empty term"),
        pytest.param([[(b"y", True), (b"z", False)]], id="the last one is gone"),
    ],
)
def test_a_borderline(monkeypatch, short, sides):
    monkeypatch.setattr(uniting, "SHORT", short or 8)
    if not short:
        monkeypatch.setattr(uniting, "_is_short", lambda dictionary: False)
    assert_united(sides)
