"""The result page."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from search.engine.errors import IndexUnavailable
from search.query.state import BadPage, from_params
from search.service import run_search


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    try:
        state = from_params(request.GET)
        page = run_search(state)
    except BadPage as error:
        raise Http404 from error
    except IndexUnavailable:
        return render(request, "503.html", {"state": state}, status=503)
    return render(request, "search/results.html", {"page": page, "state": page.state})
