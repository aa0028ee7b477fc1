"""Errors of the API as problem documents (RFC 9457)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views import defaults
from django.views.decorators.csrf import csrf_exempt


def problem(status: int, title: str, detail: str, **more: Any) -> JsonResponse:
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    response = JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})
    response["Content-Type"] = "application/problem+json"
    return response


View = Callable[..., HttpResponseBase]


METHODS = "GET, HEAD, OPTIONS"
CORS = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "Retry-After"}
PREFLIGHT = {
    "Allow": METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}


def read_only(view: View) -> View:
    """An address of the API that is only read, by pages of other sites too: all that it tells is public, and nobody's
    cookies change it. Any other method is a 405 as a problem document."""

    @csrf_exempt  # nothing can be changed here, so a forged form does no harm
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = _answer(view, request, *args, **kwargs)
        for name, value in CORS.items():
            response[name] = value
        return response

    return answer


def _answer(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    if request.method in ("GET", "HEAD"):
        return view(request, *args, **kwargs)
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers=PREFLIGHT)
    response = problem(405, "Method Not Allowed", "This address can only be read: use GET.")
    response["Allow"] = METHODS
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    if _is_of_api(request):
        return problem(400, "Bad Request", "The request cannot be read.")
    return defaults.bad_request(request, exception)


def server_error(request: HttpRequest) -> HttpResponseBase:
    if _is_of_api(request):
        return problem(500, "Internal Server Error", "Something went wrong here; it has been noted.")
    return defaults.server_error(request)


def _is_of_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")
