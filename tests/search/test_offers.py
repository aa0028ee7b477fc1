"""How a query was cut, and the other ways to ask it that a page offers."""

import pytest
from django.urls import reverse

from search import indexing
from search.offers import cuts, offers


@pytest.fixture
def labels(founding, asked):
    return lambda q: [offer.label for offer in offers(asked(f"q={q}"))]


def test_a_run_of_words_is_shown_cut_and_offered_in_one_piece(founding, asked):
    page = asked("q=上海科技先锋 -北京&city=31&page_size=5")
    assert cuts(page) == [["上海", "科技", "先锋"]]
    (offer,) = offers(page)
    assert (offer.state.q, offer.state.chosen, offer.state.page_size) == (
        '"上海科技先锋" -北京',
        (("city", "31"),),
        5,
    )


@pytest.mark.parametrize(
    "q", ["突击队", "“上海科技先锋”", "-上海科技先锋", "Covid 19", "疫", "", "城市:上海市黄浦区"]
)
def test_what_was_not_cut_is_not_shown_so(founding, asked, q):
    assert cuts(asked(f"q={q}")) == []
    assert offers(asked(f"q={q}")) == []


def test_a_date_is_text_and_offered_as_a_filter(founding, asked):
    page = asked("q=疫 2022年4月")
    (offer,) = [each for each in offers(page) if each.state.chosen]
    assert (offer.state.q, offer.state.chosen) == ("疫", (("date", "2022-04"),))


def test_a_number_is_no_date(labels):
    assert not any("日期" in label for label in labels("2022"))


def test_what_may_be_pinyin_is_offered(founding, load_records, asked):
    load_records({"id": "n", "title": "简报", "paragraphs": ["代号是 tjd 的一个项目。"]})
    indexing.drain_all()
    (offer,) = offers(asked("q=tjd"))
    assert "突击队" in offer.label
    assert asked(f"q={offer.state.q}").total >= asked("q=“突击队”").total > 0


def test_the_page_and_the_api_show_it(client, founding):
    q = {"q": "上海科技先锋 城市:上海"}
    page = client.get(reverse("search"), q).content.decode()
    assert "上海 / 科技 / 先锋" in page
    assert "城市：上海市" in page
    query = client.get(reverse("api_search"), q).json()["query"]
    assert query["required"][0][0]["words"] == ["上海", "科技", "先锋"]
    assert query["required"][1][0] == {
        "facet": "city",
        "given": "上海",
        "values": ["31"],
        "date_from": None,
        "date_to": None,
    }
    assert query["offers"][0]["q"] == '"上海科技先锋" 城市:上海'
