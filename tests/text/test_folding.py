import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.folding import fold, fold_with_map

MIXED = st.text(st.one_of(st.characters(), st.sampled_from("乾淨瞭著ＡＢ㎡ﬁ½\u200b\ufeff\ufe0fßİ㋿")))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("科技先鋒突擊隊", "科技先锋突击队", id="traditional"),
        pytest.param("瞭解", "了解", id="one of several simplified forms"),
        pytest.param("乾淨", "干净", id="pair from the phrase tables"),
        pytest.param("顯著", "显着", id="regional variant"),
        pytest.param("裏面", "裡面", id="two traditional forms"),
        pytest.param("ＡＢＣ１２３：（）", "abc123:()", id="width"),
        pytest.param("Covid", "COVID", id="case"),
        pytest.param("㎡", "m2", id="compatibility"),
        pytest.param("疫\u200b情\ufeff防\u00ad控\ufe0f", "疫情防控", id="no width"),
        pytest.param("広島", "广岛", id="Japanese form"),
    ],
)
def test_spellings_of_one_thing_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("座位", "坐位", id="synonym of a conversion"),
        pytest.param("欠", "缺", id="Japanese form with a Chinese use of its own"),
        pytest.param("芸", "艺", id="name character"),
        pytest.param("人民", "公民", id="different words"),
    ],
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(MIXED, MIXED)
def test_folding_a_whole_is_folding_its_parts(a: str, b: str) -> None:
    assert fold(a + b) == fold(a) + fold(b)


@given(MIXED.filter(bool))
def test_a_long_text_folds_as_each_of_its_characters_does(text: str) -> None:
    long = text * 200
    folded = fold_with_map(long)
    assert folded.text == fold(long) == "".join(map(fold, text)) * 200
    assert folded.starts == [offset for offset, char in enumerate(long) for _ in fold(char)]


@given(MIXED)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(MIXED)
def test_the_map_leads_every_character_back_to_its_code_point(text: str) -> None:
    folded = fold_with_map(text)
    assert folded.text == fold(text)
    assert len(folded.starts) == len(folded.text)
    for start in set(folded.starts):
        made = "".join(
            char for char, origin in zip(folded.text, folded.starts, strict=True) if origin == start
        )
        assert made == fold(text[start])


def test_a_span_covers_the_code_points_that_gave_it() -> None:
    folded = fold_with_map("面積㎡大")
    at = folded.text.index("m2")
    assert folded.span(at, at + 2) == (2, 3)
    assert folded.span(at + 1, at + 3) == (2, 4)
