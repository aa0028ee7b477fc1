"""Where rjieba reads a text otherwise than jieba, each of which our cutting goes around; and what it relies on."""

from __future__ import annotations

import warnings

import pytest
import rjieba

from archive.text import words

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import jieba


@pytest.fixture(scope="module")
def plain() -> jieba.Tokenizer:
    tokenizer = jieba.Tokenizer()
    tokenizer.cache_file = words._plain.table.cache_file
    tokenizer.initialize()
    return tokenizer


def of(entries: dict[str, int]) -> rjieba.Jieba:
    made = rjieba.Jieba.empty()
    for word, frequency in entries.items():
        made.add_word(word, frequency, None)
    return made


@pytest.mark.parametrize("run", ["时递报", "市灌苍", "只此阔"])
def test_rjieba_rounds_the_model_and_takes_another_of_two_equal_readings(plain, run):
    assert rjieba.cut(run) != plain.lcut(run)
    assert words.cut(run) == plain.lcut(run)


@pytest.mark.parametrize(
    ("text", "jiebas", "rjiebas"),
    [
        ("BA.5.2", ["BA.5", ".", "2"], ["BA.5.2"]),
        ("2022-04-11", ["2022", "-", "04", "-", "11"], ["2022-04-11"]),
        ("www.gov.cn", ["www", ".", "gov", ".", "cn"], ["www.gov.cn"]),
        ("a_b", ["a", "_", "b"], ["a_b"]),
        ("3.5a", ["3.5", "a"], ["3.5a"]),
    ],
)
def test_rjieba_keeps_letters_and_digits_together_over_a_sign(plain, text, jiebas, rjiebas):
    assert plain.lcut(text) == jiebas
    assert rjieba.cut(text) == rjiebas
    assert words.cut(text) == jiebas


def test_rjieba_searches_also_by_the_parts_of_what_it_kept_together(plain):
    assert rjieba.cut_for_search("covid-19") == ["covid", "covid-19"]
    assert plain.lcut_for_search("covid-19") == words.cut("covid-19") == ["covid", "-", "19"]


@pytest.mark.parametrize("char", "㐀䶿\u9fd6\u9fff\uf900𠀀\U0002a700\U0002fa1d")
def test_rjieba_takes_more_for_ideographs(plain, char):
    entries = {f"甲{char}": 1}
    plain_of = jieba.Tokenizer()
    plain_of.initialized = True
    plain_of.add_word(f"甲{char}", 1)
    assert of(entries).cut(f"甲{char}") == [f"甲{char}"]
    assert plain_of.lcut(f"甲{char}") == ["甲", char]


def test_rjieba_refuses_a_lone_surrogate(plain):
    with pytest.raises(UnicodeEncodeError):
        rjieba.cut("上海\ud800")
    assert plain.lcut("上海\ud800") == ["上海", "\ud800"]


def test_without_the_model_rjieba_leaves_single_ideographs_and_joins_letters_and_digits():
    assert of({"甲乙": 1}).cut("甲乙丙丁ab12.5%戊", False) == [
        "甲乙",
        "丙",
        "丁",
        "ab12",
        ".",
        "5",
        "%",
        "戊",
    ]


def test_an_empty_rjieba_has_only_the_words_it_was_given_and_the_last_frequency_counts():
    made = of({"甲乙": 10**9, "丙丁": 10**9, "甲乙丙丁": 10**9})
    assert not made.has_word("上海")
    assert made.cut("甲乙丙丁", False) == ["甲乙丙丁"]
    made.add_word("甲乙丙丁", 1, None)
    assert made.cut("甲乙丙丁", False) == ["甲乙", "丙丁"]


def test_jieba_counts_twice_what_its_list_has_twice(plain):
    assert plain.total - sum(plain.FREQ.values()) == plain.FREQ["B超"] == 3


def test_jiebas_list_has_no_single_letter_nor_a_frequency_of_0():
    listed = [line.split(" ") for line in jieba.get_module_res("dict.txt").read().decode().splitlines()]
    assert all(int(frequency) > 0 for _, frequency, _ in listed)
    assert not any(word.isascii() and len(word) == 1 for word, _, _ in listed)
