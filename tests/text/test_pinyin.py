import pytest

from archive.text.pinyin import readings, reads_as, sounds_alike, toneless, usual_readings


def test_a_character_has_all_its_readings() -> None:
    assert {"zhōng", "zhòng"} <= readings("中")


@pytest.mark.parametrize("text", ["", "a", "，", "中国"])
def test_what_is_no_single_character_has_none(text: str) -> None:
    assert readings(text) == frozenset()


@pytest.mark.parametrize(
    ("char", "reading", "expected"),
    [("據", "jù", True), ("據", "jū", False), ("數", "shù", True), ("綠", "lu\u0308\u0300", True)],
)
def test_a_reading_must_agree_in_tone(char: str, reading: str, expected: bool) -> None:
    assert reads_as(char, reading) is expected


@pytest.mark.parametrize(("reading", "bare"), [("zhōng", "zhong"), ("lǜ", "lü"), ("de", "de")])
def test_tone_marks_come_off_and_the_umlaut_stays(reading: str, bare: str) -> None:
    assert toneless(reading) == bare


def test_sounds_compare_without_tone() -> None:
    assert sounds_alike("lǜ", "lv")
    assert not sounds_alike("lǜ", "lù")


def test_the_table_says_what_the_tables_say_that_it_is_made_from() -> None:
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

    differing = [
        chr(point) for point, row in PINYIN_DICT.items() if readings(chr(point)) != set(row.split(","))
    ]
    assert not differing
    phrases = [part[0] for phrase, parts in PHRASES_DICT.items() if phrase[0] == "长" for part in parts[:1]]
    often = {reading for reading in phrases if phrases.count(reading) > len(phrases) / 10}
    assert often == {"cháng", "zhǎng"} == usual_readings("长")
