"""A query in context: a page, tables to take away, and the API."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from search.addresses import addresses
from search.concordance.export import Address, as_csv, line_json, summary_json
from search.concordance.finding import Concordance, concordance
from search.concordance.lines import ORDERS, Line
from search.engine.errors import IndexUnavailable
from search.problems import BadParameters, answering, asked
from search.query.state import NO_FOLDING, BadPage, SearchState, from_params

LINES = 50  # of a page
UNORDERED = "text"


@dataclass(frozen=True)
class Order:
    label: str
    url: str
    current: bool


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    by = request.GET.get("by", "")
    by = by if by in ORDERS else UNORDERED
    try:
        state = from_params(request.GET)
        found = concordance(state, by)
        lines = found.page(LINES)
    except BadPage as error:
        raise Http404 from error
    except IndexUnavailable:
        return render(request, "503.html", {"state": state}, status=503)
    context = {
        "found": found,
        "lines": lines,
        "pages": found.pages(LINES),
        "state": found.state,
        "orders": _orders(found),
        "search_url": found.state.at(1).url(),
        "csv_url": _url(found.state, by, "concordance_csv"),
        "json_url": _url(found.state, by, "concordance_json"),
    }
    return render(request, "search/concordance.html", context)


def _orders(found: Concordance) -> list[Order]:
    labels = {
        "text": _("检索先后"),
        "left": _("按左文"),
        "right": _("按右文"),
        "newest": _("最新"),
        "oldest": _("最早"),
    }
    return [Order(labels[by], _url(found.state, by), by == found.by) for by in ORDERS]


def _url(state: SearchState, by: str, view: str = "concordance") -> str:
    address = state.at(1).url(view)
    return address if by == UNORDERED else f"{address}{'&' if '?' in address else '?'}{urlencode({'by': by})}"


@answering
def table(request: HttpRequest) -> HttpResponse:
    """All lines, for a spreadsheet."""
    found = concordance(replace(asked(request), page=1), _by(request))
    response = HttpResponse(as_csv(found.lines, _address(request)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="concordance.csv"'
    return response


@answering
def document(request: HttpRequest) -> HttpResponse:
    """All lines, for a program."""
    found = concordance(replace(asked(request), page=1), _by(request))
    response = _json(request, found, found.lines)
    response["Content-Disposition"] = 'attachment; filename="concordance.json"'
    return response


@answering
def api(request: HttpRequest) -> HttpResponse:
    """GET /api/v1/concordance"""
    found = concordance(asked(request, fold=NO_FOLDING), _by(request))
    size = found.state.page_size
    return _json(request, found, found.page(size), page=found.state.page, page_size=size)


def _by(request: HttpRequest) -> str:
    by = request.GET.get("by") or UNORDERED
    if by not in ORDERS:
        raise BadParameters(("by", f"by is one of {', '.join(ORDERS)}."))
    return by


def _json(request: HttpRequest, found: Concordance, lines: Sequence[Line], **more: int) -> JsonResponse:
    address = _address(request)
    body = {**summary_json(found), **more, "lines": [line_json(line, address) for line in lines]}
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False})


def _address(request: HttpRequest) -> Address:
    article = addresses("article")
    root = request.build_absolute_uri("/").rstrip("/")
    return lambda line: root + article(line.article.public_id) + (f"#{line.anchor}" if line.anchor else "")
