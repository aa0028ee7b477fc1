"""The front page: what the archive holds, each number a link to what it counts."""

from dataclasses import dataclass

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.models import Article, LedgerEntry, Place

NEWEST, CITIES, BODIES = 12, 24, 24


@dataclass(frozen=True)
class Month:
    """`value` is an ISO month."""

    value: str
    count: int


@require_safe
def home(request):
    published = Article.objects.published()
    return render(
        request,
        "archive/home.html",
        {
            "total": published.count(),
            "months": months(published),
            "undated": published.filter(published_on=None).count(),
            "cities": cities(published),
            "organizations": published.counted_by_organization()[:BODIES],
            "newest": published.for_display().order_by("-created_at", "-pk")[:NEWEST],
            "repairs": LedgerEntry.objects.filter(
                stage=LedgerEntry.Stage.RESTORATION,
                vetoed=False,
                raw_document__in=published.values("current_raw"),
            ).count(),
        },
    )


def months(articles) -> list[Month]:
    """Articles by month, for those dated to the month or the day."""
    rows = (
        articles.exclude(published_precision__in=["", Article.Precision.YEAR])
        .annotate(month=TruncMonth("published_on"))
        .values_list("month")
        .annotate(count=Count("pk"))
        .order_by("month")
    )
    return [Month(month.isoformat()[:7], count) for month, count in rows]


def cities(articles):
    """Main cities with their numbers of articles."""
    main = Place.objects.filter(pk__in=articles.order_by().values("city"))
    return articles.counted_by_place(main)[:CITIES]
