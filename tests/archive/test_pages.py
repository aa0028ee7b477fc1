"""The pages of places, bodies and dates: their numbers are those that their links find."""

import re

import pytest
from django.urls import reverse

from archive.models import Article, Organization, Place
from search.search_indexes import facet_places

LIST_PAGES = {
    "place": lambda: reverse("place", args=["31"]),
    "organization": lambda: Organization.objects.get().get_absolute_url(),
    "year": lambda: reverse("year", args=[2022]),
    "month": lambda: reverse("month", args=[2022, 4]),
    "day": lambda: reverse("day", args=[2022, 4, 25]),
}


def place(code):
    return Place.objects.get(code=code)


@pytest.fixture
def archive(store_record):
    """Articles whose cities and places fall in every way that the rule tells apart."""

    def made(name, city, *places, **fields):
        article = store_record(id=name, **fields)
        article.city = place(city) if city else None
        article.save()
        article.places.set(Place.objects.filter(code__in=places))
        return article

    return {
        "city": made("city", "31", "310101", "310106", date="2022-04-25", organizations=["平湖街道"]),
        "again": made("again", "31", "310101"),
        "district elsewhere": made("elsewhere", "31", "310106", "440307"),
        "prefecture": made("prefecture", "4403", "440307", "4403"),
        "of another city": made("another", "4401", "440307"),
        "county as main city": made("county", "429004"),
        "province as main city": made("province", "44", "440307"),
        "no city": made("none", None, "310101"),
    }


def expected():
    """The number of articles for each place, by what the index writes."""
    found = {}
    for article in Article.objects.published():
        for each in facet_places(article):
            found[each.code] = found.get(each.code, 0) + 1
    return found


def test_places_are_counted_as_the_index_counts_them(archive):
    counts = {each.code: each.count for each in Article.objects.published().counted_by_place(Place.objects)}
    assert counts == expected()
    assert counts["310101"] == 2
    assert counts["440307"] == 2


def test_a_place_lists_what_is_counted_for_it(archive):
    wanted = expected()
    for code in [*wanted, "33", "4402"]:
        assert Article.objects.published().about_place(place(code)).count() == wanted.get(code, 0), code


def test_what_is_not_published_is_not_counted(archive):
    archive["again"].status = "withheld"
    archive["again"].save()
    counts = {each.code: each.count for each in Article.objects.published().counted_by_place(Place.objects)}
    assert (counts["31"], counts["310101"]) == (2, 1)


def test_a_place_counts_those_below_it_in_few_queries(archive, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        page = client.get(reverse("place", args=["31"])).content.decode()
    below = dict(re.findall(r'search/\?city=(3101\d\d)"[^>]*>(\d+)<', page))
    assert below == {"310101": "2", "310106": "2"}


def test_the_front_page_counts_what_its_links_find(archive, client):
    page = client.get("/").content.decode()
    wanted = expected()
    cities = dict(re.findall(r'search/\?city=(\d+)"[^>]*>(\d+)<', page))
    assert cities == {code: str(wanted[code]) for code in ("31", "44", "4401", "4403", "429004")}
    body = Organization.objects.get()
    assert re.findall(r'search/\?organization=(\w+)"[^>]*>(\d+)<', page) == [(body.public_id, "1")]


@pytest.mark.parametrize("kind", LIST_PAGES)
@pytest.mark.parametrize(
    ("page", "status"),
    [
        ("", 200),
        ("1", 200),
        ("2", 404),
        ("0", 404),
        ("last", 404),
        ("１", 404),
        ("1.0", 404),
        ("9" * 5000, 404),
    ],
)
def test_every_list_understands_the_same_page_numbers(archive, client, kind, page, status):
    address = LIST_PAGES[kind]()
    assert client.get(address, {"page": page}).status_code == status
