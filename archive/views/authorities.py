"""The pages of places and of bodies: what the archive holds about each."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from archive.models import Article, Organization, Place
from archive.models.authorities import surviving
from archive.views.paging import page_of

PAGE_SIZE = 20


@require_safe
def place(request, code):
    found = get_object_or_404(Place.objects.select_related("parent__parent"), code=code)
    published = Article.objects.published()
    articles = published.about_place(found).for_display().newest()
    children = published.counted_by_place(found.children.all())
    context = {"place": found, "children": children, "page": _page(request, articles)}
    return render(request, "archive/place.html", context)


@require_safe
def organization(request, public_id):
    known = Organization.objects.select_related("place", "parent", "successor")
    found = get_object_or_404(known, public_id=public_id)
    if found.merged_into_id:
        return redirect(surviving(found), permanent=True)
    articles = Article.objects.published().for_display().filter(organizations=found).newest()
    context = {
        "organization": found,
        "aliases": found.aliases.all(),
        "parts": found.parts.current(),
        "predecessors": found.predecessors.current(),
        "page": _page(request, articles),
    }
    return render(request, "archive/organization.html", context)


def _page(request, articles):
    return page_of(Paginator(articles, PAGE_SIZE), request.GET.get("page", ""))
