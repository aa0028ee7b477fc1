"""Characters by their sounds."""

import pytest

from archive.text.sounds import alike, begun_as, is_syllable, read_as, syllables


@pytest.mark.parametrize(
    ("char", "expected"),
    [
        pytest.param("情", {"qing"}, id="one reading"),
        pytest.param("长", {"chang", "zhang"}, id="two readings"),
        pytest.param("绿", {"lv", "lu"}, id="v for ü"),
        pytest.param("a", set(), id="a letter"),
        pytest.param("", set(), id="nothing"),
    ],
)
def test_how_a_character_is_typed(char, expected):
    assert syllables(char) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param("请", "情", True, id="another tone"),
        pytest.param("山", "三", True, id="sh and s"),
        pytest.param("金", "京", True, id="in and ing"),
        pytest.param("请", "疫", False, id="another sound"),
        pytest.param("a", "a", True, id="itself"),
        pytest.param("a", "b", False, id="letters"),
    ],
)
def test_what_sounds_alike(one, other, expected):
    assert (other in alike(one)) is expected
    assert (one in alike(other)) is expected


def test_characters_by_what_is_typed():
    assert {"突", "图"} <= read_as("tu")
    assert "队" not in read_as("du")
    assert {"突", "队"} & begun_as("d") == {"队"}
    assert is_syllable("zhuang")
    assert not is_syllable("zh")
    assert read_as("xyz") == begun_as("xyz") == frozenset()
