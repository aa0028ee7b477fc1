"""Facets as trees of links, and as bars over time."""

from __future__ import annotations

import lxml.html
import numpy as np
import pytest

from archive.text import divisions
from search.engine.ask import ValueCounts
from search.facet_groups import FacetGroup
from search.facet_pages import address
from search.facets import FACETS
from search.query.state import MISSING, SearchState
from search.templatetags.facets import MOST, facet_values, over_time


def group(name, counts, chosen=(), missing=0):
    facet = next(facet for facet in FACETS if facet.name == name)
    keys = (text if text == MISSING else facet.read(text).key for text in chosen)
    state = SearchState(q="疫", chosen=tuple((name, key) for key in keys))
    values = ValueCounts(list(counts), np.array(list(counts.values()), int))
    return FacetGroup(facet, state, values, missing, tuple(chosen))


def provinces(most):
    return [division.code for division in divisions.all_divisions() if division.level == "province"][:most]


def html(held):
    return lxml.html.fromstring(f"<div>{facet_values(held)}</div>")


def outline(values):
    """Each value's label, whether the fold below it is open, and what stands there."""
    return [
        (
            item.xpath("string(a/span[@class='facet-label'])"),
            bool(item.xpath("details[@open]")),
            [line for below in item.xpath("details/ul") for line in outline(below)],
        )
        for item in values.xpath("ul/li | li")
    ]


def test_values_stand_below_their_parents():
    assert outline(html(group("city", {"43": 3, "4305": 2, "31": 1}))) == [
        ("湖南省", True, [("邵阳市", False, [])]),
        ("上海市", False, []),
    ]


def test_in_a_long_facet_only_the_branch_of_a_choice_is_open_and_it_comes_first():
    tops = provinces(20)
    lower = [divisions.children(code)[0].code for code in tops]
    page = html(group("city", dict.fromkeys([*tops, *lower], 1), chosen=[lower[-1]]))
    lines = [*outline(page), *outline(page.find("details"))]
    first = divisions.by_code(tops[-1]).name
    assert (lines[0][0], lines[0][1]) == (first, True)
    assert lines[0][2][0][0].startswith(divisions.by_code(lower[-1]).name)
    assert [is_open for _, is_open, _ in lines[1:]] == [False] * 19


def values(page):
    """The links of a list's values."""
    return page.xpath("//a[starts-with(@class, 'facet-value')]")


def test_a_list_leads_to_all_values_the_ones_too_that_it_leaves_out():
    many = html(group("source", {f"报{n}\tid{n}": n + 1 for n in range(1000)}))
    assert len(values(many)) == MOST
    (link,) = many.xpath("p/a")
    assert "全部 1,000 项" in link.text_content()
    assert link.get("href") == address("source", SearchState(q="疫"))
    assert html(group("source", {})).xpath("p") == []


@pytest.mark.parametrize(("total", "shown"), [(3, 3), (12, 12), (13, 10), (100, 10)])
def test_a_long_facet_shows_its_first_values_and_folds_the_others(total, shown):
    page = html(group("source", {f"报{n}\tid{n}": 1 for n in range(total)}))
    assert len(page.xpath("ul/li")) == shown
    assert len(page.xpath("details[@data-filter]/ul/li")) == total - shown
    assert page.xpath("string(details/summary)") == (f"另外 {total - shown} 项" if total > shown else "")


def test_each_value_links_to_the_search_that_it_narrows():
    page = html(group("source", {"日报\tabc": 1234}))
    (link,) = values(page)
    assert link.get("href") == SearchState(q="疫").including("source", "abc").url()
    assert link.xpath("string(span[@class='count'])") == "1,234"
    assert (link.get("aria-current"), page.xpath("//details")) == (None, [])


def test_a_chosen_value_says_so_and_links_back():
    (link,) = values(html(group("source", {"日报\tabc": 1}, chosen=["日报\tabc"])))
    assert (link.get("href"), link.get("aria-current")) == (SearchState(q="疫").url(), "true")
    assert "（去掉这个条件）" in link.text_content()


def test_what_lies_below_a_value_is_folded_under_its_name():
    page = html(group("city", {"43": 3, "4305": 2}))
    (fold,) = page.xpath("//details[@open]")
    assert "湖南省以下" in fold.xpath("string(summary)")
    assert "邵阳市" in fold.xpath("string(ul)")


def test_a_facet_is_marked_as_chinese_where_its_labels_are():
    assert html(group("city", {"43": 3})).xpath("//span[@lang='zh']")
    assert not html(group("date", {"2022": 3})).xpath("//span[@lang]")
    assert not html(group("kind", {"party": 3})).xpath("//span[@lang]")


def test_a_name_is_never_markup():
    evil = "<script>\"'&"
    text = str(facet_values(group("source", {f'{evil}\t"><b>': 1})))
    assert "<script>" not in text
    assert "<b>" not in text
    assert lxml.html.fromstring(text).xpath("string(//span[@class='facet-label'])") == evil


def test_what_is_missing_can_be_chosen_until_it_is():
    (link,) = html(group("city", {}, missing=1234)).xpath("//a")
    assert link.get("href") == SearchState(q="疫").including("city", "none").url()
    assert link.text_content() == "未著录1,234"
    (chosen,) = values(html(group("city", {}, chosen=["none"], missing=3)))
    assert (chosen.get("href"), chosen.get("aria-current")) == (SearchState(q="疫").url(), "true")


def test_the_bars_count_months_that_the_list_of_values_leaves_out():
    months = {f"2022-{month:02}": 200 - month for month in range(1, 13)}
    days = {f"2022-06-{day:02}": 500 for day in range(1, 31)}
    many = {f"{year}-06-{day:02}": 400 for year in range(2000, 2010) for day in range(1, 30)}
    held = group("date", {"2022": 9000, **months, **days, **many})
    assert "2022年12月" not in html(held).text_content()
    (block,) = over_time(held)
    assert [slot.entry.count for slot in block.slots] == [200 - month for month in range(1, 13)]
