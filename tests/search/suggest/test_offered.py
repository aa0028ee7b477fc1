"""“Did you mean”: offered where the query finds nothing or clearly less."""

import pytest
from django.urls import reverse

from archive.models import Article
from search.indexing import rebuild
from search.suggest.offered import suggestion_for


@pytest.fixture
def archive(index_dir, load_records):
    made = load_records(
        *({"id": f"c{number}", "title": "通报", "city": "南通市", "paragraphs": [f"第{number}号：疫情平稳。"]} for number in range(12)),
        {"id": "typo", "title": "错字", "paragraphs": ["原文写作疫请。"]},
        {"id": "rare", "title": "双清区", "paragraphs": ["科技先锋突击队在双清区做核酸检测。"]},
    )  # fmt: skip
    rebuild()
    return {article.external_id: article for article in made}


@pytest.mark.parametrize(
    ("query", "q", "count"),
    [
        pytest.param("q=双青区", "双清区", 1, id="by sound"),
        pytest.param("q=雙青區", "双清区", 1, id="in the other script"),
        pytest.param("q=疫请", "疫情", 12, id="there, but far more seldom"),
        pytest.param("q=疫請", "疫情", 12, id="there in the other script"),
        pytest.param("q=疫请 -检测", "疫情 -检测", 12, id="beside an exclusion"),
        pytest.param("q=“疫请”", '"疫情"', 12, id="quoted"),
    ],
)
def test_what_is_offered(archive, asked, query, q, count):
    meant = suggestion_for(asked(query))
    assert (meant.q, meant.count) == (q, count)
    assert asked(meant.url.partition("?")[2]).total == count


@pytest.mark.parametrize(
    "query",
    ["q=疫情", "q=", "q=双清区", "q=饕餮魑魅", "q=疫请&city=31", "q=-疫请", "q=，。", "q=" + "疫请 " * 9, "q=\ud800", "q=" + "疫请" * 99],
)  # fmt: skip
def test_where_nothing_is_offered(archive, asked, query):
    assert suggestion_for(asked(query)) is None


def test_no_word_of_an_article_that_is_taken_back(archive, asked):
    Article.objects.filter(pk=archive["rare"].pk).update(status="withheld")  # and not yet out of the index
    assert suggestion_for(asked("q=双青区")) is None


def test_the_page_and_the_api_offer_it(client, archive):
    page = client.get(reverse("search"), {"q": "双青区"}).content.decode()
    assert "q=%E5%8F%8C%E6%B8%85%E5%8C%BA" in page
    answer = client.get(reverse("api_search"), {"q": "双青区"}).json()
    assert answer["query"]["suggestion"] == {"q": "双清区", "count": 1}
    assert client.get(reverse("api_search"), {"q": "疫情"}).json()["query"]["suggestion"] is None
