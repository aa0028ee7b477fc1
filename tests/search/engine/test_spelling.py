"""The indexed words that look or sound most like one that was asked for."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.text.points import points_of
from archive.text.sounds import alike
from search.engine.dictionary import Dictionary, encoded
from search.engine.spelling import EDIT, SOUND, _costs, _points, _Words


def cost_of(one, other):
    """The cheapest way from one word to another, by its definition."""
    if not one or not other:
        return EDIT * (len(one) + len(other))
    price = 0 if one[-1] == other[-1] else SOUND if other[-1] in alike(one[-1]) else EDIT
    ways = [
        cost_of(one[:-1], other[:-1]) + price,
        cost_of(one[:-1], other) + EDIT,
        cost_of(one, other[:-1]) + EDIT,
    ]
    if len(one) > 1 and len(other) > 1 and (one[-2], one[-1]) == (other[-1], other[-2]):
        ways.append(cost_of(one[:-2], other[:-2]) + EDIT)
    return min(ways)


class Terms:
    """The terms of a field, as a segment's field has them."""

    def __init__(self, terms):
        self.terms = Dictionary.of(sorted(map(encoded, terms)))


WORDS = st.text("ab情请核", min_size=2, max_size=5)


@given(WORDS, st.sets(WORDS, min_size=1, max_size=8))
@settings(max_examples=120)
def test_the_cost_is_that_of_the_cheapest_way(word, others):
    words = _Words(Terms(others))
    prices = [words._prices(char) for char in word]
    for length, letters in words._letters.items():
        if letters.shape[1]:
            found = _costs(prices, letters).tolist()
            spelled = [
                "".join(chr(words._alphabet[letter]) for letter in letters[:, at])
                for at in range(letters.shape[1])
            ]
            assert sorted(spelled) == sorted(other for other in others if len(other) == length)
            assert found == [cost_of(word, other) for other in spelled]


@given(st.lists(st.text(st.characters(), max_size=4), max_size=6))
def test_terms_are_cut_where_they_are_cut_as_bytes(terms):
    points, starts = _points(Dictionary.of(list(map(encoded, terms))))
    assert [points[a:b].tolist() for a, b in pairwise(starts)] == [points_of(term).tolist() for term in terms]


@pytest.fixture
def index(small_index):
    small_index.put(
        {"id": "a", "text": "核酸检测 mask masks 志愿者 核酸"},
        {"id": "b", "text": "核酸 masks 防控"},
        {"id": "c", "text": "防控 masks 物资"},
    )
    small_index.put({"id": "d", "text": "疫情"}, {"id": "e", "text": "疫情"}, {"id": "f"})
    return small_index


@pytest.mark.parametrize(
    ("word", "nearest"),
    [
        pytest.param("maskz", "masks", id="the most frequent of the nearest"),
        pytest.param("masq", "mask", id="the nearest before the most frequent"),
        pytest.param("mask", "masks", id="another one than the word itself"),
        pytest.param("志愿", "志愿者", id="a letter more"),
        pytest.param("xyzxyz", None, id="none is near"),
        pytest.param("防疫", "防控", id="one letter else"),
        pytest.param("疫请", "疫情", id="one letter by its sound"),
        pytest.param("以请", "疫情", id="all letters by their sound"),
        pytest.param("情疫", "疫情", id="exchanged"),
        pytest.param("\ud800\ud801", None, id="no characters"),
        pytest.param("疫" * 100, None, id="very long"),
    ],
)
def test_the_nearest_word(index, word, nearest):
    assert [near.word for near in index.reader.nearest("text", word)] == ([nearest] if nearest else [])


def test_documents_of_all_segments_count(index):
    index.put({"id": "g", "text": "疫情"})
    (near,) = index.reader.nearest("text", "疫请")
    assert (near.word, near.cost, near.frequency) == ("疫情", SOUND, 3)


def test_an_empty_index_has_no_near_words(small_index):
    assert small_index.reader.nearest("text", "mask") == []
