"""Addresses of many records at once: a page of results has a hundred, and Django's `reverse` makes each from scratch."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse

from search.query.state import quoted

_STAND_IN = "0000000000"


def addresses(view: str) -> Callable[[str], str]:
    """The address of each record by its key, for a view whose one argument is a key."""
    before, after = reverse(view, args=[_STAND_IN]).split(_STAND_IN)
    return lambda key: f"{before}{quoted(key)}{after}"
