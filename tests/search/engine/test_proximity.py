"""Words near each other: every answer is compared with what reading the words one by one gives."""

from __future__ import annotations

import random

import pytest

from archive.text.folding import fold
from archive.text.words import search_words
from search.engine.analysis import query_words
from search.engine.ask import Near, Prefix

WORDS = ["核酸", "疫情", "上海", "社区", "物资"]


def near(text: str, asked: str, distance: int) -> bool:
    words = search_words(fold(text))
    wanted = query_words(asked)
    ends = {place for place, word in enumerate(words) if word == wanted[0]}
    for each in wanted[1:]:
        places = [place for place, word in enumerate(words) if word == each]
        ends = {place for place in places if any(0 < place - end <= distance for end in ends)}
    return bool(ends)


@pytest.mark.parametrize("distance", [1, 2, 4])
def test_words_are_found_at_their_distance_and_in_their_order(small_index, distance):
    chance = random.Random(distance)
    texts = {f"d{n}": "，".join(chance.choices(WORDS, k=chance.randrange(1, 9))) for n in range(120)}
    small_index.put(*({"id": key, "text": text} for key, text in texts.items()))
    for asked in ("核酸 疫情", "疫情 核酸", "上海 社区 物资", "核酸 核酸"):
        expected = {key for key, text in texts.items() if near(text, asked, distance)}
        if len(query_words(asked)) > 1:
            assert small_index.found(Near("text", asked, distance)) == expected
    assert small_index.found(Near("text", "核酸 疫情", 4)) > small_index.found(Near("text", "核酸 疫情", 1))


def test_the_end_of_a_text_is_not_near_the_beginning_of_the_next(small_index):
    small_index.put({"id": "one", "text": "社区，核酸"}, {"id": "two", "text": "疫情，上海"})
    assert small_index.found(Near("text", "核酸 疫情", 1000)) == set()


def test_one_word_is_near_itself_and_no_word_is_nowhere(small_index):
    small_index.put({"id": "one", "text": "社区，核酸"})
    assert small_index.found(Near("text", "核酸", 3)) == {"one"}
    assert small_index.found(Near("text", "，", 3)) == set()


def test_prefixes_of_words_and_of_whole_values(small_index):
    small_index.put(
        {"id": "one", "text": "covid", "city": ["上海市黄浦区"]},
        {"id": "two", "text": "cov", "city": ["上海市"]},
    )
    assert small_index.found(Prefix("text", "covi")) == {"one"}
    assert small_index.found(Prefix("text", "co")) == {"one", "two"}
    assert small_index.found(Prefix("city", "上海市黄")) == {"one"}
    assert small_index.found(Prefix("city", "上海")) == {"one", "two"}
