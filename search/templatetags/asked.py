"""How a query was cut, and other ways to ask it."""

from __future__ import annotations

from django import template

from search.offers import Offer, cuts, offers
from search.service import SearchPage

register = template.Library()


@register.filter
def in_cuts(page: SearchPage) -> str:
    """上海 / 科技 / 先锋; one text after the other."""
    return "　".join(" / ".join(words) for words in cuts(page))


@register.filter
def other_ways(page: SearchPage) -> list[Offer]:
    return offers(page)
