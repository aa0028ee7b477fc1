"""What stands together and what stands in the opening comes first, among the documents that rank first."""

from __future__ import annotations

import pytest

from search.engine.ask import Closely, Ranked, Words
from search.engine.passages import HALF, OPENING

FAR = "。" + "某" * 3 * HALF + "。"  # between what is not to stand in one passage
LATE = "某" * (OPENING + HALF) + "。"  # before what is not to stand in the opening


def keys(index, text, depth=10, **options):
    closely = Closely("text", (text,), depth=depth)
    return index.keys(Words("text", text), rank=Ranked("text", text), closely=closely, **options)


@pytest.fixture
def index(small_index):
    small_index.put(
        {"id": "apart", "text": f"{LATE}核酸{FAR}物资{FAR}"},
        {"id": "together", "text": f"{LATE}{FAR}物资核酸{FAR}"},
        {"id": "opening", "text": f"物资核酸{FAR}{FAR}{LATE}"},
    )
    return small_index


def test_what_stands_together_comes_before_what_stands_apart(index):
    assert keys(index, "核酸 物资") == ["opening", "together", "apart"]


def test_script_and_signs_make_no_difference(index):
    assert keys(index, "核酸、物資") == ["opening", "together", "apart"]


def test_no_more_documents_are_looked_at_than_was_asked_for(index):
    ranked = index.keys(Words("text", "核酸 物资"), rank=Ranked("text", "核酸 物资"))
    assert keys(index, "核酸 物资", depth=1) == ranked


def test_a_page_is_a_window_of_one_order(index):
    pages = [keys(index, "核酸 物资", start=start, size=1) for start in range(3)]
    assert [key for page in pages for key in page] == ["opening", "together", "apart"]


def test_scores_fall_along_the_answer(index):
    closely = Closely("text", ("核酸 物资",), depth=2)
    answer = index.answer(Words("text", "核酸 物资"), rank=Ranked("text", "核酸 物资"), closely=closely)
    scores = [hit.score for hit in answer.hits]
    assert scores == sorted(scores, reverse=True)


def test_documents_without_text_and_letters_that_none_has(small_index):
    small_index.put({"id": "none", "title": "核酸"}, {"id": "some", "text": "核酸"})
    closely = Closely("text", ("龘靐",))
    assert small_index.keys(Words("text", "核酸"), closely=closely) == ["some"]
    assert small_index.keys(Words("title", "核酸"), closely=closely) == ["none"]


def test_what_stands_anywhere_counts_as_much_as_is_asked_for(small_index):
    small_index.put(
        {"id": "passage", "text": f"{LATE}核酸检测{FAR}{FAR}"},
        {"id": "whole", "text": f"{LATE}核酸{FAR}物资{FAR}检测"},
    )
    match, rank = Words("text", "核酸"), Ranked("text", "某")  # says the same of both

    def best(anywhere):
        closely = Closely("text", ("核酸检测 物资",), passage=1.0, opening=0.0, anywhere=anywhere)
        return small_index.keys(match, rank=rank, closely=closely)

    assert best(0.0) == ["passage", "whole"]
    assert best(10.0) == ["whole", "passage"]
