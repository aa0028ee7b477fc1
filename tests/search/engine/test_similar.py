"""Words that set a document apart."""

from __future__ import annotations

import pytest


@pytest.fixture
def index(small_index):
    small_index.put(
        {"id": "a", "text": "核酸检测 mask masks 志愿者 核酸"},
        {"id": "b", "text": "核酸 masks 防控"},
        {"id": "c", "text": "防控 masks 物资"},
    )
    small_index.put({"id": "d", "text": "疫情"}, {"id": "e", "text": "疫情"}, {"id": "f"})
    return small_index


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
