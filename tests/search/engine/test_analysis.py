"""Text to terms: the same for indexing and for asking, numbered one by one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engine.analysis import (
    VALUE_SEPARATOR,
    CharacterTokenizer,
    ValueTokenizer,
    WordTokenizer,
    characters,
    query_words,
)

TEXTS = st.text(st.sampled_from("核酸檢測检测平湖街道突擊隊A１ａ.,。 \n㎡“”疫"), max_size=30) | st.text(
    max_size=30
)


def terms(tokenizer, text, **options):
    return [token.text for token in tokenizer(text, **options)]


def numbered(tokenizer, text):
    return [(token.pos, token.text) for token in tokenizer(text, positions=True)]


def test_words_are_numbered_one_by_one():
    positions = [token.pos for token in WordTokenizer()("北京地铁站，北京大学。", positions=True)]
    assert len(positions) > 4
    assert positions == list(range(len(positions)))


def test_a_long_word_is_indexed_in_its_parts_too():
    assert {"北京", "大学", "北京大学"} <= set(terms(WordTokenizer(), "北京大学"))


def test_every_letter_digit_and_ideograph_is_a_character_term():
    assert numbered(CharacterTokenizer(), "A1，疫") == [(0, "a"), (1, "1"), (2, "疫")]


def test_a_line_break_leaves_a_gap_among_the_characters():
    assert numbered(CharacterTokenizer(), "甲\n乙") == [(0, "甲"), (2, "乙")]


@pytest.mark.parametrize("tokenizer", [WordTokenizer(), CharacterTokenizer(), ValueTokenizer()], ids=repr)
def test_what_must_not_be_cut_stays_one_term(tokenizer):
    assert terms(tokenizer, "*", tokenize=False) == ["*"]
    assert terms(tokenizer, "北京大学*", tokenize=False) == ["北京大学*"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("突擊隊", "突击队", id="script"),
        pytest.param("ＡＢＣ１２３", "abc123", id="full width and case"),
        pytest.param("50㎡", "50m2", id="compatibility form"),
        pytest.param("核\u200b酸", "核酸", id="zero-width space"),
    ],
)
@pytest.mark.parametrize("tokenizer", [WordTokenizer(), CharacterTokenizer()], ids=["words", "characters"])
def test_spellings_that_readers_take_for_the_same_give_the_same_terms(tokenizer, one, other):
    assert terms(tokenizer, one) == terms(tokenizer, other) != []


def test_offsets_point_into_the_text_as_it_was_written():
    text = "在５０㎡的大廳"
    spans = {
        token.text: text[token.startchar : token.endchar] for token in CharacterTokenizer()(text, chars=True)
    }
    assert spans["5"] == "５"
    assert spans["m"] == spans["2"] == "㎡"
    assert spans["厅"] == "廳"


def test_values_are_never_cut():
    joined = VALUE_SEPARATOR.join(["人民日报 海外版", "A.B, C"])
    assert terms(ValueTokenizer(), joined) == ["人民日报 海外版", "A.B, C"]


def test_a_query_does_not_ask_for_the_parts_of_a_long_word():
    assert query_words("北京大学") == ["北京大学"]


def test_a_query_asks_for_each_word_once_and_for_no_punctuation():
    assert query_words("疫，疫。") == ["疫"]


@given(TEXTS)
def test_what_is_asked_in_one_piece_is_what_was_indexed(text):
    assert characters(text) == terms(CharacterTokenizer(), text)


@given(TEXTS)
def test_every_word_asked_for_is_a_word_that_was_indexed(text):
    assert set(query_words(text)) <= set(terms(WordTokenizer(), text))


@given(TEXTS, TEXTS)
def test_a_text_joined_of_two_has_the_characters_of_both(one, other):
    assert characters(one + other) == characters(one) + characters(other)


@settings(max_examples=50)
@given(TEXTS)
def test_character_offsets_go_forward_and_stay_inside_the_text(text):
    spans = [(token.startchar, token.endchar) for token in CharacterTokenizer()(text, chars=True)]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)
