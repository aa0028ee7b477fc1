"""All values of one facet of a search in the API: those whose names hold a text, page by page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from archive.problems import problem
from search.facet_groups import FacetGroup
from search.facet_pages import ORDERS, Wish, full_label, in_order, sought
from search.facets import BY_NAME
from search.problems import BadParameters, answering, asked
from search.query.state import MISSING, NO_FOLDING, BadPage
from search.service import facet_of


@answering
def values(request: HttpRequest, name: str) -> HttpResponse:
    """GET /api/v1/facets/{name}"""
    if name not in BY_NAME:
        return problem(404, "Not Found", f"There is no facet {name}; there are {', '.join(BY_NAME)}.")
    state = asked(request, fold=NO_FOLDING)
    wish, group = _wish(request), facet_of(state.at(1), name)
    counts = group.all_counts() | ({MISSING: group.missing} if group.missing else {})
    labels = {text: full_label(group, text) for text in counts}
    found = sought(labels, wish.sought)
    start = (state.page - 1) * state.page_size
    if start and start >= len(found):
        raise BadPage(state.page)
    ordered = in_order(found, counts, labels, wish.order, newest_first=group.facet.newest_first)
    body = {
        "facet": name,
        "count": len(found),
        "size": len(counts),
        "page": state.page,
        "page_size": state.page_size,
        "values": [_value(group, text, labels, counts) for text in ordered[start : start + state.page_size]],
    }
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False})


def _wish(request: HttpRequest) -> Wish:
    order = request.GET.get("order", "")
    if order and order not in ORDERS:
        raise BadParameters(("order", f"order is one of {', '.join(ORDERS)}."))
    return Wish.of(request.GET)


def _value(group: FacetGroup, text: str, labels: dict[str, str], counts: dict[str, int]) -> dict[str, Any]:
    term = group.term(text)
    return {
        "value": term.key,
        "label": labels[text],
        "count": counts[text],
        "selected": text in group.chosen,
        "excluded": text in group.refused,
        "parent": term.parent,
    }
