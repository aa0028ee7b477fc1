"""A page to try the API: a form for each operation leads to its answer."""

import lxml.html
import pytest
from django.urls import reverse

from search.trying import operations


def test_each_operation_has_a_form(client, db):
    page = lxml.html.fromstring(client.get(reverse("api_page")).content)
    assert [code.text for code in page.xpath("//section/p/code")] == [
        f"GET {each.path}" for each in operations()
    ]
    ids = [element.get("id") for element in page.xpath("//*[@id]")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("operation", operations(), ids=lambda operation: operation.name)
def test_a_form_that_is_filled_in_leads_to_an_answer(client, founding, operation):
    known = {"id": founding[0].public_id, "name": "organization"}
    given = {each.name: known.get(each.name, "") for each in operation.parameters} | {"q": "疫"}
    sent = client.get(reverse("api_call", args=[operation.name]), given)
    assert sent.status_code == 302
    answer = client.get(sent["Location"])
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")


def test_what_is_filled_in_stays_a_parameter(client, founding):
    sent = client.get(reverse("api_call", args=["article"]), {"id": "../search?q=x#y\r\nZ: 1"})
    assert sent["Location"].startswith("/api/v1/articles/..%2Fsearch%3Fq")
    assert (
        client.get(reverse("api_call", args=["search"]), {"q": "a&b=c", "nosuch": "1"})["Location"]
        == "/api/v1/search?q=a%26b%3Dc"
    )


def test_a_form_without_what_it_needs_and_an_operation_that_is_none(client, db):
    assert client.get(reverse("api_call", args=["article"]))["Location"] == reverse("api_page")
    assert client.get(reverse("api_call", args=["nosuch"])).status_code == 404
