"""Marks what was searched for in a text, in a result and after the click."""

from __future__ import annotations

from urllib.parse import urlencode

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.highlight import needles, spans
from search.query.guard import guard
from search.query.syntax import read

register = template.Library()


@register.simple_tag
def wanted_by(query: str | None) -> list[str]:
    """What a query looks for, as `hits` takes it; read once for a whole page."""
    reading = read(guard(query or "").text)
    return needles(reading.words, reading.pieces)


@register.simple_tag
def querystring_of(query: str) -> str:
    return "?" + urlencode({"q": query}) if query else ""


@register.filter
def hits(text: str, wanted: list[str]) -> SafeString:
    """The text as HTML, with every hit in <mark>."""
    parts: list[str] = []
    at = 0
    for start, end in spans(text, wanted) if wanted else ():
        parts += [escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>"]
        at = end
    parts.append(escape(text[at:]))
    return mark_safe("".join(parts))  # noqa: S308  every piece of text above is escaped
