"""The page of a list that an address asks for."""

from django.core.paginator import Page, Paginator
from django.http import Http404

MOST_DIGITS = 9


def page_of(paginator: Paginator, given: str) -> Page:
    """The page of this number, the first where none is given. Raises Http404 for a page that does not exist."""
    number = given or "1"
    if not (number.isascii() and number.isdigit()) or len(number) > MOST_DIGITS:
        raise Http404
    if int(number) not in paginator.page_range:
        raise Http404
    return paginator.page(int(number))
