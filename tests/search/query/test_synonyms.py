"""Who asks for one word finds what means the same, in both directions; who quotes finds what was quoted."""

import pytest

from search.query.synonyms import MOST, with_synonyms
from search.query.syntax import read
from search.vocabulary.models import Synonym

pytestmark = pytest.mark.usefixtures("first_words")


def also(query):
    return [term.also for term in with_synonyms(read(query)).terms]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("核检", [("核酸检测",)], id="one way"),
        pytest.param("核酸检测", [("核检",)], id="the other way"),
        pytest.param("核檢", [("核酸检测",)], id="in traditional script"),
        pytest.param("上海核酸检测", [("上海核检",)], id="inside a run"),
        pytest.param("上海 核检", [(), ("核酸检测",)], id="one of two words"),
        pytest.param("(上海 OR 核检)", [(), ("核酸检测",)], id="in brackets"),
        pytest.param("标题:核检", [("核酸检测",)], id="in a field"),
        pytest.param("“核检”", [()], id="quoted"),
        pytest.param("上海 -核检", [()], id="excluded"),
        pytest.param("城市:核检", [], id="the value of a field"),
        pytest.param("突击队", [()], id="no entry"),
    ],
)
def test_what_is_searched_beside_a_term(query, found):
    assert also(query) == found


def test_a_part_of_another_word_is_no_entry():
    Synonym.objects.create(text="海科", other="海洋科学")
    assert also("上海科技") == [()]


def test_no_more_spellings_than_bounded():
    for number in range(MOST + 3):
        Synonym.objects.create(text="物资", other=f"货物{number}")
    assert len(also("物资")[0]) == MOST


def test_the_table_is_asked_once_and_not_at_all_for_one_letter(django_assert_num_queries):
    with django_assert_num_queries(1):
        also("核检 突击队 上海 志愿者")
    with django_assert_num_queries(0):
        also("疫 “核酸检测” -上海")


def test_what_was_added_a_moment_ago_works(founding, asked):
    before = asked("q=“突击队”").total
    assert before > 0
    assert asked("q=敢死突击").relaxed
    Synonym.objects.create(text="敢死突击", other="突击队")
    page = asked("q=敢死突击")
    assert (page.total, page.relaxed) == (before, False)
    assert any("突击队" in note for note in page.notes)
    assert any("<mark>突" in snippet.html for result in page.results for snippet in result.snippets)
