"""Small filters that every page uses."""

import datetime as dt

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext

register = template.Library()

HTML_LANGUAGES = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}


@register.filter
def html_lang(code):
    """zh-hans as HTML writes it: zh-Hans."""
    return HTML_LANGUAGES.get(code, code)


@register.filter
def grouped(number):
    """12345 as 12,345."""
    return f"{number:,}"


@register.filter
def percent(share):
    """0.92 as 92%."""
    return f"{round(share * 100)}%"


@register.filter
def known_date(iso):
    """An ISO date as far as it goes (2022, 2022-04, 2022-04-25) in the reader's language; empty stays empty."""
    formats = {4: gettext("Y年"), 7: gettext("Y年n月"), 10: gettext("Y年n月j日")}
    if not iso:
        return ""
    return date_format(dt.date.fromisoformat(iso + "-01-01"[len(iso) - 4 :]), formats[len(iso)])


@register.filter
def month_of(date):
    return date_format(date, gettext("Y年n月"))


@register.filter
def day_of(date):
    return date_format(date, gettext("Y年n月j日"))


@register.filter
def page_numbers(page):
    """The page numbers to offer beside this page of a paginator; None where some are left out."""
    offered = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return [number if isinstance(number, int) else None for number in offered]
