"""Differences in wording: whole words, both texts whole, and time in proportion."""

import random
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.differences import Change, differences, differences_in_wording

MARKS = {"equal": "{}", "delete": "[-{}]", "insert": "[+{}]"}


def marked(changes):
    return "".join(MARKS[change.kind].format(change.text) for change in changes)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param("", "", "", id="empty"),
        pytest.param("会议", "会议", "会议", id="equal"),
        pytest.param("", "会议", "[+会议]", id="all new"),
        pytest.param("会议", "", "[-会议]", id="all gone"),
        pytest.param("市政府召开会议。", "市政府举行会议。", "市政府[-召开][+举行]会议。", id="a word"),
        pytest.param("今天下雨。", "今天下雨。\n明天晴。", "今天下雨。[+\n明天晴。]", id="a paragraph more"),
        pytest.param("記者 hello", "记者 hello", "[-記者][+记者] hello", id="a spelling"),
    ],
)
def test_whole_words_are_marked(before, after, expected):
    assert marked(differences(before, after)) == expected


def test_wording_ignores_script_and_width():
    assert differences_in_wording("據瞭解，２０人", "据了解,20人") == (Change("equal", "据了解,20人"),)
    assert marked(differences_in_wording("據記者瞭解", "据了解")) == "据[-記者]了解"


text = st.text(st.sampled_from("上海市的了在突擊队㎡ﬁ \n，。ab１\u200b"), max_size=60)


@given(text, text)
def test_the_pieces_make_both_texts(before, after):
    changes = differences(before, after)
    assert "".join(change.text for change in changes if change.kind != "insert") == before
    assert "".join(change.text for change in changes if change.kind != "delete") == after
    assert all(change.text for change in changes)
    assert all(one.kind != other.kind for one, other in pairwise(changes))


@given(text, text)
def test_differences_in_wording_keep_the_later_text(before, after):
    changes = differences_in_wording(before, after)
    assert "".join(change.text for change in changes if change.kind != "delete") == after


def shuffled(length):
    chosen = random.Random(length)
    return "".join(chosen.choices("的了是在有和人这中大为上个国我以要他时来", k=length))


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda n: ("的" * n, "的" * (n // 2) + "了" * (n // 2)), id="one character"),
        pytest.param(lambda n: ("的了" * (n // 2), "了的" * (n // 2)), id="two in turn"),
        pytest.param(lambda n: (shuffled(n), shuffled(n + 1)), id="at random"),
    ],
)
def test_time_grows_with_the_length(make):
    def seconds(length):
        before, after = make(length)
        start = time.process_time()
        differences(before, after)
        return time.process_time() - start

    seconds(500)
    assert seconds(32_000) < 24 * max(seconds(4_000), 0.01)
