"""The result page, and whether the archive can be searched."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from haystack import connections

from search.engine.errors import IndexUnavailable
from search.outbox.models import OutboxRow
from search.query.state import SORTS, BadPage, from_params
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
    context = {"page": page, "state": page.state, "sorts": SORTS}
    return render(request, "search/results.html", context)


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Can the archive be searched, and how much is still to be indexed?"""
    try:
        generation = connections["default"].get_backend().reader.probe()
    except IndexUnavailable as error:
        text = f"index: {error}\nremedy: {error.remedy}\n"
        return HttpResponse(text, status=503, content_type="text/plain; charset=utf-8")
    waiting = OutboxRow.objects.count()
    return HttpResponse(
        f"ok\nindex: {generation.name}\noutbox: {waiting}\n", content_type="text/plain; charset=utf-8"
    )
