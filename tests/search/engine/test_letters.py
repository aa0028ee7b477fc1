"""The character view made by arrays is the one that the analyzers give, letter by letter."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.text.folding import fold
from search.engine.analysis import CharacterTokenizer, PairTokenizer
from search.engine.dictionary import decoded
from search.engine.letters import Letters, code_points

SIGNS = "核酸檢测AＡ1一　 ，。\n\r\t\u2028哈é\u0301ß㎡\u200b\U00020000\U0001f600\ud83d\udc00\x00ﬁ"
TEXTS = st.text(st.sampled_from(SIGNS), max_size=30) | st.text(st.characters(), max_size=20)


def by_arrays(texts):
    """Each text's letters as a set, and its pairs with their positions."""
    letters = Letters([code_points(fold(text)) for text in texts])
    singles, pairs = [set() for _ in texts], [set() for _ in texts]
    terms, inverted = letters.single()
    assert list(terms) == sorted(set(terms))
    for number, term in enumerate(terms):
        for document in inverted.docs[inverted.starts[number] : inverted.starts[number + 1]].tolist():
            singles[document].add(decoded(term))
    terms, inverted = letters.pairs()
    assert list(terms) == sorted(set(terms))
    for number, term in enumerate(terms):
        span = slice(inverted.starts[number], inverted.starts[number + 1])
        at = iter(inverted.positions[int(inverted.position_starts[number]) :].tolist())
        for document, freq in zip(inverted.docs[span].tolist(), inverted.freqs[span].tolist(), strict=True):
            pairs[document] |= {(next(at), decoded(term)) for _ in range(freq)}
    return singles, pairs


def by_analyzers(texts):
    letters = [{token.text for token in CharacterTokenizer()(text)} for text in texts]
    pairs = [{(token.pos, token.text) for token in PairTokenizer()(text, positions=True)} for text in texts]
    return letters, pairs


@given(st.lists(TEXTS, max_size=5))
@settings(max_examples=150, deadline=None)
def test_letters_and_pairs_stand_where_the_analyzers_see_them(texts):
    assert by_arrays(texts) == by_analyzers(texts)


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param([], id="no text"),
        pytest.param([""], id="an empty text"),
        pytest.param(["", "", "核酸", ""], id="empty texts around"),
        pytest.param(["\n\n核酸", "核\n\n酸"], id="begins with line breaks"),
        pytest.param(["核酸\n", "\n酸核"], id="a line break at the border of two texts"),
        pytest.param(["核", "酸"], id="single letters of two texts are no pair"),
        pytest.param(["，。 \n!"], id="no letter at all"),
        pytest.param(["\U00020000\U00020001a\U00020000\U00020001"], id="astral letters"),
        pytest.param(["\ud83d\udc00核\ud83d酸"], id="halves of surrogate pairs"),
        pytest.param(["哈哈哈哈"], id="a letter beside itself"),
        pytest.param(["\x00核\x00酸"], id="zeros"),
    ],
)
def test_a_borderline(texts):
    assert by_arrays(texts) == by_analyzers(texts)


def test_a_text_of_more_letters_than_two_bytes_count():
    text = "核" * 70_000 + "酸检"
    letters = Letters([code_points("无关"), code_points(text)])
    terms, inverted = letters.pairs()
    number = terms.find("酸检".encode())
    assert inverted.positions[inverted.position_starts[number]] == 70_000
    assert inverted.docs[inverted.starts[number]] == 1


def test_a_line_break_keeps_two_letters_apart():
    letters = Letters([code_points("核酸\n检测")])
    assert [decoded(term) for term in letters.pairs()[0]] == ["核酸", "检测"]
