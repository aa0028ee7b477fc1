"""The result page and the API: every question gets an answer."""

import json

import pytest
from django.test import Client
from django.urls import reverse

HOSTILE = [
    pytest.param("", id="empty"),
    pytest.param("疫", id="one character"),
    pytest.param("，。！？", id="punctuation"),
    pytest.param("突击队" * 3400, id="10,000 characters"),
    pytest.param("x " * 5000, id="5,000 terms"),
    pytest.param("AND OR NOT TO", id="operators alone"),
    pytest.param("((((", id="brackets"),
    pytest.param('"', id="a lone quote"),
    pytest.param("“「『", id="opening quotes"),
    pytest.param("-", id="a lone minus"),
    pytest.param("-疫", id="an exclusion alone"),
    pytest.param("* ? [a TO z] {x}", id="wildcards and ranges"),
    pytest.param("city:上海 text:* ^5 ~2", id="fields and boosts"),
    pytest.param("\x00\x01\ufffe", id="control characters"),
    pytest.param("<script>alert(1)</script>", id="markup"),
    pytest.param("' OR 1=1 --", id="SQL"),
    pytest.param("../../etc/passwd", id="a path"),
    pytest.param("𠮷野家🦠", id="beyond the basic plane"),
]


@pytest.mark.parametrize("q", HOSTILE)
def test_every_query_gets_a_page_and_json(client, founding, q):
    page = client.get(reverse("search"), {"q": q})
    assert page.status_code == 200
    assert "<h1" in page.content.decode()
    answer = client.get(reverse("api_search"), {"q": q})
    assert answer.status_code == 200
    assert set(answer.json()) >= {"count", "page", "page_size", "took_ms", "query", "results", "facets"}


@pytest.mark.parametrize("page", ["0", "-1", "abc", "99", "1" + "0" * 20, "1.5", "１"])
def test_a_page_that_does_not_exist_is_404(client, founding, page):
    assert client.get(reverse("search"), {"page": page}).status_code == 404
    answer = client.get(reverse("api_search"), {"page": page})
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == 404


@pytest.mark.parametrize(
    "parameters",
    [
        pytest.param({"city": "火星"}, id="city"),
        pytest.param({"city": "999999"}, id="code"),
        pytest.param({"organization": "nosuchbody"}, id="organization"),
        pytest.param({"source": "\x00"}, id="NUL"),
        pytest.param({"-city": "火星"}, id="exclusion"),
        pytest.param({"nosuchfacet": "x"}, id="facet"),
    ],
)
def test_a_value_that_does_not_exist_gets_a_page(client, founding, parameters):
    assert client.get(reverse("search"), parameters).status_code == 200
    assert client.get(reverse("api_search"), parameters).status_code == 200


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("date", "2022-13-45"),
        ("date", "yesterday"),
        ("-date", "abcd"),
        ("date_from", "2022-13-45"),
        ("date_to", "soon"),
        ("sort", "best"),
        ("page_size", "0"),
        ("page_size", "1000"),
    ],
)
def test_what_cannot_be_read_is_named(client, founding, name, value):
    answer = client.get(reverse("api_search"), {name: value})
    assert answer.status_code == 400
    assert answer.json()["parameters"][0]["parameter"] == name
    assert client.get(reverse("search"), {name: value}).status_code == 200


@pytest.mark.parametrize(
    "query", ["date=none", "date=2018&date=abcd", "date=2018&date=abcdefg", "date=0000", "date=1000"]
)
def test_odd_dates_get_a_page_where_results_span_many_years(client, index_dir, load_records, query):
    from search.indexing import rebuild

    dates = ["1000", "2015-02", "2016-03-01", "2018-05", "2020-07", "2999", None]
    load_records(*({"id": f"{date}", "text": "疫情通报。", "date": date} for date in dates))
    rebuild()
    page = client.get(reverse("search") + "?" + query)
    assert page.status_code == 200
    assert 0 < page.content.decode().count("<rect") < 50


def test_a_missing_index_is_503_with_the_remedy(client, db, index_dir):
    page = client.get(reverse("search"), {"q": "疫"})
    assert page.status_code == 503
    assert "rebuild_index" in page.content.decode()
    answer = client.get(reverse("api_search"), {"q": "疫"})
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert client.get(reverse("readyz")).status_code == 503
    assert client.get(reverse("healthz")).status_code == 200


