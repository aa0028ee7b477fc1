"""Completion as one types: a combobox that a keyboard drives, and a box that searches all the same."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.test_accessibility import RULES


def typed(page, text):
    page.locator("#q").press_sequentially(text)
    page.locator(".choices li").first.wait_for()
    return page.locator(".choices li")


def test_the_keyboard_chooses(open_page):
    page = open_page("/")
    box, choices = page.locator("#q"), typed(page, "shanghai")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(choices.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", choices.first.get_attribute("id"))
    page.keyboard.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowUp")
    expect(choices.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?city=31")
    expect(page.locator("#found")).to_have_text(re.compile(r"\b2\b"))


def test_a_title_leads_to_its_article(open_page, founding):
    page = open_page("/")
    typed(page, founding[3].title[:8]).filter(has_text=founding[3].title).click()
    page.wait_for_url(f"**{founding[3].get_absolute_url()}")


def test_escape_closes_and_enter_searches_for_what_was_typed(open_page):
    page = open_page("/")
    typed(page, "上海")
    page.keyboard.press("Escape")
    expect(page.locator(".choices")).to_be_hidden()
    expect(page.locator("#q")).to_have_value("上海")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".choices")).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")


def test_what_is_offered_is_text(open_page, load_evil):
    page = open_page("/")
    expect(typed(page, "恶意")).to_contain_text(["<img src=x"])
    assert page.locator(".choices img").count() == 0


@pytest.fixture
def load_evil(founding, write_lines):
    from archive.loading import load_paths
    from search.indexing import drain_all

    title = "恶意<img src=x onerror=alert(1)>"
    load_paths([str(write_lines({"id": "evil", "title": title, "paragraphs": ["恶意的标题。"]}))])
    drain_all()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_open_list_breaks_no_rule(open_page, scheme):
    page = open_page("/search/?q=疫", color_scheme=scheme)
    page.locator("#q").fill("")
    typed(page, "sh")
    page.keyboard.press("ArrowDown")
    violations = Axe().run(page, options=RULES).response["violations"]
    assert [(v["id"], [node["target"] for node in v["nodes"]][:3]) for v in violations] == []


@pytest.mark.parametrize("width", [320, 1280])
def test_the_list_fits_the_screen(open_page, width):
    page = open_page("/search/", viewport={"width": width, "height": 700})
    typed(page, "sh")
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
