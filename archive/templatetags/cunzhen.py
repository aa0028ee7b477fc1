"""Small filters that every page uses."""

from django import template
from django.utils.formats import date_format
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext

from archive.dating import date_label
from archive.markup import escaped, grouped

register = template.Library()
register.filter(grouped)

CURRENT = ' aria-current="true"'
HTML_LANGUAGES = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}


@register.filter
def html_lang(code):
    """zh-hans as HTML writes it: zh-Hans."""
    return HTML_LANGUAGES.get(code, code)


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
    kept = escaped(params.urlencode())
    names = {1: escaped(gettext("第一页：")), current: escaped(gettext("当前页："))}
    other = escaped(gettext("到页："))
    items = (
        _page_item(number, kept, names.get(number, other), number == current)
        for number in page_numbers(current, last)
    )
    return mark_safe("\n".join(items))  # noqa: S308  what comes from the visitor is escaped above


def _page_item(number, kept, name, is_current):
    if number is None:
        return '<li class="gap" aria-hidden="true">…</li>'
    text = f'<span class="visually-hidden">{name}</span>{number}'
    if is_current:
        return f'<li><span aria-current="page">{text}</span></li>'
    page = f"page={number}" if number > 1 else ""
    return f'<li><a href="?{kept}{"&amp;" if kept and page else ""}{page}">{text}</a></li>'


@register.simple_tag
def language_buttons(languages, current):
    """A button for each language, given as pairs of code and name."""
    buttons = (
        f'<button type="submit" name="language" value="{escaped(code)}" lang="{escaped(html_lang(code))}"'
        f"{CURRENT if code == current else ''}>{escaped(name)}</button>"
        for code, name in languages
    )
    return mark_safe("\n".join(buttons))  # noqa: S308  every value is escaped above


@register.tag
def once(parser, _token):
    """{% once %} … {% endonce %}: what depends on the reader's language alone. It is made for the first page and
    remembered: the head and the foot of every page would else cost as much as a search."""
    nodes = parser.parse(("endonce",))
    parser.delete_first_token()
    return Once(nodes)


class Once(template.Node):
    def __init__(self, nodelist):
        self.nodelist = nodelist
        self.rendered = {}

    def render(self, context):
        language = get_language()
        if language not in self.rendered:
            self.rendered[language] = self.nodelist.render(context)
        return self.rendered[language]


def page_numbers(current, last):
    """The first number, the last and those near the current one; None where some are left out."""
    near = sorted({1, last, *range(max(1, current - 2), min(last, current + 2) + 1)})
    offered = []
    for number in near:
        if offered and number - offered[-1] > 1:
            offered.append(None)
        offered.append(number)
    return offered
