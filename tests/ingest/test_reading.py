"""Words are cut only where they are asked for, with the result of cutting the whole text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from archive.ingest.metadata.reading import Reading

PIECES = [
    "南京东路",
    "王朝阳",
    "上海",
    "，",
    "。",
    "\n",
    " ",
    "2022年",
    "A股",
    "（记者",
    "⽔",
    "㎡",
    "𠀀",
    "抗疫",
    "\u200b",
    "%",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_boundaries_are_those_of_the_whole_text(text: str) -> None:
    reading = Reading(text)
    ends = {0, *reading.word_ends}
    assert [at for at in range(len(reading.key) + 1) if reading.is_word_boundary(at)] == sorted(ends)


def test_the_word_before_and_the_rest_of_the_word_over_an_offset() -> None:
    reading = Reading("吃哈密瓜，很甜")
    assert (reading.word_before(1), reading.word_over(3), reading.word_over(4)) == ("吃", "瓜", "")


def test_originals_are_found_where_characters_fold_to_several_or_to_none() -> None:
    reading = Reading("㎡\u200b臺北市")
    assert reading.key == "m2台北市"
    assert reading.original(2, 5) == "臺北市"
