"""Dates and numbers as readers meet them."""

import pytest

from archive.templatetags.cunzhen import grouped, html_lang, known_date, page_numbers


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
