"""All values of a facet in the API: found by name, paged, counted as in a search."""

import pytest
from django.urls import reverse

from search.facets import BY_NAME


def ask(client, name, **parameters):
    return client.get(reverse("api_facet", args=[name]), parameters)


@pytest.mark.parametrize("name", BY_NAME)
def test_values_are_those_of_a_search(client, dozen, name):
    for parameters in ({}, {"q": "核酸"}, {"city": "31"}, {"-organization": "none"}):
        search = client.get(reverse("api_search"), parameters).json()
        answer = ask(client, name, **parameters, page_size=100).json()
        given = {each["value"]: each["count"] for each in search["facets"][name]}
        assert given == {each["value"]: each["count"] for each in answer["values"] if each["value"] != "none"}
        assert {each["value"]: each["count"] for each in answer["values"]}.get("none", 0) == search[
            "missing"
        ][name]
        assert answer["count"] == answer["size"] == len(answer["values"])


@pytest.mark.parametrize("text", ["红十字", "紅十字", "hongshizi", "hsz"])
def test_values_are_found_by_name(client, dozen, text):
    answer = ask(client, "organization", **{"in": text}).json()
    assert [each["label"] for each in answer["values"]] == ["红十字会"]
    assert answer["count"] == 1 < answer["size"]


def test_pages_hold_each_value_once(client, dozen):
    whole = ask(client, "date", page_size=100).json()["values"]
    pages = [
        ask(client, "date", page_size=3, page=page).json()["values"]
        for page in range(1, -(-len(whole) // 3) + 1)
    ]
    assert [value for page in pages for value in page] == whole
    assert ask(client, "date", page_size=3, page=99).status_code == 404


def test_what_is_chosen_and_what_is_excluded(client, dozen):
    answer = ask(client, "city", city="31", **{"-city": "44"}, page_size=100).json()
    by_value = {each["value"]: (each["selected"], each["excluded"]) for each in answer["values"]}
    assert by_value["31"] == (True, False)
    assert not any(selected for value, (selected, _) in by_value.items() if value != "31")


@pytest.mark.parametrize("name", ["nosuch", "__class__", "城市", "text"])
def test_a_facet_that_is_none(client, dozen, name):
    answer = ask(client, name)
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


@pytest.mark.parametrize(("name", "value"), [("order", "best"), ("date", "soon"), ("page_size", "0")])
def test_what_cannot_be_read_is_named(client, dozen, name, value):
    answer = ask(client, "city", **{name: value})
    assert (answer.status_code, answer.json()["parameters"][0]["parameter"]) == (400, name)


@pytest.mark.parametrize("text", ["<script>", "' OR 1=1", "(", "[", "\\", "\x00", "𠮷", "疫" * 9999, "，"])
def test_any_text_gets_an_answer(client, dozen, text):
    assert ask(client, "organization", **{"in": text}).status_code == 200


def test_a_missing_index_is_503(client, db, index_dir):
    assert ask(client, "city").status_code == 503
