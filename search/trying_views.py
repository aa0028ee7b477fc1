"""A page to try the API: a form for each operation, which leads to the answer itself."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import get_script_prefix
from django.views.decorators.http import require_safe

from search.trying import operations


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    return render(request, "search/api.html", {"operations": operations()})


@require_safe
def call(request: HttpRequest, name: str) -> HttpResponse:
    """The address of an operation with what was filled in; the form again where that is too little."""
    operation = next((each for each in operations() if each.name == name), None)
    if operation is None:
        raise Http404
    address = operation.address(request.GET.dict())
    return redirect(get_script_prefix() + address.removeprefix("/")) if address else redirect("api_page")
