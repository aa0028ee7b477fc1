"""Makes ready what every reader needs, before a process is forked: workers then share it."""

from __future__ import annotations

import logging

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from archive.text import words
from search import service, views
from search.suggest import warming as suggest

logger = logging.getLogger(__name__)
ASKED = "q=疫情 OR “核酸检测” OR 防控"


def warm() -> None:
    """Comes to its end without an index or a database too: the server then says what is wrong."""
    service.warm()
    suggest.warm()
    words.warm()  # by the dictionary of the index that was opened
    _make_a_page()


def _make_a_page() -> None:
    """So that its templates are read."""
    try:
        views.search(_request())
    except Exception:  # whatever it is, the first visitor is told
        logger.warning("no page of results can be made", exc_info=True)


def _request() -> HttpRequest:
    request = HttpRequest()
    request.method, request.path = "GET", reverse("search")
    request.GET = QueryDict(ASKED)
    request.META |= {"SERVER_NAME": "localhost", "SERVER_PORT": "80"}
    return request
