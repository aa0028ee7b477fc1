"""Small filters that every page uses."""

from urllib.parse import urlencode

from django import template
from django.template.base import render_value_in_context, token_kwargs
from django.urls import get_script_prefix
from django.utils.formats import date_format
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from archive.dating import date_label
from archive.markup import escaped, grouped

register = template.Library()
register.filter(grouped)

HOLE = "\x00"  # stands in no template
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
    given = context["request"].GET.lists()
    kept = escaped(urlencode([(name, values) for name, values in given if name != "page"], doseq=True))
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
def once(parser, token):
    """{% once %} … {% endonce %}: what depends on the reader's language alone. It is made for the first page and
    remembered: the frame of every page would else cost as much as a search.

    {% once large query=state.q %}: it depends on `large` too, of which there may only be a few values, and is made for
    each; and it has a hole, where {{ query }} stands, that each page fills.
    """
    bits = token.split_contents()[1:]
    holes = token_kwargs([bit for bit in bits if "=" in bit], parser)
    depends_on = [parser.compile_filter(bit) for bit in bits if "=" not in bit]
    nodes = parser.parse(("endonce",))
    parser.delete_first_token()
    return Once(nodes, depends_on, holes)


class Once(template.Node):
    """Remembers text and names of holes by turns."""

    def __init__(self, nodelist, depends_on, holes):
        self.nodelist, self.depends_on, self.holes = nodelist, depends_on, holes
        self.made = {}

    def render(self, context):
        # Addresses begin with the script prefix.
        key = (get_language(), get_script_prefix(), *(each.resolve(context) for each in self.depends_on))
        parts = self.made.get(key)
        if parts is None:
            parts = self.made[key] = self.parts(context)
        if not self.holes:
            return parts[0]
        shown = {name: _shown(hole.resolve(context), context) for name, hole in self.holes.items()}
        filled = parts.copy()
        filled[1::2] = [shown[name] for name in parts[1::2]]
        return SafeString("".join(filled))

    def parts(self, context):
        with context.push(**{name: SafeString(f"{HOLE}{name}{HOLE}") for name in self.holes}):
            return list(map(SafeString, self.nodelist.render(context).split(HOLE)))


def _shown(value, context):
    """As {{ value }} shows it."""
    return conditional_escape(value) if isinstance(value, str) else render_value_in_context(value, context)


def page_numbers(current, last):
    """The first number, the last and those near the current one; None where some are left out."""
    near = sorted({1, last, *range(max(1, current - 2), min(last, current + 2) + 1)})
    offered = []
    for number in near:
        if offered and number - offered[-1] > 1:
            offered.append(None)
        offered.append(number)
    return offered
