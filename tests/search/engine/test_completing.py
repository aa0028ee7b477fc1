"""Values whose names hold what is typed."""

from __future__ import annotations

import pytest


def pattern(text):
    return tuple(map(frozenset, text))


@pytest.fixture
def index(small_index):
    small_index.put(
        {"id": "a", "text": "x", "city": ["上海市", "静安區"]},
        {"id": "b", "text": "x", "city": ["上海市"]},
        {"id": "c", "text": "x", "city": ["海口市", "“上”海路"]},
    )
    small_index.put({"id": "d", "text": "x", "city": ["上海市", "临海市"]}, {"id": "e"})
    return small_index


def found(index, *patterns, most=10, naming=str):
    return [tuple(each) for each in index.reader.completions("city", naming, patterns, most)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("海", [("海口市", 1, True), ("上海市", 3, False), ("“上”海路", 1, False), ("临海市", 1, False)], id="begun so, then frequent, then short"),
        pytest.param("静安区", [("静安區", 1, True)], id="as the index folds it"),
        pytest.param("市静", [], id="across two names"),
        pytest.param("上海", [("上海市", 3, True), ("“上”海路", 1, True)], id="marks are left out"),
        pytest.param("无", [], id="nowhere"),
    ],
)  # fmt: skip
def test_names_that_hold_it(index, typed, expected):
    assert sorted(found(index, pattern(typed))) == sorted(expected)
    assert found(index, pattern(typed))[:2] == expected[:2]


def test_any_pattern_and_any_character_of_its_sets_will_do(index):
    assert len(found(index, (frozenset("上临"), frozenset("海")))) == 3
    assert len(found(index, pattern("海口"), pattern("静"))) == 2
    assert found(index) == []


def test_only_so_many(index):
    assert len(found(index, pattern("海"), most=2)) == 2


def test_values_of_deleted_documents_are_none(index):
    index.delete("c", "d")
    assert found(index, pattern("海")) == [("上海市", 2, False)]


def test_values_go_by_other_names(index):
    def naming(value):
        return {"上海市": "Shanghai", "海口市": "two\nlines"}.get(value, "")

    assert found(index, pattern("shang"), naming=naming) == [("上海市", 3, True)]
    assert found(index, pattern("wol"), naming=naming) == [("海口市", 1, False)]  # a line end ends no name


def test_an_empty_index_has_none(small_index):
    assert found(small_index, pattern("海")) == []
