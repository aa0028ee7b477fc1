"""The JSON API of articles."""

from typing import Any

from django.http import HttpRequest, JsonResponse

from archive.models import Article
from archive.problems import problem, read_only
from archive.reprints import reprints_of
from archive.reprints.showing import Copy, Reprints


@read_only
def article(request: HttpRequest, public_id: str) -> JsonResponse:
    """GET /api/v1/articles/{id}"""
    found = (
        Article.objects.published()
        .select_related("source", "city__parent", "duplicate_of")
        .prefetch_related("paragraphs", "places__parent__parent", "organizations__place")
        .filter(public_id=public_id)
        .first()
    )
    if found is None:
        return problem(404, "Not Found", f"There is no published article {public_id}.")
    return JsonResponse(article_json(request, found), json_dumps_params={"ensure_ascii": False})


@read_only
def unknown(request: HttpRequest, path: str = "") -> JsonResponse:
    """Any other address below /api/."""
    return problem(404, "Not Found", "There is nothing at this address; see /api/v1/openapi.json.")


def article_json(request: HttpRequest, article: Article) -> dict[str, Any]:
    linked = reprints_of(article)
    return {
        **summary_json(request, article),
        "title_basis": article.title_basis,
        "kicker": article.kicker,
        "authors": article.authors,
        "original_url": article.url,
        "published": {
            "date": article.published or None,
            "time": f"{article.published_time:%H:%M}" if article.published_time else None,
            "precision": article.published_precision or None,
            "basis": article.published_basis,
        },
        "places": [
            {
                "code": place.code,
                "name": place.name,
                "level": place.level,
                "path": [p.name for p in place.path],
            }
            for place in article.places.all()
        ],
        "organizations": [
            {
                "id": body.public_id,
                "preferred": body.preferred_name,
                "kind": body.kind,
                "place": body.place.code if body.place else None,
            }
            for body in article.organizations.all()
        ],
        "paragraphs": [
            {"number": p.number, "kind": p.kind, "text": p.text, "anchor": p.anchor}
            for p in article.paragraphs.all()
        ],
        "needs_review": article.needs_review,
        "duplicate_of": _original(article, linked),
        "reprints": [
            *(_link(request, copy, "reprint") for copy in linked.copies),
            *(_link(request, copy, "longer") for copy in linked.longer),
            *(_link(request, copy, "excerpt") for copy in linked.shorter),
            *(_link(request, copy, "same_form") for copy in linked.same_form),
        ],
        "extra": article.extra,
    }


def _original(article: Article, linked: Reprints) -> str | None:
    """The earliest published article with the text: the one that a curator named, where one did."""
    stated = article.duplicate_of
    if stated and stated.status == Article.Status.PUBLISHED:
        return stated.public_id
    earliest = linked.earliest
    return earliest.public_id if earliest and earliest.pk != article.pk else None


def _link(request: HttpRequest, copy: Copy, relation: str) -> dict[str, Any]:
    """Another article with the text, a longer or shorter one, or one of the same form that tells of other things."""
    return {
        "id": copy.article.public_id,
        "url": request.build_absolute_uri(copy.article.get_absolute_url()),
        "relation": relation,
        "similarity": round(copy.pair.resemblance, 3) if copy.pair else None,
        "date": copy.article.published or None,
    }


def summary_json(request: HttpRequest, article: Article) -> dict[str, Any]:
    """What a result of a search shows of an article."""
    return {
        "id": article.public_id,
        "external_id": article.external_id,
        "title": article.title,
        "url": request.build_absolute_uri(article.get_absolute_url()),
        "date": article.published or None,
        "city": article.city.name if article.city else None,
        "organizations": [body.preferred_name for body in article.organizations.all()],
        "source": article.source.name if article.source else None,
    }
