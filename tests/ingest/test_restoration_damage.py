"""The simulator of benchmarks/damage.py, and restoration over what it makes."""

import pytest

from archive.ingest.restoration import restore
from benchmarks.damage import can_be_cut, cut, gloss


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("上海科技先鋒", "上?？萍枷蠕h", id="across 海科"),
        pytest.param("到達。”她說", "到達?！彼?說", id="across the end of a quotation"),
        pytest.param("沒有可以切斷的地方", "沒有可以切斷的地方", id="nowhere"),
        pytest.param("你好嗎？", "你好嗎？", id="a mark that is meant"),
    ],
)
def test_a_text_is_torn_where_the_bytes_of_a_mark_lie_across_a_border(text: str, shown: str) -> None:
    assert cut(text) == shown
    assert can_be_cut(text) == (text != shown)


def test_marks_can_be_folded() -> None:
    assert cut("上海科技先鋒", fold_marks=True) == "上??萍枷蠕h"


def test_glosses_are_the_same_for_the_same_seed() -> None:
    readings = {"開": "kāi", "學": "xué", "會": "huì"}
    assert gloss("開學大會", readings) == "開(kāi)學(xué)大會(huì)"
    assert gloss("開學大會", readings, share=0.5, seed=3) == gloss("開學大會", readings, share=0.5, seed=3)


@pytest.mark.parametrize(
    "text",
    [
        "確保抗疫物資供應充足，各項工作有序進行。",
        "他說：“請大家放心，我們會一直堅守到最後。”隨後，他又走向下一個小區。",
        "昨日，上海科技館重新開放。《開放公告》同時發布。",
        "記者從市環保科技有限公司了解到，這批設備已經投入使用。",
        "農業銀行繼續做好續保、貸款等服務。",
    ],
)
def test_ordinary_sentences_come_back(text: str) -> None:
    assert can_be_cut(text) or "續保" in text
    assert restore(cut(text)).text == text
    assert restore(cut(text, fold_marks=True)).text == text


def test_a_torn_and_glossed_text_comes_back() -> None:
    text = "學校舉行開學典禮，確保抗疫物資供應充足，各項工作有序進行。"
    readings = {"學": "xué", "開": "kāi", "進": "jìn"}
    assert restore(gloss(cut(text), readings)).text == text
