"""How the index spells what was asked for."""

import pytest

from search.suggest.spelling import spelt


@pytest.fixture
def index(small_index):
    common = [{"id": f"c{number}", "text": "疫情期间，街道值守。"} for number in range(12)]
    small_index.put(
        *common,
        {"id": "a", "text": "双清区的科技先锋突击队参加核酸检测。"},
        {"id": "b", "text": "registering masks in 2022"},
        {"id": "c", "text": "他写作疫请。"},
    )
    return small_index


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("突擊隊", "突击队", id="it is there in the other script"),
        pytest.param("核酸检册", "核酸检测", id="one character by its sound"),
        pytest.param("核酸檢冊", "核酸检测", id="in the other script"),
        pytest.param("双青区", "双清区", id="what falls apart into single characters"),
        pytest.param("突即对", "突击队", id="two characters by their sounds"),
        pytest.param("registring mask", "registering masks", id="letters"),
        pytest.param("饕餮", "饕餮", id="nothing is like it"),
        pytest.param("饕", "饕", id="a single character"),
        pytest.param("", "", id="nothing"),
        pytest.param("，。！", ",。!", id="marks, folded"),
        pytest.param("20222", "2022", id="figures"),
        pytest.param("\ud800\udfff🦠", "\ud800\udfff🦠", id="no characters"),
    ],
)
def test_spellings(index, text, expected):
    assert spelt(index.reader, "text", text) == expected


def test_what_is_there_but_rare_may_be_meant_otherwise(index):
    assert spelt(index.reader, "text", "疫请") == "疫请"
    assert spelt(index.reader, "text", "疫请", rare=1) == "疫情"
    assert spelt(index.reader, "text", "检测", rare=1) == "检测"  # nothing that sounds so is there
