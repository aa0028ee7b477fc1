"""Text is looked up by its words or in one piece, also by Whoosh's own searcher."""

from __future__ import annotations

import pytest
from whoosh import query

from search.engine.ask import Substring, Words
from search.engine.terms import substring_query, words_query


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", query.NullQuery, id="nothing"),
        pytest.param("，。", query.NullQuery, id="no letters"),
        pytest.param("核", query.Term("text_chars", "核"), id="a letter"),
        pytest.param("核、酸", query.Term("text_pairs", "核酸"), id="a pair, signs aside"),
        pytest.param("核酸檢", query.Phrase("text_pairs", ["核酸", "酸检"]), id="more letters, folded"),
    ],
)
def test_a_piece_is_a_row_of_pairs(text, expected):
    assert substring_query("text", text) == expected


def test_words_are_all_asked_for_or_the_text_in_one_piece():
    words, piece = words_query("text", "核酸检测").subqueries
    assert words == query.And([query.Term("text", "核酸"), query.Term("text", "检测")])
    assert piece == substring_query("text", "核酸检测")
    assert words_query("text", "！") == query.NullQuery


def test_words_may_be_given():
    found, _ = words_query("text", "Masked", 2.0, ["mask"]).subqueries
    assert found == query.Term("text", "mask", boost=2.0)


@pytest.mark.parametrize("text", ["核酸检测", "检测核酸", "突击", "情核", "abc", "疫情防控", "核"])
@pytest.mark.parametrize("asking", [substring_query, words_query])
def test_whoosh_finds_what_the_engine_finds(worn_index, asking, text):
    node = (Substring if asking is substring_query else Words)("text", text)
    with worn_index.whoosh() as searcher:
        found = {searcher.stored_fields(n)["id"] for n in searcher.docs_for_query(asking("text", text))}
    assert found == worn_index.found(node)
    assert found
