"""The JSON API of search."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse

from archive.problems import read_only
from archive.text.folding import fold
from archive.text.words import asked_words
from search.addresses import addresses
from search.facet_json import facet_json
from search.offers import offers
from search.problems import BadParameters, answering, asked
from search.query.reading import TITLE, Group, Item, Restriction, Term
from search.query.state import NO_FOLDING, REPRINTS, SearchState
from search.results import Result
from search.service import SearchPage, run_search
from search.suggest.offered import suggestion_for

OPENAPI = Path(__file__).with_name("openapi.json")
MAX_DIGITS = 9


@answering
def search(request: HttpRequest) -> HttpResponse:
    """GET /api/v1/search"""
    most = _facet_size(request)
    page = run_search(asked(request, fold=NO_FOLDING))
    return HttpResponse(page_json(request, page, most), content_type="application/json")


def _facet_size(request: HttpRequest) -> int | None:
    """How many values of each facet are asked for; None for all of them."""
    given = request.GET.get("facet_size", "")
    if not given:
        return None
    if not (given.isascii() and given.isdigit() and len(given) <= MAX_DIGITS):
        raise BadParameters(("facet_size", "facet_size is a whole number from 0 on."))
    return int(given)


@read_only
def openapi(request: HttpRequest) -> HttpResponse:
    return HttpResponse(_openapi(), content_type="application/json")


@cache
def _openapi() -> bytes:
    return json.dumps(json.loads(OPENAPI.read_text(encoding="utf-8")), ensure_ascii=False).encode()


def page_json(request: HttpRequest, page: SearchPage, most: int | None = None) -> str:
    """Facets are written value by value: they are thousands, and ten times as many as everything else."""
    facets = ",".join(f"{json.dumps(group.name)}:{facet_json(group, most)}" for group in page.facets)
    rest = json.dumps(_page_json(request, page), ensure_ascii=False)
    return f'{rest[:-1]},"facets":{{{facets}}}}}'


def _page_json(request: HttpRequest, page: SearchPage) -> dict[str, Any]:
    address = addresses("article")
    return {
        "count": page.total,
        "page": page.state.page,
        "page_size": page.state.page_size,
        "took_ms": page.took_ms,
        "query": _query_json(page),
        "missing": {group.name: group.missing for group in page.facets},
        "results": [
            _result_json(result, request.build_absolute_uri(address(result.article.public_id)))
            for result in page.results
        ],
    }


def _query_json(page: SearchPage) -> dict[str, Any]:
    """How the query was read."""
    return {
        "q": page.state.q,
        **_group_json(page.reading),
        "filters": _filters_json(page.state),
        "sort": page.state.order,
        "fold": REPRINTS if page.state.folded else NO_FOLDING,
        "show": page.state.show,
        "relaxed": page.relaxed,
        "suggestion": _suggestion_json(page),
        "notes": list(page.notes),
        "offers": [{"label": offer.label, "q": offer.state.q} for offer in offers(page)],
    }


def _suggestion_json(page: SearchPage) -> dict[str, Any] | None:
    meant = suggestion_for(page)
    return {"q": meant.q, "count": meant.count} if meant else None


def _group_json(group: Group) -> dict[str, Any]:
    return {
        "required": [[_item_json(item) for item in alternatives] for alternatives in group.required],
        "excluded": [_item_json(item) for item in group.excluded],
    }


def _item_json(item: Item) -> dict[str, Any]:
    """A text; a facet's values; or what stood in brackets."""
    match item:
        case Term():
            return {
                "text": item.text,
                "quoted": item.quoted,
                "field": "title" if item.field == TITLE else None,
                "also": list(item.also),
                "words": [] if item.quoted else asked_words(fold(item.text)),
            }
        case Restriction():
            return {
                "facet": item.facet,
                "given": item.given,
                "values": list(item.keys),
                "date_from": item.low or None,
                "date_to": item.high or None,
            }
        case Group():
            return _group_json(item)


def _filters_json(state: SearchState) -> dict[str, Any]:
    return {
        "chosen": [{"facet": name, "value": value} for name, value in state.chosen],
        "excluded": [{"facet": name, "value": value} for name, value in state.excluded],
        "date_from": state.date_from or None,
        "date_to": state.date_to or None,
        "work": state.work or None,
    }


def _result_json(result: Result, url: str) -> dict[str, Any]:
    article = result.article
    return {
        "id": article.public_id,
        "external_id": article.external_id,
        "title": article.title,
        "url": url,
        "date": article.published or None,
        "city": article.city.name if article.city else None,
        "organizations": [body.name for body in article.organizations],
        "source": article.source or None,
        "score": result.score,
        "work": article.work or None,
        "others": result.others,
        "snippets": [{"paragraph": s.paragraph, "html": s.html} for s in result.snippets],
    }
