"""Completion in the API."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse

from search.problems import BadParameters, answering
from search.suggest.completion import MOST, Choice, complete


@answering
def completions(request: HttpRequest) -> JsonResponse:
    """GET /api/v1/complete"""
    text = request.GET.get("q", "")
    found = complete(text, _limit(request.GET.get("limit", "")))
    body = {"q": text, "completions": [_choice_json(request, choice) for choice in found]}
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False})


def _limit(given: str) -> int:
    if not given:
        return MOST
    if not (given.isascii() and given.isdigit() and len(given) == 1 and 1 <= int(given) <= MOST):
        raise BadParameters(("limit", f"limit is a number from 1 to {MOST}."))
    return int(given)


def _choice_json(request: HttpRequest, choice: Choice) -> dict[str, Any]:
    return {
        "kind": choice.kind,
        "label": choice.label,
        "value": choice.value,
        "count": choice.count,
        "url": request.build_absolute_uri(choice.url),
    }
