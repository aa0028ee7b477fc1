"""Dates and numbers as readers meet them."""

import lxml.html
import pytest
from django.template import Context, Template
from django.urls import get_script_prefix, set_script_prefix
from django.utils.safestring import mark_safe
from django.utils.translation import override

from archive.templatetags.cunzhen import (
    grouped,
    html_lang,
    known_date,
    language_buttons,
    page_links,
    page_numbers,
)


@pytest.mark.parametrize(
    ("iso", "shown"),
    [
        pytest.param("2022", "2022年", id="year"),
        pytest.param("2022-04", "2022年4月", id="month"),
        pytest.param("2022-04-05", "2022年4月5日", id="day"),
        pytest.param("0001", "0001年", id="the first year"),
        pytest.param("", "", id="unknown"),
        pytest.param("none", "none", id="undated"),
        pytest.param("2022-13", "2022-13", id="no such month"),
        pytest.param("0000", "0000", id="no such year"),
        pytest.param("２０２２", "２０２２", id="full-width digits"),
        pytest.param("2022-W16", "2022-W16", id="a week"),
        pytest.param("20220425", "20220425", id="without hyphens"),
    ],
)
def test_a_date_is_shown_as_far_as_it_is_known(iso, shown):
    assert known_date(iso) == shown


@pytest.mark.parametrize(("code", "tag"), [("zh-hans", "zh-Hans"), ("zh-hant", "zh-Hant"), ("en", "en")])
def test_languages_are_named_as_html_wants(code, tag):
    assert html_lang(code) == tag


def test_thousands_are_grouped():
    assert grouped(1234567) == "1,234,567"


def test_pages_far_away_are_left_out():
    assert page_numbers(10, 20) == [1, None, 8, 9, 10, 11, 12, None, 20]
    assert page_numbers(1, 3) == [1, 2, 3]


def links(request, current, last):
    """The text and the address of each page that is offered; None for an address where there is no link."""
    items = lxml.html.fromstring(f"<ul>{page_links({'request': request}, current, last)}</ul>").xpath("li")
    return [(item.text_content(), next(iter(item.xpath("a/@href")), None)) for item in items]


def test_a_link_to_a_page_keeps_the_other_parameters(rf):
    request = rf.get("/", {"q": "<疫 &", "page": "2", "city": ["31", "32"]})
    kept = "?q=%3C%E7%96%AB+%26&city=31&city=32"
    assert links(request, 2, 3) == [
        ("第一页：1", kept),
        ("当前页：2", None),
        ("到页：3", f"{kept}&page=3"),
    ]


def test_the_pages_of_a_list_without_parameters(rf):
    assert links(rf.get("/"), 20, 20) == [
        ("第一页：1", "?"), ("…", None), ("到页：18", "?page=18"), ("到页：19", "?page=19"), ("当前页：20", None),
    ]  # fmt: skip


def test_each_language_has_a_button_and_the_current_one_says_so():
    html = language_buttons([("zh-hans", "简体"), ("en", "<English>")], "en")
    first, second = lxml.html.fragments_fromstring(html)
    assert (first.get("value"), first.get("lang"), first.get("aria-current"), first.text.strip()) == (
        "zh-hans", "zh-Hans", None, "简体",
    )  # fmt: skip
    assert (second.get("value"), second.get("aria-current"), second.text) == ("en", "true", "<English>")


def test_what_depends_on_the_language_alone_is_made_once_for_each():
    made = []
    page = Template(
        "{% load cunzhen i18n %}{% once %}{{ note }}{% translate '检索' %}{% endonce %}{{ name }}"
    )

    def shown(language, name):
        with override(language):
            return page.render(Context({"note": lambda: made.append(language) or "", "name": name}))

    assert [shown("en", "a"), shown("zh-hans", "b"), shown("en", "c")] == ["Searcha", "检索b", "Searchc"]
    assert made == ["en", "zh-hans"]


def test_a_hole_is_filled_for_each_page_as_a_variable_is_shown():
    page = Template(
        "{% load cunzhen i18n %}{% once name=name count=count %}"
        "{% translate '检索' %}: {{ name }}, {{ count }}, {{ name }}{% endonce %}"
    )
    with override("en"):
        assert page.render(Context({"name": "<a>", "count": 1})) == "Search: &lt;a&gt;, 1, &lt;a&gt;"
        assert page.render(Context({"name": mark_safe("<b>"), "count": None})) == "Search: <b>, None, <b>"
        assert page.render(Context({"name": "\x00name\x00"})) == "Search: \x00name\x00, , \x00name\x00"


def test_what_is_made_once_is_made_for_each_value_that_it_depends_on():
    page = Template("{% load cunzhen %}{% once large name=name %}{{ large }} {{ name }}{% endonce %}")
    asked = [(True, "a"), (False, "b"), (True, "c")]
    shown = [page.render(Context({"large": large, "name": name})) for large, name in asked]
    assert shown == ["True a", "False b", "True c"]


def test_addresses_that_are_made_once_are_those_of_the_script_prefix():
    page = Template("{% load cunzhen %}{% once %}{% url 'home' %}{% endonce %}")
    before = get_script_prefix()
    try:
        assert page.render(Context()) == "/"
        set_script_prefix("/archive/")
        assert page.render(Context()) == "/archive/"
    finally:
        set_script_prefix(before)
