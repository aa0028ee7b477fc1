"""What a result page offers: the query in words, the chosen filters, hits marked."""

import lxml.html
import pytest

from search.query.state import SearchState
from search.query.syntax import read
from search.templatetags.hits import hits, wanted_by
from search.templatetags.results import chips, hidden_fields, in_words, order_links


@pytest.mark.parametrize(
    ("query", "words"),
    [
        pytest.param("突击队", "突击队", id="a word"),
        pytest.param("“核酸检测” 上海 OR 北京", "“核酸检测” 并且 上海或北京", id="phrase and alternatives"),
        pytest.param("疫 -深圳", "疫，不含 深圳", id="exclusion"),
        pytest.param("-深圳", "不含 深圳", id="only an exclusion"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_the_query_is_told_in_words(query, words):
    assert in_words(read(query)) == words


def test_chips_name_the_chosen_and_the_excluded_without_asking_again(forty, asked, django_assert_num_queries):
    page = asked("city=31&organization=平湖街道&-source=解放日报&-city=4403&-date=2021&source=none")
    with django_assert_num_queries(0):
        shown = [(chip.label, chip.excluded) for chip in chips(page)]
    assert shown == [
        ("上海市", False), ("平湖街道", False), ("来源未著录", False),
        ("深圳市", True), ("解放日报", True), ("2021年", True),
    ]  # fmt: skip


def kept(state, names):
    """The names and the values of the hidden fields."""
    fields = lxml.html.fromstring(f"<form>{hidden_fields(state, names)}</form>").xpath(
        "input[@type='hidden']"
    )
    return [(field.get("name"), field.get("value")) for field in fields]


def test_a_form_keeps_the_filters_but_neither_the_named_ones_nor_the_page():
    state = SearchState("疫", (("city", "31"),), (), "2022-01-01", "", "oldest", 3)
    assert kept(state, "q") == [("city", "31"), ("date_from", "2022-01-01"), ("sort", "oldest")]
    assert kept(state, "date_from,date_to") == [("q", "疫"), ("city", "31"), ("sort", "oldest")]


def test_what_a_form_keeps_is_escaped():
    assert kept(SearchState('"><b>', (("city", "<&'"),)), "") == [("q", '"><b>'), ("city", "<&'")]


def test_each_order_has_a_link_and_the_current_one_says_so():
    html = order_links(SearchState("a&b", sort="newest"))
    links = lxml.html.fromstring(f"<ul>{html}</ul>").xpath("li/a")
    assert [(link.text, link.get("href"), link.get("aria-current")) for link in links] == [
        ("最相关", "/search/?q=a%26b&sort=relevance", None),
        ("最新", "/search/?q=a%26b&sort=newest", "true"),
        ("最早", "/search/?q=a%26b&sort=oldest", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "text", "html"),
    [
        pytest.param("突击队", "科技突擊隊員", "科技<mark>突擊隊</mark>員", id="the other script"),
        pytest.param("script", "<script>", "&lt;<mark>script</mark>&gt;", id="markup stays text"),
        pytest.param(None, "a & b", "a &amp; b", id="nothing asked"),
    ],
)
def test_hits_are_marked_in_the_text_as_it_is(query, text, html):
    assert hits(text, wanted_by(query)) == html
