"""All values of a facet on pages of their own: looked for, ordered, chosen and excluded without a script."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict
from django.urls import reverse

from search import facet_pages
from search.facet_pages import Wish, facet_page, in_order, sought
from search.facets import FACETS
from search.query.state import BadPage, SearchState, from_params


def page_of(name, address="", **wish):
    return facet_page(name, from_params(QueryDict(address)), Wish(**wish))


def labels(page):
    return [line.label for line in page.lines]


def get(client, name, address=""):
    return client.get(f"{reverse('facet', args=[name])}?{address}")


@pytest.mark.parametrize("facet", FACETS, ids=lambda facet: facet.name)
def test_every_value_of_a_facet_is_listed_with_its_number(forty, asked, facet):
    group = asked("q=核酸检测").facet(facet.name)
    page = facet_page(facet.name, SearchState(q="核酸检测"), Wish())
    listed = {line.label: line.count for line in page.lines}
    assert sorted(listed.values()) == sorted([*group.all_counts().values(), *filter(None, [group.missing])])
    assert page.total == page.size == len(page.lines)


def test_the_most_frequent_come_first_and_what_is_missing_last(forty):
    lines = page_of("source").lines
    assert [(line.label, line.count) for line in lines][-1] == ("未著录", 13)
    counts = [line.count for line in lines[:-1]]
    assert counts == sorted(counts, reverse=True)


def test_by_name_they_come_as_they_are_read(forty):
    assert labels(page_of("source", order="name")) == ["解放日报", "人民日报 海外版", "未著录"]


def test_names_that_are_read_alike_stay_in_one_order():
    texts = ["石", "时", "是", "安", "B", "a"]
    names = {text: text for text in texts}
    for order in (texts, texts[::-1]):
        assert in_order(order, dict.fromkeys(texts, 1), names, "name")[:3] == ["a", "安", "B"]


def test_places_are_named_with_those_above_them(forty):
    assert "上海市黄浦区" in labels(page_of("city"))


@pytest.mark.parametrize("text", ["平湖", "平湖街道", "湖街", "pinghu", "phjd", "PingHu"])
def test_a_name_is_found_by_a_part_of_it_by_pinyin_and_by_initials(forty, text):
    assert labels(page_of("organization", sought=text)) == ["平湖街道"]


@pytest.mark.parametrize("text", ["黃浦", "黄浦"])
def test_both_scripts_find_the_same(forty, text):
    assert labels(page_of("city", sought=text)) == ["上海市黄浦区"]


@pytest.mark.parametrize("text", ["没有这个", "“”", "<script>", "[", ".*", "(", "\\"])
def test_what_no_name_holds_finds_nothing(forty, text):
    page = page_of("organization", sought=text)
    assert (page.lines, page.total, page.pages) == ((), 0, 1)
    assert page.size > 0


def test_a_sign_is_no_pattern():
    assert sought({"a": "abc", "b": "a.c"}, "a.c") == ["b"]
    assert sought({"a": "xyz"}, "...") == []


def test_a_single_syllable_is_looked_for_at_the_beginning():
    labels = {"31": "上海市", "36": "江西省", "省": "省属企业"}
    assert sought(labels, "sh") == ["31", "省"]
    assert sought(labels, "sheng") == ["省"]
    assert sought(labels, "省") == ["36", "省"]
    assert sought(labels, "xisheng") == ["36"]
    placed = {"4403": "广东省深圳市", "4305": "湖南省邵阳市", "x": "上海市卫健委", "44": "广东省"}
    assert sought(placed, "sh") == ["4403", "4305", "x"]
    assert sought(placed, "wei") == ["x"]


def test_long_lists_are_paged(forty, monkeypatch):
    monkeypatch.setattr(facet_pages, "SIZE", 2)
    whole = page_of("date")
    pages = [page_of("date", page=number) for number in range(1, whole.pages + 1)]
    monkeypatch.setattr(facet_pages, "SIZE", 100)
    assert [label for page in pages for label in labels(page)] == labels(page_of("date"))
    with pytest.raises(BadPage):
        page_of("date", page=whole.pages + 100)


def test_a_choice_leads_back_into_the_result(forty, client):
    (line,) = page_of("source", "q=核酸检测&city=31&page=1&fold=none", sought="解放").lines
    assert line.choice == from_params(QueryDict(urlsplit(line.choice.url()).query))
    page = client.get(line.choice.url())
    assert page.status_code == 200
    assert page.context["page"].total == line.count > 0
    assert page.context["state"].values("city") == ("31",)


def test_an_exclusion_takes_the_value_out(forty, client):
    (line,) = page_of("source", sought="解放").lines
    without = client.get(line.exclusion.url()).context["page"]
    assert without.total == 40 - line.count
    (again,) = page_of("source", urlsplit(line.exclusion.url()).query, sought="解放").lines
    assert again.excluded
    assert again.exclusion == SearchState()


def test_what_is_chosen_and_what_is_missing_can_be_taken_back(forty):
    chosen = {line.label: line for line in page_of("source", "source=none").lines}["未著录"]
    assert chosen.chosen
    assert chosen.choice == SearchState()
    excluded = {line.label: line for line in page_of("source", "-source=none").lines}["未著录"]
    assert (excluded.excluded, excluded.count) == (True, 13)


def test_a_page_links_every_value_it_lists(forty, client):
    html = get(client, "organization", "q=核酸检测&in=平湖").content.decode()
    choices = [unescape(address) for address in re.findall(r'class="facet-value" href="([^"]+)"', html)]
    exclusions = [unescape(address) for address in re.findall(r'class="facet-exclude" href="([^"]+)"', html)]
    assert len(choices) == len(exclusions) == 1
    assert all(client.get(address).status_code == 200 for address in choices + exclusions)
    assert "q=%E6%A0%B8" in choices[0]


@pytest.mark.parametrize("facet", FACETS, ids=lambda facet: facet.name)
def test_every_facet_has_a_page(founding, client, facet):
    page = get(client, facet.name, "q=疫")
    assert page.status_code == 200
    assert str(facet.title) in page.content.decode()


@pytest.mark.parametrize(
    "address",
    ["in=%00%F0%9F%A6%A0", "in=" + "a" * 5000, "order=best", "in=<b>&q=<b>", "date=2022-99", "page=7"],
)
def test_odd_parameters_get_a_page(founding, client, address):
    page = get(client, "organization", address)
    assert page.status_code == 200
    assert "<b>" not in page.content.decode()


@pytest.mark.parametrize("address", ["facet_page=0", "facet_page=-1", "facet_page=abc", "facet_page=99999"])
def test_a_page_that_does_not_exist_is_404(founding, client, address):
    assert get(client, "organization", address).status_code == 404


def test_a_facet_that_does_not_exist_is_404(founding, client):
    assert get(client, "colour").status_code == 404


def test_a_missing_index_is_503(db, index_dir, client):
    assert get(client, "organization").status_code == 503


def test_an_empty_archive_has_empty_pages(db, index_dir, client):
    from search.indexing import rebuild

    rebuild()
    assert get(client, "city").status_code == 200
