"""What jieba's own analyzer does to Chinese, and what ours does in its place."""

from __future__ import annotations

import tempfile
import warnings
from pathlib import Path

import pytest
from whoosh import query
from whoosh.fields import TEXT, Schema
from whoosh.qparser import QueryParser

from archive.paths import cache_dir
from archive.text import words
from search.engine.analysis import CharacterTokenizer, WordTokenizer
from search.engine.schema import PAIRS
from search.engine.terms import words_query

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import jieba
    from jieba.analyse import ChineseAnalyzer


def positions(analyzer, text):
    return [(token.text, token.pos) for token in analyzer(text, positions=True)]


def terms(analyzer, text, **options):
    return [token.text for token in analyzer(text, **options)]


def test_jieba_numbers_tokens_by_character():
    assert positions(ChineseAnalyzer(), "支援社区") == [("支援", 0), ("社区", 2)]


def test_ours_numbers_them_one_by_one():
    assert positions(WordTokenizer(), "支援社区") == [("支援", 0), ("社区", 1)]


def test_jieba_cuts_what_must_stay_one_term():
    assert terms(ChineseAnalyzer(), "*", tokenize=False) == []
    assert terms(ChineseAnalyzer(), "北京地铁*", tokenize=False) != ["北京地铁*"]


def test_ours_leaves_it_whole():
    assert terms(WordTokenizer(), "*", tokenize=False) == ["*"]
    assert terms(WordTokenizer(), "北京地铁*", tokenize=False) == ["北京地铁*"]


def test_whoosh_with_jieba_asks_for_a_compound_and_all_its_parts():
    schema = Schema(text=TEXT(analyzer=ChineseAnalyzer()))
    asked = QueryParser("text", schema).parse("北京大学")
    assert asked == query.And([query.Term("text", word) for word in ("北京", "大学", "北京大学")])


def test_ours_asks_for_the_compound_or_the_pairs_of_characters_in_one_piece():
    asked = words_query("text", "北京大学")
    pieces = query.Phrase("text" + PAIRS, ["北京", "京大", "大学"])
    assert asked == query.Or([query.Term("text", "北京大学"), pieces])


@pytest.mark.parametrize("text", ["Ａ", "的", "了", "和", "the", "B", "５"])
def test_jieba_drops_stop_words_and_full_width_letters(text):
    assert terms(ChineseAnalyzer(), text) == []


@pytest.mark.parametrize("text", ["Ａ", "的", "了", "和", "the", "B", "５"])
def test_ours_drops_no_letter(text):
    assert terms(WordTokenizer(), text) != []
    assert terms(CharacterTokenizer(), text) != []


def test_jieba_takes_the_scripts_for_different_words_and_ours_does_not():
    assert terms(ChineseAnalyzer(), "檢測") != terms(ChineseAnalyzer(), "检测")
    assert terms(WordTokenizer(), "檢測") == terms(WordTokenizer(), "检测")


def test_jieba_caches_in_the_shared_temporary_directory(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    assert [path.name for path in tmp_path.iterdir()] == ["jieba.cache"]


def test_ours_caches_in_the_data_directory():
    assert words.total() > 0
    cache = Path(words._plain.table.cache_file)
    assert cache.parent == cache_dir()
    assert cache.exists()
