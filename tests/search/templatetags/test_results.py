"""What a result page offers: the query in words, facets as trees, hits marked."""

import pytest

from search.facets import FacetGroup, FacetValue
from search.query.state import SearchState
from search.query.syntax import read
from search.templatetags.hits import hits, wanted_by
from search.templatetags.results import MOST, chips, first_few, in_words, kept, left_out_of, the_rest, tree


def value(name, count=1, selected=False, parent=None):
    return FacetValue(name, name, count, selected, parent, 0, "city", SearchState())


def group(name, *values):
    return FacetGroup(name, name, values, 0)


def outline(nodes):
    return [(node.value.value, node.open, outline(node.children)) for node in nodes]


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


def test_values_stand_below_their_parents():
    nodes = tree(group("city", value("湘", 3), value("邵阳", 2, parent="湘"), value("沪", 1)))
    assert outline(nodes) == [("湘", True, [("邵阳", False, [])]), ("沪", False, [])]


def test_in_a_long_facet_only_the_branch_of_a_choice_is_open_and_it_comes_first():
    provinces = [value(f"省{n}") for n in range(20)]
    cities = [value(f"市{n}", parent=f"省{n}", selected=n == 19) for n in range(20)]
    nodes = tree(group("city", *provinces, *cities))
    assert outline(nodes)[0] == ("省19", True, [("市19", False, [])])
    assert [node.open for node in nodes[1:]] == [False] * 19


def names(nodes):
    return [name for node in nodes for name in (node.value.value, *names(node.children))]


def test_of_very_many_values_a_page_holds_the_most_frequent_and_the_chosen_in_the_facets_order():
    many = [value(f"报{n}", 1000 - n, selected=n == 900) for n in range(1000)]
    held = group("source", *reversed(many))
    nodes = tree(held)
    assert names(nodes) == ["报900", *(f"报{n}" for n in reversed(range(MOST - 1)))]
    assert left_out_of(nodes, held) == 1000 - MOST


def test_every_chosen_value_is_held_however_many_and_stands_below_its_parents():
    tops = [value(f"省{n}", 500) for n in range(150)]
    chosen = [value(f"市{n}", 0, selected=True, parent=f"省{n}") for n in range(120)]
    nodes = tree(group("city", *tops, *chosen))
    assert sorted(names(nodes)) == sorted(f"{kind}{n}" for kind in "省市" for n in range(120))
    assert names(nodes)[:2] == ["省0", "市0"]


def test_a_frequent_value_brings_its_parents_along():
    tops = [value(f"省{n}", 5) for n in range(150)]
    lower = value("市", 900, parent="省149")
    assert names(tree(group("city", *tops, lower)))[-2:] == ["省149", "市"]


def test_of_few_values_none_is_left_out():
    held = group("city", value("湘", 3), value("邵阳", 2, parent="湘"))
    assert left_out_of(tree(held), held) == 0


def test_chips_name_the_chosen_and_the_excluded_without_asking_again(forty, asked, django_assert_num_queries):
    page = asked("city=31&organization=平湖街道&-source=解放日报&-city=4403&-date=2021&source=none")
    with django_assert_num_queries(0):
        shown = [(chip.label, chip.excluded) for chip in chips(page)]
    assert shown == [
        ("上海市", False), ("平湖街道", False), ("来源未著录", False),
        ("深圳市", True), ("解放日报", True), ("2021年", True),
    ]  # fmt: skip


@pytest.mark.parametrize(("total", "shown"), [(3, 3), (12, 12), (13, 10), (100, 10)])
def test_a_long_facet_shows_its_first_values(total, shown):
    nodes = tree(group("source", *(value(f"报{n}") for n in range(total))))
    assert (len(first_few(nodes)), len(the_rest(nodes))) == (shown, total - shown)


def test_a_form_keeps_the_filters_but_neither_the_named_ones_nor_the_page():
    state = SearchState("疫", (("city", "31"),), (), "2022-01-01", "", "oldest", 3)
    assert kept(state, "q") == [("city", "31"), ("date_from", "2022-01-01"), ("sort", "oldest")]
    assert kept(state, "date_from,date_to") == [("q", "疫"), ("city", "31"), ("sort", "oldest")]


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
