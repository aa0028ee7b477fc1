"""Every kind of page by the rules of WCAG 2.0 to 2.2, A and AA, in light and dark, on a phone and on a desk."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
PAGES = {
    "home": "/",
    "results": "/search/?q=突击队&city=31",
    "paragraphs": "/search/?q=突击队&show=paragraphs&fold=none",
    "values of a facet": "/facets/organization/?q=疫&-organization=none",
    "nothing found": "/search/?q=无此一词乎",
    "nothing found for a filter": "/search/?q=平湖街道&city=31",
    "another spelling": "/search/?q=突即对",
    "concordance": "/concordance/?q=突击队",
    "concordance by its left": "/concordance/?q=疫&by=left",
    "no concordance": "/concordance/",
    "API": "/developers/",
    "article": "article",
    "comparison": "comparison",
    "place": "/places/31/",
    "organization": "organization",
    "year": "/dates/2022/",
    "month": "/dates/2022/4/",
    "day": "/dates/2022/4/25/",
    "not found": "/nowhere/",
}


@pytest.fixture
def addresses(founding):
    organization = founding[0].organizations.first()
    return {
        **PAGES,
        "article": founding[0].get_absolute_url(),
        "comparison": reverse("comparison", args=[founding[0].public_id, founding[1].public_id]),
        "organization": organization.get_absolute_url(),
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_breaks_the_rules(open_page, addresses, scheme):
    page = open_page("/", color_scheme=scheme)
    found = {}
    for name, address in addresses.items():
        page.goto(address)
        violations = Axe().run(page, options=RULES).response["violations"]
        if violations:
            found[name] = [(v["id"], [node["target"] for node in v["nodes"]][:3]) for v in violations]
    assert found == {}


@pytest.mark.parametrize("width", [320, 390, 820])
def test_nothing_scrolls_sideways(open_page, addresses, width):
    page = open_page("/", viewport={"width": width, "height": 800})
    wide = {}
    for name, address in addresses.items():
        page.goto(address)
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if overflow > 0:
            wide[name] = overflow
    assert wide == {}


def test_the_skip_link_comes_first_and_leads_to_the_text(open_page):
    page = open_page("/search/?q=疫")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
