"""Shingles and sketches: what two texts share, and that sketches share it in proportion."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text import shingles
from archive.text.shingles import LEAST, MOST, SHINGLE, Overlap, letters, overlap, shareable, sketch

HAN = "".join(map(chr, range(0x4E00, 0x5E00)))


def random_letters(seed, length):
    return "".join(random.Random(seed).choices(HAN, k=length))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("上海，突击队！", "上海 突击队", id="punctuation and blanks"),
        pytest.param("據瞭解，該隊", "据了解,该队", id="script"),
        pytest.param("２０２２年４月", "2022年4月", id="width"),
        pytest.param("详见 https://example.org/a?b=1。谢谢", "详见。谢谢", id="web address"),
        pytest.param("上\u200b海", "上海", id="zero width"),
    ],
)
def test_letters_are_what_a_reprint_keeps(one, other):
    assert letters(one) == letters(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("新增5例", "新增7例", id="figures"),
        pytest.param("上海市", "上海", id="words"),
        pytest.param("见www.a.cn上海", "见www.a.cn北京", id="text after an address"),
    ],
)
def test_letters_keep_apart_what_differs(one, other):
    assert letters(one) != letters(other)
    assert shingles.digest(letters(one)) != shingles.digest(letters(other))


def test_overlap_counts_shared_shingles_of_all_and_of_the_shorter():
    one, other = frozenset("abcd"), frozenset("cdefgh")
    assert overlap(one, other) == Overlap(2 / 8, 2 / 4)
    assert overlap(one, frozenset()) == Overlap(0.0, 0.0)


def test_a_text_shorter_than_a_shingle_has_none():
    assert shingles.shingles("字" * (SHINGLE - 1)) == frozenset()
    assert sketch("字" * (SHINGLE - 1)) == sketch("") == frozenset()
    assert len(shingles.shingles("字" * SHINGLE)) == 1


@pytest.mark.parametrize(
    ("length", "least", "most"), [(100, LEAST, LEAST), (1500, 40, 50), (60_000, MOST, MOST)]
)
def test_a_sketch_grows_with_the_text_within_bounds(length, least, most):
    assert least <= len(sketch(random_letters(1, length))) <= most


@given(st.text(max_size=300))
def test_a_sketch_is_the_same_each_time_and_takes_any_text(text):
    assert sketch(text) == sketch(text)
    assert all(-(2**63) <= member < 2**63 for member in sketch(text))


def test_members_do_not_depend_on_the_process():
    assert sketch("今天早上下了一场大雨") == {
        -7446423649594537060, -6650294258303287031, -3061539818827979455, -287919327027670062, 44152123717218524,
    }  # fmt: skip


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_sketches_share_as_much_as_the_texts_do(share):
    """A part of a text shares about as many members as `shareable` says."""
    found = expected = 0.0
    for seed in range(30):
        text = random_letters(seed, 1600)
        part = text[: int(share * len(text))]
        found += len(sketch(text) & sketch(part))
        expected += shareable(len(text), len(part))
    assert found == pytest.approx(expected, rel=0.15)


def test_unrelated_texts_share_no_member():
    assert not sketch(random_letters(1, 3000)) & sketch(random_letters(2, 3000))
