"""The page that lists all values of one facet of a search."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from search.engine.errors import IndexUnavailable
from search.facet_pages import Wish, facet_page
from search.facets import BY_NAME
from search.query.state import BadPage, from_params


@require_safe
def facet(request: HttpRequest, name: str) -> HttpResponse:
    if name not in BY_NAME:
        raise Http404
    try:
        state = from_params(request.GET).at(1)
        page = facet_page(name, state, Wish.of(request.GET))
    except BadPage as error:
        raise Http404 from error
    except IndexUnavailable:
        return render(request, "503.html", {"state": state}, status=503)
    return render(request, "search/facet.html", {"page": page, "state": page.state})
