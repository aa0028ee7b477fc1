"""Punctuation is no word and no letter, and is found all the same by who quotes it."""

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.models import Paragraph
from search.signs import LONGEST, folded, signs_of


@given(st.text(alphabet="疫a1 ，。“”…—-_\n　!？", max_size=40), st.data())
def test_every_piece_of_signs_is_kept(text, data):
    start = data.draw(st.integers(0, max(0, len(text) - 1)))
    piece = text[start : start + data.draw(st.integers(1, LONGEST))].strip()
    if piece and "\n" not in piece and not any(map(str.isalnum, piece)):
        assert folded(piece) in signs_of(text)


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        pytest.param("疫情。", ["。"], id="one"),
        pytest.param("疫？！情", ["!", "?", "?!"], id="in a row, of any width"),
        pytest.param("疫，情，", [","], id="once"),
        pytest.param("疫，\n。情", [",", "。"], id="not over a line end"),
        pytest.param("疫 — 情", ["—"], id="without blanks around"),
        pytest.param("疫情", [], id="none"),
    ],
)
def test_signs_of_a_text(text, signs):
    assert signs_of(text) == signs


def test_a_row_without_end_costs_little():
    assert len(signs_of("-" * 100_000)) == LONGEST


def test_whoever_quotes_a_sign_of_a_founding_text_finds_it(founding, asked):
    article = founding[1]
    signs = {sign for paragraph in article.paragraphs.all() for sign in signs_of(paragraph.text)}
    assert len(signs) > 5
    for sign in signs - {'"'}:
        quoted, plain = (asked(urlencode({"q": q, "page_size": 50})) for q in (f'"{sign}"', sign))
        assert article.public_id in [result.article.public_id for result in quoted.results], sign
        assert plain.total >= quoted.total, sign


def test_a_sign_narrows_a_search(founding, asked):
    assert asked("q=疫情 “〠”").total == 0
    assert 0 < asked("q=疫情 “；”").total <= asked("q=疫情").total
    assert asked("q=疫情 ；").total == asked("q=疫情").total  # unquoted beside a word it is no term
    holding = {p.article.public_id for p in Paragraph.objects.filter(text__contains="；")}
    found = {result.article.public_id for result in asked("q=“；”").results}
    assert holding <= found
