"""What can go wrong with a question to the API, as problem documents."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse

from archive.problems import View, problem, read_only
from search.engine.errors import IndexUnavailable
from search.query.state import BadPage, SearchState, from_params


class BadParameters(ValueError):
    """Parameters that cannot be read: name and what is wrong with it."""

    def __init__(self, *parameters: tuple[str, str]) -> None:
        super().__init__(parameters[0][1])
        self.parameters = parameters


def asked(request: HttpRequest, **options: Any) -> SearchState:
    """The search that a request's parameters ask for. Raises BadParameters, or BadPage."""
    state = from_params(request.GET, **options)
    if state.problems:
        raise BadParameters(*((each.parameter, each.detail) for each in state.problems))
    return state


def answering(view: View) -> View:
    """A view of the API that asks the index."""

    @read_only
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except BadParameters as error:
            return _bad_request(error)
        except BadPage as error:
            return problem(404, "Not Found", f"There is no page {error}.")
        except IndexUnavailable as error:
            return _unavailable(error)

    return answer


def _bad_request(error: BadParameters) -> JsonResponse:
    named = [{"parameter": name, "detail": detail} for name, detail in error.parameters]
    return problem(400, "Bad Request", str(error), parameters=named)


def _unavailable(error: IndexUnavailable) -> JsonResponse:
    response = problem(503, "Service Unavailable", "The index cannot answer now.", remedy=error.remedy)
    response["Retry-After"] = "30"
    return response
