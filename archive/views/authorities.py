"""The pages of places and of bodies: what the archive holds about each."""

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from archive.models import Article, Organization, Place
from archive.models.authorities import surviving

PAGE_SIZE = 20


@require_safe
def place(request, code):
    found = get_object_or_404(Place.objects.select_related("parent__parent"), code=code)
    articles = Article.objects.published().for_display().about_place(found).newest()
    children = (
        found.children.annotate(count=Count("articles", filter=Q(articles__status=Article.Status.PUBLISHED)))
        .filter(count__gt=0)
        .order_by("-count", "code")
    )
    context = {"place": found, "children": children, "page": _page(request, articles)}
    return render(request, "archive/place.html", context)


@require_safe
def organization(request, public_id):
    found = get_object_or_404(Organization.objects.select_related("place"), public_id=public_id)
    if found.merged_into_id:
        return redirect(surviving(found), permanent=True)
    articles = Article.objects.published().for_display().filter(organizations=found).newest()
    context = {"organization": found, "aliases": found.aliases.all(), "page": _page(request, articles)}
    return render(request, "archive/organization.html", context)


def _page(request, articles):
    """A page of articles. Raises Http404 for a page that does not exist."""
    paginator = Paginator(articles, PAGE_SIZE)
    number = request.GET.get("page", "1")
    if not (number.isascii() and number.isdigit()) or int(number[:9]) not in paginator.page_range:
        raise Http404
    return paginator.page(int(number[:9]))
