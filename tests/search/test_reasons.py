"""Why nothing was found: told from counts alone."""

import pytest

from search.query.reading import Group, Reading, Term
from search.query.state import SearchState
from search.reasons import Filter, Kind, reasons

NANTONG = ("city", "3206")
YEAR = ("date", "2022")


def asked(q, *chosen):
    reading = Reading(tuple((Term(word),) for word in q.split()))
    state = SearchState(q=q, chosen=chosen)
    filters = [Filter(value, state.without(facet, value)) for facet, value in chosen]
    return state, reading, filters


def told(state, reading, filters, counts):
    """`counts`: by query and chosen filters how many articles there are; none where it is not said."""

    def count(changed):
        return counts.get((changed.q, *changed.chosen), 0)

    found = reasons(state, reading, filters, count)
    for reason in found:
        if reason.way:
            assert count(reason.way) == reason.found > 0
    return [(reason.kind, reason.subject, reason.removed, reason.found) for reason in found]


@pytest.mark.parametrize(
    ("question", "counts", "expected"),
    [
        pytest.param(asked("饕餮"), {}, [(Kind.ABSENT, "饕餮", 0, 0)], id="a word that is nowhere"),
        pytest.param(
            asked("疫情 饕餮"),
            {("疫情",): 12},
            [(Kind.ABSENT, "饕餮", 0, 12)],
            id="without the word that is nowhere the rest is found",
        ),
        pytest.param(
            asked("疫情", NANTONG),
            {("疫情",): 12},
            [(Kind.FILTERED, "3206", 12, 12)],
            id="a filter",
        ),
        pytest.param(
            asked("疫情", NANTONG, YEAR),
            {("疫情",): 12, ("疫情", YEAR): 5},
            [(Kind.FILTERED, "3206", 5, 5)],
            id="one of two filters",
        ),
        pytest.param(
            asked("疫情", NANTONG, YEAR),
            {("疫情",): 12},
            [(Kind.TOGETHER_FILTERED, "", 12, 12)],
            id="each of two filters is enough",
        ),
        pytest.param(
            asked("疫情 简报"), {("疫情",): 3, ("简报",): 4}, [(Kind.APART, "", 0, 0)], id="never together"
        ),
        pytest.param(
            asked("疫情 简报", NANTONG),
            {("疫情",): 3, ("简报",): 4},
            [(Kind.APART, "", 0, 0)],
            id="never together, whatever the filter",
        ),
        pytest.param(asked(""), {}, [], id="an empty archive"),
        pytest.param(
            asked("", NANTONG), {("",): 12}, [(Kind.FILTERED, "3206", 12, 12)], id="a filter without a query"
        ),
    ],
)
def test_reasons(question, counts, expected):
    assert told(*question, counts) == expected


def test_a_long_query_is_not_counted_word_by_word():
    state, reading, filters = asked(" ".join(f"词{number}" for number in range(24)))
    tried = []
    reasons(state, reading, filters, lambda changed: tried.append(changed) or 0)
    assert len(tried) < 15


def test_many_filters_are_not_counted_one_by_one():
    state, reading, filters = asked("疫情", *(("city", f"{number}") for number in range(20)))
    tried = []

    def count(changed):
        tried.append(changed)
        return 0 if changed.chosen else 12

    assert [each.kind for each in reasons(state, reading, filters, count)] == [Kind.TOGETHER_FILTERED]
    assert len(tried) < 12


def test_alternatives_are_one_part():
    reading = Reading(((Term("甲"), Term("乙")),))
    assert told(SearchState(q="甲 OR 乙"), reading, [], {}) == [(Kind.ABSENT, "甲 OR 乙", 0, 0)]


def test_brackets_are_one_part():
    reading = Reading(((Group(((Term("甲"),), (Term("乙"),))), Term("丙")),))
    assert told(SearchState(q="(甲 乙) OR 丙"), reading, [], {})[0][0] == Kind.ABSENT


def test_the_page_says_it(client, founding):
    from django.urls import reverse

    def page(**parameters):
        return client.get(reverse("search"), parameters).content.decode()

    assert "没有一篇文章里有“魑魅魍魉”" in page(q="魑魅魍魉")
    filtered = page(q="平湖街道", city="31")
    assert "条件“上海市”去掉了全部 1 篇" in filtered
    assert filtered.count("q=%E5%B9%B3%E6%B9%96%E8%A1%97%E9%81%93&quot;") == 0
