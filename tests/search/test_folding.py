"""Copies of one text are one row of a page, which says how many there are and leads to them; paragraphs may be listed."""

from __future__ import annotations

import lxml.html
import pytest
from django.urls import reverse

from search.indexing import rebuild
from tests.search.test_works import OTHER, TEXT


@pytest.fixture
def copies(index_dir, load_records):
    """Three of one text in as many outlets, and one of another."""
    articles = load_records(
        {"id": "first", "title": "突击队", "paragraphs": [TEXT], "source": "解放日报", "date": "2022-04-25"},
        {"id": "late", "title": "突击队", "paragraphs": [TEXT], "source": "南通日报", "date": "2022-04-25"},
        {"id": "later", "title": "突击队", "paragraphs": [TEXT], "source": "文汇报", "date": "2022-04-25"},
        {"id": "other", "title": "老照片", "paragraphs": [OTHER], "source": "文汇报", "date": "2022-04-26"},
    )
    rebuild()
    return articles


def page(client, **parameters):
    response = client.get(reverse("search"), parameters)
    assert response.status_code == 200
    return lxml.html.fromstring(response.content)


def api(client, **parameters):
    return client.get(reverse("api_search"), parameters).json()


def test_a_page_folds_and_the_api_does_not(copies, client):
    assert len(page(client).xpath("//li[@class='row']")) == 2
    assert api(client)["count"] == 4
    folded = api(client, fold="reprints")
    assert (folded["count"], sorted(result["others"] for result in folded["results"])) == (2, [0, 2])


def test_a_row_leads_to_its_copies_and_they_back(copies, client):
    (link,) = page(client, q="突击队员").xpath("//p[@class='copies']/a")
    assert link.text_content().startswith("另有 2 篇转载")
    unfolded = lxml.html.fromstring(client.get(link.get("href")).content)
    assert len(unfolded.xpath("//li[@class='row']")) == 3
    assert not unfolded.xpath("//p[@class='copies']")
    (chip,) = unfolded.xpath("//ul[@class='chips']/li[1]/a")
    assert "一篇文字的各处转载" in chip.text_content()
    back = lxml.html.fromstring(client.get(chip.get("href")).content)
    assert len(back.xpath("//li[@class='row']")) == 1


def test_a_copy_shows_for_its_row_where_the_first_does_not_match(copies, client):
    found = api(client, fold="reprints", source="文汇报", q="突击队员")
    assert [(result["external_id"], result["others"]) for result in found["results"]] == [("later", 0)]


def test_a_number_is_what_its_choice_finds(copies, client):
    answer = api(client, fold="reprints")
    counts = {value["value"]: value["count"] for value in answer["facets"]["source"]}
    assert sorted(counts.values()) == [1, 1, 2]
    for value, count in counts.items():
        assert api(client, fold="reprints", source=value)["count"] == count


def test_the_copies_of_a_text_by_the_api(copies, client):
    work = api(client, q="突击队员")["results"][0]["work"]
    assert api(client, work=work)["count"] == 3
    assert {result["work"] for result in api(client)["results"]} == {work, None}
    assert api(client, work="a" * 10)["count"] == 0
    assert client.get(reverse("api_search"), {"work": "<b>"}).status_code == 400


def test_paragraphs_with_hits_are_listed_whole(index_dir, load_records, client):
    long = "突击队员" + "在小区门口集合。" * 40
    load_records(
        {
            "id": "a",
            "title": "突击队",
            "paragraphs": ["开头没有那三个字。", long, "无关。", "突击队。", "突击队走了。"],
        }
    )
    rebuild()
    (result,) = api(client, q="突击队", show="paragraphs")["results"]
    assert [snippet["paragraph"] for snippet in result["snippets"]] == [2, 4, 5]
    assert result["snippets"][0]["html"].replace("<mark>", "").replace("</mark>", "") == long
    shown = page(client, q="突击队", show="paragraphs")
    links = shown.xpath("//a[@class='pilcrow']")
    assert [link.text for link in links] == ["¶2", "¶4", "¶5"]
    assert all("#p" in link.get("href") for link in links)
    assert "篇数按文章计" in shown.text_content()


def test_the_ways_to_list_keep_what_is_asked(copies, client):
    shown = page(client, q="突击队", source="文汇报", show="paragraphs")
    links = {link.text: link for link in shown.xpath("//nav[contains(@class, 'listings')]//a")}
    assert [text for text, link in links.items() if link.get("aria-current")] == ["列段落", "转载合为一条"]
    for link in links.values():
        assert "source=" in link.get("href")
        assert client.get(link.get("href")).status_code == 200
    assert "fold=none" in links["转载逐篇列出"].get("href")
