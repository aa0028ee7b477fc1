"""Letters as pinyin: where syllables end, which tones were typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query.spelled import MOST_CUTS, cuts, initials, spelling


def syllables(text):
    return [[(each.letters, each.tone) for each in cut] for cut in cuts(spelling(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("tujidui", [[("tu", 0), ("ji", 0), ("dui", 0)]], id="without tones"),
        pytest.param("tu1ji1dui4", [[("tu", 1), ("ji", 1), ("dui", 4)]], id="digits"),
        pytest.param("tū jī duì", [[("tu", 1), ("ji", 1), ("dui", 4)]], id="marks and blanks"),
        pytest.param("TūJīDuì", [[("tu", 1), ("ji", 1), ("dui", 4)]], id="capitals"),
        pytest.param("tu\u0304ji", [[("tu", 1), ("ji", 0)]], id="a mark of its own code point"),
        pytest.param("xian", [[("xian", 0)], [("xi", 0), ("an", 0)]], id="one syllable or two"),
        pytest.param("xi'an", [[("xi", 0), ("an", 0)]], id="an apostrophe"),
        pytest.param("lǜse", [[("lv", 4), ("se", 0)]], id="ü with its tone"),
        pytest.param("tjd", [], id="no syllables"),
    ],
)
def test_how_letters_are_cut(text, found):
    assert syllables(text) == found


@pytest.mark.parametrize("text", ["", "突击队", "tu突", "covid-19", "1tu", "'", "a" * 60, "ĥ"])
def test_what_is_no_pinyin(text):
    assert spelling(text) is None


def test_tones_leave_out_what_is_read_otherwise():
    (plain,), (toned,) = cuts(spelling("da")), cuts(spelling("da4"))
    assert "达" in plain[0].chars
    assert "达" not in toned[0].chars
    assert "大" in toned[0].chars


def test_initials_are_letters_that_begin_a_syllable():
    assert all(char in chars for char, chars in zip("突击队", initials(spelling("tjd")), strict=True))
    assert initials(spelling("tuv")) is None


@given(st.text(st.sampled_from("abcdeghinouxz' 14ǜā"), max_size=45))
def test_any_letters_are_cut_a_bounded_number_of_times_and_nothing_is_left_over(text):
    spelt = spelling(text)
    if spelt:
        found = cuts(spelt)
        assert len(found) <= MOST_CUTS
        assert all("".join(each.letters for each in cut) == spelt.letters for cut in found)