def test_nothing_that_was_stored_is_markup(client, load_records):
    evil = "<script>alert('疫')</script><img src=x onerror=alert(1)>"
    made = load_records(
        {"id": "evil", "title": evil, "paragraphs": [evil + "疫情"], "organizations": [evil], "source": evil}
    )
    from search.indexing import rebuild

    rebuild()
    for address in (
        "/",
        reverse("search") + "?q=疫",
        reverse("search") + f"?q={evil}",
        made[0].get_absolute_url(),
    ):
        text = client.get(address).content.decode()
        assert "<script>alert" not in text
        assert "<img src=x" not in text
    assert "&lt;script&gt;" in client.get(reverse("search") + "?q=疫").content.decode()


def test_facet_values_are_what_the_parameters_take(client, founding):
    facets = client.get(reverse("api_search")).json()["facets"]
    for name, values in facets.items():
        for value in values:
            answer = client.get(reverse("api_search"), {name: value["value"]}).json()
            assert answer["count"] == value["count"], (name, value)
            assert [v["value"] for v in answer["facets"][name] if v["selected"]] == [value["value"]]


@pytest.mark.parametrize("city", ["31", "3101", "310000", "310100", "上海市", "上海"])
def test_a_city_is_understood_by_code_and_by_name(client, founding, city):
    assert client.get(reverse("api_search"), {"city": city}).json()["count"] == 2


def test_pages_state_a_strict_policy(client, founding):
    for address in ("/", reverse("search"), founding[0].get_absolute_url()):
        policy = client.get(address)["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_the_api_is_described(client, founding):
    described = json.loads(client.get(reverse("openapi")).content)
    answer = client.get(reverse("api_search"), {"q": "疫"}).json()
    schemas = described["components"]["schemas"]
    assert set(answer) == set(schemas["SearchPage"]["required"])
    summary = set(schemas["Summary"]["required"])
    assert summary | {"score", "snippets", "work", "others"} == set(answer["results"][0])
    article = client.get(answer["results"][0]["url"].replace("/articles/", "/api/v1/articles/").rstrip("/"))
    described_fields = summary | set(schemas["Article"]["allOf"][1]["properties"])
    assert set(article.json()) == described_fields


def test_an_unpublished_article_is_nowhere(client, founding):
    from search.indexing import drain_all

    article = founding[4]
    article.status = "withheld"
    article.save()
    drain_all()
    assert client.get(reverse("api_search"), {"q": "“平湖街道”"}).json()["count"] == 0
    assert client.get(article.get_absolute_url()).status_code == 404
    assert client.get(reverse("api_article", args=[article.public_id])).status_code == 404
    assert article.title not in client.get("/").content.decode()


@pytest.mark.parametrize(
    "address", ["/api/v1/search", "/api/v1/articles/aaaaaaaaaa", "/api/v1/nowhere", "/api/"]
)
def test_the_api_is_only_read(founding, address):
    answer = Client(enforce_csrf_checks=True).post(address)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("q", ["\x00", "标题:。", "疫 ，"])
def test_a_query_says_what_it_leaves_out(client, founding, q):
    answer = client.get(reverse("api_search"), {"q": q}).json()
    assert answer["query"]["notes"] or answer["query"]["q"] == ""


@pytest.mark.parametrize("q", ["|", "   ，", "“。”"])
def test_punctuation_alone_is_looked_for(client, founding, q):
    answer = client.get(reverse("api_search"), {"q": q}).json()
    assert answer["query"]["notes"] == []
    assert (answer["count"] > 0) == (q != "|")


@pytest.mark.parametrize("name", ["search", "api_search"])
def test_a_page_of_results_asks_the_database_once(client, founding, django_assert_num_queries, name):
    with django_assert_num_queries(1):
        assert client.get(reverse(name), {"q": "疫", "city": "31", "date": "2022"}).status_code == 200


def test_links_do_not_repeat_a_query_without_end(client, founding):
    page = client.get("/search/", {"q": "疫情 OR " * 4_000}).content
    assert len(page) < 10 * len(client.get("/search/", {"q": "疫情"}).content)


def test_the_api_gives_all_values_of_a_facet_or_so_many(client, founding):
    def asked(**parameters):
        return client.get(reverse("api_search"), {"q": "疫", **parameters})

    everything, some = (
        asked(**given).json()["facets"]["organization"] for given in ({}, {"facet_size": "3"})
    )
    assert len(everything) > 3
    assert some == everything[:3]
    assert asked(facet_size="0").json()["facets"]["city"] == []
    for wrong in ("-1", "abc", "1" * 20, "１"):
        answer = asked(facet_size=wrong)
        assert (answer.status_code, answer.json()["parameters"][0]["parameter"]) == (400, "facet_size")
