"""A reader searches, narrows and reads."""

import re

import pytest
from playwright.sync_api import expect


def count_of(page):
    """The number of articles that the page says it found."""
    return int(re.search(r"\d+", page.locator("#found").inner_text()).group())


def test_a_reader_searches_from_the_front_page(open_page):
    page = open_page("/")
    page.locator("input[name=q]").first.fill("突击队")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    assert count_of(page) == 3
    assert page.locator("mark").first.inner_text() in ("突击队", "突擊隊")


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        pytest.param("突击队", "突擊隊", id="word"),
        pytest.param("“核酸检测”", "「核酸檢測」", id="phrase"),
        pytest.param("科技先锋", "科技先鋒", id="compound"),
    ],
)
def test_both_scripts_find_the_same(open_page, simplified, traditional):
    page = open_page(f"/search/?q={simplified}")
    found = count_of(page)
    page.goto(f"/search/?q={traditional}")
    assert count_of(page) == found > 0


def test_a_facet_narrows_and_its_chip_widens_again(open_page):
    page = open_page("/search/?q=突击队", viewport={"width": 1280, "height": 900})
    page.locator(".facets").get_by_role("link", name=re.compile("上海市")).first.click()
    page.wait_for_url("**city=31*")
    assert count_of(page) == 2
    page.locator(".chips a").first.click()
    page.wait_for_url(lambda url: "city" not in url)
    assert count_of(page) == 3


def test_a_result_leads_to_the_paragraph_that_it_quotes(open_page):
    page = open_page("/search/?q=平湖街道")
    page.locator("a[href*='/articles/'][href*='#p']").first.click()
    expect(page).to_have_url(re.compile(r"/articles/\w{10}/(\?q=[^#]*)?#p"))
    anchor = page.url.split("#")[1]
    assert "平湖街道" in page.locator(f"#{anchor}").inner_text()


def test_paragraph_numbers_are_permalinks(open_page, founding):
    page = open_page(founding[3].get_absolute_url())
    numbers = page.locator(".para-number")
    assert numbers.count() == founding[3].paragraphs.count()
    for link in numbers.all()[:3]:
        assert page.locator(link.get_attribute("href")).count() == 1


def test_a_reader_sees_what_the_source_had(open_page, founding):
    page = open_page(founding[0].get_absolute_url())
    as_found = page.locator(".para-found").first
    expect(as_found).to_be_hidden()
    page.get_by_label("显示修复前的原样").check()
    expect(as_found).to_be_visible()
    expect(as_found).to_contain_text("上??萍枷蠕h")


def test_everything_works_without_javascript(open_page):
    page = open_page("/", java_script_enabled=False)
    page.locator("input[name=q]").first.fill("疫")
    page.locator("form[action='/search/'] button").first.click()
    assert count_of(page) == 5
    page.locator("main a[href*='/articles/']").first.click()
    expect(page.locator("article h1")).to_be_visible()


@pytest.mark.parametrize(
    ("button", "lang", "word"),
    [
        pytest.param("繁體", "zh-Hant", "檢索", id="traditional"),
        pytest.param("English", "en", "Search", id="english"),
    ],
)
def test_the_interface_speaks_the_chosen_language(open_page, button, lang, word):
    page = open_page("/search/?q=疫")
    page.get_by_role("button", name=button).click()
    page.wait_for_load_state()
    assert page.locator("html").get_attribute("lang") == lang
    expect(page.locator("search button").first).to_have_text(word)
    assert count_of(page) == 5


def test_a_missing_page_offers_a_way_out(open_page):
    page = open_page("/articles/aaaaaaaaaa/")
    assert page.locator("main a, input[name=q]").count() > 0


def test_the_slash_key_leads_to_the_search_box(open_page):
    page = open_page("/search/?q=疫")
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(page.locator("input[name=q]").first).to_be_focused()
