"""Makes ready what every reader needs, before a process is forked: workers then share it."""

from __future__ import annotations

import logging

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from archive.text import words
from search import views
from search.suggest import warming as suggest

logger = logging.getLogger(__name__)
ASKED = "q=疫情 OR “核酸检测” OR 防控"


def warm() -> None:
    """Comes to its end without an index or a database too: the server then says what is wrong."""
    _make_a_page()
    suggest.warm()
    words.warm()  # by the dictionary of the index that was opened


def _make_a_page() -> None:
    """Opens and checks the index, numbers the values of its facets and reads the templates."""
    try:
        views.search(_request())
    except Exception as error:  # whatever it is, the first visitor is told
        logger.warning("no page of results can be made: %s", error, exc_info=True)


def _request() -> HttpRequest:
    request = HttpRequest()
    request.method, request.path = "GET", reverse("search")
    request.GET = QueryDict(ASKED)
    request.META |= {"SERVER_NAME": "localhost", "SERVER_PORT": "80"}
    return request
