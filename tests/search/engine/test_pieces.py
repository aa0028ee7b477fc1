"""Text in one piece is found wherever it stands, and nothing else is."""

from __future__ import annotations

import random
import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.text.folding import fold
from search.engine import dense, pieces
from search.engine.parts import Part
from search.engine.pieces import Piece
from search.engine.schema import FieldSpec
from tests.search.engine.conftest import segment_of

SPECS = (FieldSpec("id", "key"), FieldSpec("text", "text"))
SIGNS = "哈核酸ab，\n"  # few, so that they meet often
TEXTS = st.text(st.sampled_from(SIGNS), max_size=14)


def part_of(texts, path):
    documents = [{"id": str(number), "text": text} for number, text in enumerate(texts)]
    segment = segment_of(documents, path, SPECS)
    return Part(segment, segment.everything(), 0)


def letters(text):
    return "".join(filter(str.isalnum, text))


def holding(texts, asked):
    """The model: the letters of a line in a row hold those of what is asked."""
    wanted = letters(fold(asked))
    lines = [[letters(line) for line in fold(text).split("\n")] for text in texts]
    return [bool(wanted) and any(wanted in line for line in found) for found in lines]


def found(part, asked, known=None):
    return Piece("text", asked).mask(part, known).tolist()


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    return tmp_path_factory.mktemp("pieces")


@pytest.fixture(params=[31, 0], ids=["four bytes", "eight bytes"])
def width(request, monkeypatch):
    """Both widths of the numbers that places are compared as."""
    monkeypatch.setattr(pieces, "INT32_BITS", request.param)


@given(texts=st.lists(TEXTS, min_size=1, max_size=8), data=st.data())
@settings(max_examples=60, deadline=None)
def test_what_stands_in_a_text_is_found_and_nothing_else(directory, texts, data):
    part = part_of(texts, directory / "some.seg")
    some = data.draw(st.sampled_from(texts))
    start = data.draw(st.integers(0, max(0, len(some) - 1)))
    for asked in (some[start : start + data.draw(st.integers(1, 8))], data.draw(TEXTS)):
        assert found(part, asked) == holding(texts, asked)


def test_every_piece_of_a_text_is_found(directory, width):
    """Of one letter to eight, wherever it begins, among texts that differ by little."""
    chance = random.Random(3)
    texts = ["".join(chance.choices(SIGNS, k=chance.randrange(40))) for _ in range(30)]
    part = part_of(texts, directory / "all.seg")
    asked = {
        text[start : start + size] for text in texts[:6] for size in range(1, 9) for start in range(len(text))
    }
    assert len(asked) > 300
    for piece in asked:
        assert found(part, piece) == holding(texts, piece), piece


@pytest.mark.parametrize("size", range(1, 12))
def test_a_letter_beside_itself(directory, width, size):
    texts = ["哈" * count for count in range(12)] + ["哈哈\n哈哈哈", "哈啊哈啊哈", "哈，哈 哈"]
    part = part_of(texts, directory / f"laugh{size}.seg")
    assert found(part, "哈" * size) == holding(texts, "哈" * size)


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param("abab", id="the same pair twice"),
        pytest.param("ababa", id="and one more letter"),
        pytest.param("baba", id="shifted"),
        pytest.param("abcab", id="far apart"),
        pytest.param("核酸检测核酸", id="a word that comes again"),
    ],
)
def test_pairs_that_come_again_must_stand_at_their_distance(directory, width, asked):
    texts = [
        "abab", "ab ab", "abxab", "ababab", "baba", "ab\nab", "abba", "abcab", "cababc",
        "核酸检测核酸", "核酸核酸检测", "检测核酸检测核酸", "核酸检测，核酸",
    ]  # fmt: skip
    part = part_of(texts, directory / "again.seg")
    assert found(part, asked) == holding(texts, asked)


@pytest.fixture(scope="module")
def long(directory):
    """Texts of more letters than two bytes count, with the part that holds them."""
    text = "志愿者" * 25_000 + "核酸检测" + "志愿者" * 5_000
    texts = ["核酸检测", text, "", "检测核酸", text[:70_000]]
    return texts, part_of(texts, directory / "long.seg")


@pytest.mark.parametrize("asked", ["核酸检测", "检测志愿者", "者核酸", "酸检测志", "愿者志愿者"])
def test_a_long_text_is_looked_into_to_its_end(long, width, asked):
    texts, part = long
    assert part.segment.fields["text_pairs"].array("positions").dtype == np.uint32
    assert found(part, asked) == holding(texts, asked)


def test_the_end_of_one_text_and_the_beginning_of_the_next_are_no_piece(directory, width):
    texts = ["检测", "核酸", "核酸", "检测核"]
    part = part_of(texts, directory / "border.seg")
    assert found(part, "核酸检测") == [False] * 4


@pytest.mark.parametrize("asked", ["", "，。", "\n", " "], ids=repr)
def test_a_piece_without_letters_finds_nothing(directory, asked):
    part = part_of(["，。", "", "\n", "核 酸"], directory / "none.seg")
    assert found(part, asked) == [False] * 4


@pytest.mark.parametrize("asked", ["ＡＢ", "核酸檢測", "m2", "ß", "ss"])
def test_signs_and_script_do_not_matter(directory, asked):
    texts = ["ab", "核酸、检测", "50㎡", "STRASSE", "Straße"]
    part = part_of(texts, directory / "folded.seg")
    assert found(part, asked) == holding(texts, asked)
    assert any(found(part, asked))


@pytest.mark.parametrize("asked", ["核", "核酸", "核酸检", "核酸检测"])
def test_documents_already_known_stay_in_the_answer(directory, asked):
    texts = ["核酸检测", "无关", "核酸检测", "核酸"]
    part = part_of(texts, directory / "known.seg")
    known = np.array([False, True, True, False])
    before = known.copy()
    expected = (np.array(holding(texts, asked)) | known).tolist()
    assert found(part, asked, known) == expected
    assert known.tolist() == before.tolist()


@pytest.mark.parametrize("asked", ["哈", "核酸", "核酸哈", "ab核酸"])
def test_frequent_letters_are_found_by_their_bitmaps(directory, monkeypatch, asked):
    monkeypatch.setattr(dense, "LEAST_DOCUMENTS", 8)
    chance = random.Random(7)
    texts = ["".join(chance.choices(SIGNS, k=chance.randrange(25))) for _ in range(50)]
    part = part_of(texts, directory / "dense.seg")
    assert part.segment.fields["text_pairs"].has("dense")
    assert found(part, asked) == holding(texts, asked)


def test_a_piece_of_thousands_of_letters_takes_no_room_for_each(directory):
    texts = ["核酸检测志愿者" * (3 if number else 900) for number in range(2000)]
    part = part_of(texts, directory / "many.seg")
    asked = "核酸检测志愿者" * 800
    tracemalloc.start()
    try:
        assert found(part, asked) == [number == 0 for number in range(2000)]
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < len(asked) * len(texts) / 2  # bytes: half of a mask for each pair


def test_a_piece_longer_than_any_text_is_not_there(directory):
    part = part_of(["核酸" * 10], directory / "short.seg")
    assert found(part, "核酸" * 11) == [False]
    assert found(part, "核酸" * 10) == [True]
