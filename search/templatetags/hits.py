"""Marks what was searched for in a text, in a result and after the click."""

from __future__ import annotations

from urllib.parse import urlencode

from django import template
from django.utils.safestring import SafeString

from search.highlight import spans, with_marks
from search.marks import marked_by
from search.query.guard import guard
from search.query.syntax import read

register = template.Library()


@register.simple_tag
def wanted_by(query: str | None) -> list[str]:
    """What a query looks for, as `hits` takes it; read once for a whole page."""
    reading = read(guard(query or "").text)
    return marked_by(reading)


@register.simple_tag
def querystring_of(query: str) -> str:
    return "?" + urlencode({"q": query}) if query else ""


@register.filter
def hits(text: str, wanted: list[str]) -> SafeString:
    """The text as HTML, with every hit in <mark>."""
    return with_marks(text, spans(text, wanted))
