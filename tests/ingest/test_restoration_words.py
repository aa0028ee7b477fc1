"""The model of words in a row, and how the table is stored."""

from array import array
from itertools import pairwise
from math import exp, log

import pytest

from archive.ingest.restoration import restore
from archive.ingest.restoration.build_wordgrams import Nodes, Source, tables
from archive.ingest.restoration.lattice import Rows
from archive.ingest.restoration.wordgrams import OTHER, WordModel, packed, unpacked, word_model
from benchmarks.damage import cut


def small_source() -> Source:
    """Words 天 and 气 beside the unknown one; 气 follows 天 with 0.9, and by itself with 0.1."""
    words = ["", "天", "气"]
    alone = Nodes(array("I", [0, 1, 2, 0]), array("d", [0.5, 0.4, 0.1, 0]), array("I", [0, 0, 1, 1]))
    return Source(words, alone, Nodes(array("I", [2, 0]), array("d", [0.9, 0]), array("I", [0, 0])))


def test_a_stored_table_comes_back() -> None:
    table = tables(small_source(), 10)
    assert unpacked(packed(table)) == table


def test_a_pair_kept_has_its_own_probability_and_others_what_is_left() -> None:
    model = WordModel(tables(small_source(), 10))
    sky, air = model.number("天"), model.number("气")
    assert sky is not None
    assert air is not None
    assert exp(model.after(sky, air)) == pytest.approx(0.9, rel=0.05)
    assert exp(model.after(sky, OTHER)) == pytest.approx(0.1 / 0.9 * 0.5, rel=0.1)
    assert exp(model.after(air, sky)) == pytest.approx(0.4, rel=0.05)


def test_a_table_cut_down_falls_back_on_the_words_alone() -> None:
    model = WordModel(tables(small_source(), 0))
    sky, air = model.number("天"), model.number("气")
    assert sky is not None
    assert air is not None
    assert model.after(sky, air) == pytest.approx(log(0.1), abs=0.1)


@pytest.mark.parametrize(
    ("likely", "unlikely"),
    [
        pytest.param("上海科技有限公司", "上专科技有限公司", id="a place"),
        pytest.param("他常看望老人", "他曾看忘老人", id="a verb"),
        pytest.param("2000余人参加会议", "2000余人参加会义", id="after a figure"),
        pytest.param("核酸检测", "核酸检侧", id="a word of the dictionary that the model lacks"),
    ],
)
def test_what_is_usual_scores_more(likely: str, unlikely: str) -> None:
    assert Rows().score(likely) > Rows().score(unlikely)


def test_texts_that_begin_alike_score_as_they_do_alone() -> None:
    together = Rows()
    texts = ["上海科技", "上海科学", "上海 a0", "㐀㐁", "上海科技有限公司，"]
    assert [together.score(text) for text in texts] == [Rows().score(text) for text in texts]


def test_the_table_that_ships_is_in_order() -> None:
    model = word_model()
    common = [model.number(word) for word in ("的", "上海", "科技", "，")]
    assert None not in common
    assert all(model.alone(word) < 0 for word in common if word is not None)


def test_the_followers_of_each_word_ascend() -> None:
    table = tables(small_source(), 10)
    assert all(start <= end for start, end in pairwise(table.starts))
    assert len(table.followers) == table.starts[-1] == len(table.pair_scores)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        pytest.param("它盯着遊客看個不?!?", True, id="nothing is left of the characters"),
        pytest.param("你怎么来了?!? 我还没准备好。", False, id="somebody asks"),
        pytest.param("这是真的?!?", False, id="somebody wonders"),
    ],
)
def test_marks_that_swallowed_their_characters_are_named_and_left(text: str, named: bool) -> None:
    restored = restore(text)
    assert restored.text == text
    assert bool(restored.doubts) == named


def test_a_short_subject_is_not_taken_for_a_sentence() -> None:
    damaged = cut("社區干部常看望獨居老人，送去蔬菜、雞蛋和藥品。")
    assert "干部。" not in restore(damaged).text


def test_a_lesson_that_asks_how_characters_are_read_keeps_their_readings() -> None:
    text = "漢語角：今天學三個字\n據(jù)、區(qū)、務(wù)這三個字怎麼讀？老師說：據(jù)是依據的據。"
    assert restore(text).text == text
