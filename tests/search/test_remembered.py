"""A text is made something of once, and memory stays bounded."""

from search.remembered import Remembered


def test_what_was_made_is_given_again():
    asked = []
    known = Remembered(lambda text: asked.append(text) or text.upper(), most=10)
    assert [known[text] for text in "abab"] == ["A", "B", "A", "B"]
    assert asked == ["a", "b"]


def test_too_much_is_forgotten():
    known = Remembered(str.upper, most=3)
    assert [known[text] for text in "abcdefgh"] == list("ABCDEFGH")
    assert len(known) <= 3
