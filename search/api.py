"""The JSON API of search."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from archive.api import summary_json
from archive.problems import problem, read_only
from search.engine.errors import IndexUnavailable
from search.facets import FacetGroup, FacetValue
from search.query.state import BadPage, SearchState, from_params
from search.query.syntax import Term
from search.service import Result, SearchPage, run_search

OPENAPI = Path(__file__).with_name("openapi.json")


@read_only
def search(request: HttpRequest) -> HttpResponse:
    """GET /api/v1/search"""
    try:
        state = from_params(request.GET)
        if state.problems:
            details = [{"parameter": p.parameter, "detail": p.detail} for p in state.problems]
            return problem(400, "Bad Request", details[0]["detail"], parameters=details)
        page = run_search(state)
    except BadPage as error:
        return problem(404, "Not Found", f"There is no page {error}.")
    except IndexUnavailable as error:
        response = problem(503, "Service Unavailable", "The index cannot answer now.", remedy=error.remedy)
        response["Retry-After"] = "30"
        return response
    return JsonResponse(page_json(request, page), json_dumps_params={"ensure_ascii": False})


@read_only
def openapi(request: HttpRequest) -> HttpResponse:
    return HttpResponse(_openapi(), content_type="application/json")


@cache
def _openapi() -> bytes:
    return json.dumps(json.loads(OPENAPI.read_text(encoding="utf-8")), ensure_ascii=False).encode()


def page_json(request: HttpRequest, page: SearchPage) -> dict[str, Any]:
    return {
        "count": page.total,
        "page": page.state.page,
        "page_size": page.state.page_size,
        "took_ms": page.took_ms,
        "query": _query_json(page),
        "results": [_result_json(request, result) for result in page.results],
        "facets": {group.name: _facet_json(group) for group in page.facets},
    }


def _query_json(page: SearchPage) -> dict[str, Any]:
    """How the query was read."""
    return {
        "q": page.state.q,
        "required": [[_term_json(term) for term in group] for group in page.reading.required],
        "excluded": [_term_json(term) for term in page.reading.excluded],
        "filters": _filters_json(page.state),
        "sort": page.state.order,
        "relaxed": page.relaxed,
        "notes": list(page.notes),
    }


def _term_json(term: Term) -> dict[str, Any]:
    return {"text": term.text, "quoted": term.quoted}


def _filters_json(state: SearchState) -> dict[str, Any]:
    return {
        "chosen": [{"facet": name, "value": value} for name, value in state.chosen],
        "excluded": [{"facet": name, "value": value} for name, value in state.excluded],
        "date_from": state.date_from or None,
        "date_to": state.date_to or None,
    }


def _result_json(request: HttpRequest, result: Result) -> dict[str, Any]:
    return {
        **summary_json(request, result.article),
        "score": result.score,
        "snippets": [{"paragraph": s.paragraph, "html": s.html} for s in result.snippets],
    }


def _facet_json(group: FacetGroup) -> list[dict[str, Any]]:
    return [_value_json(value) for value in group.values]


def _value_json(value: FacetValue) -> dict[str, Any]:
    return {
        "value": value.value,
        "label": value.label,
        "count": value.count,
        "selected": value.selected,
        "parent": value.parent,
    }
