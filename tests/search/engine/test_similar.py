"""Words that set a document apart, and the indexed word nearest to one that was asked for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engine.similar import MOST_DISTANCE, _distance


def levenshtein(one, other):
    """By its definition."""
    if not one or not other:
        return len(one) + len(other)
    if one[0] == other[0]:
        return levenshtein(one[1:], other[1:])
    return 1 + min(levenshtein(one[1:], other), levenshtein(one, other[1:]), levenshtein(one[1:], other[1:]))


WORDS = st.text("ab核", max_size=5)


@given(WORDS, WORDS)
@settings(max_examples=120, deadline=None)
def test_the_distance_is_the_number_of_edits_as_far_as_it_is_asked_for(one, other):
    found, exact = _distance(one, other), levenshtein(one, other)
    assert found == exact or min(found, exact) > MOST_DISTANCE


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
    ],
)
def test_the_nearest_word(index, word, nearest):
    assert index.reader.suggest("text", word) == nearest


def test_an_empty_index_suggests_nothing(small_index):
    assert small_index.reader.suggest("text", "mask") is None


def test_rare_words_of_a_document_come_first(index):
    found = index.reader.key_terms("a", "text", 10)
    words = [word for word, _ in found]
    weights = [weight for _, weight in found]
    assert weights == sorted(weights, reverse=True)
    assert set(words) <= {"核酸", "检测", "mask", "masks", "志愿", "愿者", "志愿者"}
    assert {"检测", "mask", "志愿者"} <= set(words)
    assert words.index("mask") < words.index("masks")
    assert index.reader.key_terms("a", "text", 2) == found[:2]


def test_words_count_as_often_as_they_stand(index):
    index.put({"id": "g", "text": "上海 上海 上海 南通"})
    (first, _), *_ = index.reader.key_terms("g", "text", 5)
    assert first == "上海"


@pytest.mark.parametrize("key", ["f", "nobody"])
def test_a_document_without_words_or_none_at_all_has_no_key_terms(index, key):
    assert index.reader.key_terms(key, "text", 5) == []


def test_a_deleted_document_has_no_key_terms(index):
    index.delete("a")
    assert index.reader.key_terms("a", "text", 5) == []
