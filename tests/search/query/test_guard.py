"""What a visitor may ask is bounded, and what was left out is said."""

import pytest

from search.query.guard import MAX_LENGTH, Guarded, bounded, guard


@pytest.mark.parametrize(
    ("text", "read"),
    [
        pytest.param("突击队", "突击队", id="plain"),
        pytest.param("  核酸 \t\n 检测  ", "核酸 检测", id="blanks"),
        pytest.param("核酸\u3000检测", "核酸 检测", id="ideographic blank"),
        pytest.param("核\x00酸\x1b", "核 酸", id="control characters"),
        pytest.param("核\ud800酸", "核 酸", id="lone surrogate"),
        pytest.param("核\u202e酸\u200f检\u200b测", "核酸检测", id="marks of direction and of no width"),
        pytest.param("", "", id="empty"),
        pytest.param("𠮷野家", "𠮷野家", id="beyond the basic plane"),
        pytest.param("a" * MAX_LENGTH, "a" * MAX_LENGTH, id="as long as may be"),
    ],
)
def test_it_cleans_without_a_note(text, read):
    assert (guard(text).text, guard(text).notes) == (read, ())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("疫" * (MAX_LENGTH + 1), id="one too many"),
        pytest.param("疫" * 10_000, id="10,000 characters"),
        pytest.param("疫 " * 5_000, id="10,000 characters with blanks"),
    ],
)
def test_what_is_cut_is_said(text):
    guarded = guard(text)
    assert guarded.text.startswith("疫")
    assert len(guarded.text) <= MAX_LENGTH
    assert str(MAX_LENGTH) in guarded.notes[0]


def test_blanks_do_not_use_up_the_length():
    assert guard("疫" + " " * 10_000 + "核酸") == Guarded("疫 核酸")


@pytest.mark.parametrize("text", ["疫" * 10_000, "疫 " * 5_000, " 疫" * 5_000, "疫情\x00防控 " * 2_000])
def test_a_text_that_is_bounded_first_is_read_as_it_would_be(text):
    assert len(bounded(text)) <= MAX_LENGTH + 2
    assert guard(bounded(text)) == guard(text)


def test_a_text_of_usual_length_is_left_as_it_was_typed():
    assert bounded("核酸\u3000 检测") == "核酸\u3000 检测"
