"""Errors of the API as problem documents (RFC 9457)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.views.decorators.csrf import csrf_exempt


def problem(status: int, title: str, detail: str, **more: Any) -> JsonResponse:
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    response = JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})
    response["Content-Type"] = "application/problem+json"
    return response


View = Callable[..., HttpResponseBase]


def read_only(view: View) -> View:
    """An address of the API that is only read: any other method is a 405 as a problem document."""

    @csrf_exempt  # nothing can be changed here, so a forged form does no harm
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method in ("GET", "HEAD"):
            return view(request, *args, **kwargs)
        response = problem(405, "Method Not Allowed", "This address can only be read: use GET.")
        response["Allow"] = "GET, HEAD"
        return response

    return answer
