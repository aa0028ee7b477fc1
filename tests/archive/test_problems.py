"""The API is read by pages of other sites, and tells of every error as a problem document."""

import pytest
from django.test import RequestFactory

from archive import problems

ADDRESSES = [
    "/api/v1/search",
    "/api/v1/articles/aaaaaaaaaa",
    "/api/v1/openapi.json",
    "/api/v1/complete",
    "/api/nowhere",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_pages_of_other_sites_may_read_it(client, founding, address):
    asked = client.options(
        address, headers={"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
    )
    assert (asked.status_code, asked.content) == (204, b"")
    assert "GET" in asked["Access-Control-Allow-Methods"]
    for answer in (asked, client.get(address), client.post(address)):
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer


def test_pages_for_people_may_not_be_read(client, founding):
    assert "Access-Control-Allow-Origin" not in client.get("/search/")


def test_a_fault_is_told_as_a_problem_in_the_api_and_as_a_page_elsewhere():
    asked = RequestFactory().get
    for answer, status in [
        (problems.server_error(asked("/api/v1/search")), 500),
        (problems.bad_request(asked("/api/v1/search"), ValueError()), 400),
    ]:
        assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    for answer in (problems.server_error(asked("/search/")), problems.bad_request(asked("/"), ValueError())):
        assert answer["Content-Type"].startswith("text/html")
