"""Terms in Latin letters find the words that they spell; what stands in the texts stays text."""

import pytest

from search import indexing
from search.query.understanding import understand


def also(query):
    return [term.also for term in understand(query).reading.terms]


@pytest.mark.parametrize(
    "query", ["tujidui", "tu1ji1dui4", "tū jī duì", "tu ji dui", "tu'ji'dui", "Tujidui", "tjd"]
)
def test_a_word_by_its_sound(founding, asked, query):
    (words,) = also(query)
    assert "突击队" in words
    page = asked(f"q={query}")
    assert page.total >= asked("q=“突击队”").total > 0
    assert any("突击队" in note for note in page.notes)


def test_a_place_by_its_initials_is_meant_before_other_words(founding):
    assert also("sh") == [("上海",)]
    assert also("shanghai") == [("上海",)]


def test_words_one_after_the_other(founding):
    assert also("shanghaitujidui") == [("上海突击队",)]
    assert also("shanghai tujidui") == [("上海",), ("突击队",)]


@pytest.mark.parametrize(
    "query", ["tu2ji1dui4", "“tujidui”", "tujiduii", "zqxj", "tu", "突击队", "上海tjd", "-tujidui"]
)
def test_what_is_no_word_by_its_sound(founding, query):
    assert not any(also(query))


def test_what_stands_in_a_text_is_text_and_the_words_are_offered(founding, load_records, asked):
    load_records({"id": "n", "title": "简报", "paragraphs": ["代号是 tjd 的一个项目。"]})
    indexing.drain_all()
    found = understand("tjd")
    assert [term.also for term in found.reading.terms] == [()]
    assert "突击队" in found.spellings[0].also
    assert asked("q=tjd").total == 1


def test_a_query_without_spellings_does_not_ask_the_index(db, index_dir):
    assert understand("突击队 2022 “tujidui”").spellings == ()
