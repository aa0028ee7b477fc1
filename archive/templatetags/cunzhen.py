"""Small filters that every page uses."""

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext

from archive.dating import date_label

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
    """An ISO date as far as it goes (2022, 2022-04, 2022-04-25) in the reader's language; all else as it is."""
    return date_label(iso)


@register.filter
def month_of(date):
    return date_format(date, gettext("Y年n月"))


@register.filter
def day_of(date):
    return date_format(date, gettext("Y年n月j日"))


@register.simple_tag
def page_numbers(current, last):
    """The page numbers to offer: the first, the last and those near the current one; None where some are left out."""
    near = sorted({1, last, *range(max(1, current - 2), min(last, current + 2) + 1)})
    offered = []
    for number in near:
        if offered and number - offered[-1] > 1:
            offered.append(None)
        offered.append(number)
    return offered
