"""What was typed, as what it may stand for."""

import pytest

from search.suggest.typed import MOST_SPELLINGS, patterns


def stands_for(typed, text):
    """Whether one of the readings of what was typed allows the beginning of a text."""
    return any(
        len(pattern) <= len(text) and all(char in chars for char, chars in zip(text, pattern, strict=False))
        for pattern in patterns(typed)
    )


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        pytest.param("突击", "突击队", id="characters"),
        pytest.param("突擊", "突击队", id="traditional"),
        pytest.param("tujidui", "突击队", id="pinyin"),
        pytest.param("TuJi", "突击队", id="capitals"),
        pytest.param("tu1 ji1", "突击队", id="tones and blanks"),
        pytest.param("tuj", "突击队", id="a syllable begun"),
        pytest.param("tjd", "突击队", id="initials"),
        pytest.param("sh", "上海市", id="two initials"),
        pytest.param("xian", "西安市", id="two syllables"),
        pytest.param("xian", "咸阳市", id="one syllable"),
        pytest.param("chongqing", "重庆市", id="a character of two readings"),
        pytest.param("突jid", "突击队", id="mixed"),
        pytest.param("lv", "绿地", id="v for ü"),
        pytest.param("2022", "2022年", id="figures"),
        pytest.param("APEC", "apec会议", id="letters that are meant"),
    ],
)
def test_what_may_be_meant(typed, text):
    assert stands_for(typed, text)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        pytest.param("tujidui", "突击兵", id="another syllable"),
        pytest.param("tjb", "突击队", id="another initial"),
        pytest.param("对", "队", id="Han characters are meant as they are"),
    ],
)
def test_what_is_not_meant(typed, text):
    assert not stands_for(typed, text)


@pytest.mark.parametrize("typed", ["", " ", "，。", "🦠", "\x00", "\ud800", "“”"])
def test_what_holds_no_letter_stands_for_nothing(typed):
    assert patterns(typed) == []


@pytest.mark.parametrize("typed", ["xian" * 5000, "a" * 9999, "ganangan" * 4 + "v", "疫" * 9999])
def test_long_texts_are_cut_and_read_in_few_ways(typed):
    assert 0 < len(patterns(typed)) <= MOST_SPELLINGS + 2
