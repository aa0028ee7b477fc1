"""Small filters that every page uses."""

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext

from archive.dating import date_label

register = template.Library()

CURRENT = mark_safe(' aria-current="true"')
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


@register.simple_tag(takes_context=True)
def page_links(context, current, last):
    """The pages of a list to offer, as list items; the other parameters of the address are kept."""
    params = context["request"].GET.copy()
    params.pop("page", None)
    kept = params.urlencode()
    return format_html_join("\n", "<li{}>{}</li>", _page_items(kept, current, last))


def _page_items(kept, current, last):
    """The attributes and the content of each list item."""
    first, other = _hidden(gettext("第一页：")), _hidden(gettext("到页："))
    for number in page_numbers(current, last):
        if number is None:
            yield mark_safe(' class="gap" aria-hidden="true"'), "…"
        elif number == current:
            name = _hidden(gettext("当前页："))
            yield "", format_html('<span aria-current="page">{}{}</span>', name, number)
        else:
            url = "?" + "&".join(filter(None, (kept, f"page={number}" if number > 1 else "")))
            yield "", format_html('<a href="{}">{}{}</a>', url, first if number == 1 else other, number)


def _hidden(text):
    return format_html('<span class="visually-hidden">{}</span>', text)


@register.simple_tag
def language_buttons(languages, current):
    """A button for each language, given as pairs of code and name."""
    return format_html_join(
        "\n",
        '<button type="submit" name="language" value="{}" lang="{}"{}>{}</button>',
        ((code, html_lang(code), CURRENT if code == current else "", name) for code, name in languages),
    )


def page_numbers(current, last):
    """The first number, the last and those near the current one; None where some are left out."""
    near = sorted({1, last, *range(max(1, current - 2), min(last, current + 2) + 1)})
    offered = []
    for number in near:
        if offered and number - offered[-1] > 1:
            offered.append(None)
        offered.append(number)
    return offered
