"""The front page: what the archive holds, each number a link to what it counts."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.models import Article, LedgerEntry, Organization, Place

NEWEST, CITIES, BODIES = 12, 24, 24
PUBLISHED = Q(articles__status=Article.Status.PUBLISHED)


@dataclass(frozen=True)
class Month:
    """`value` is an ISO month; `share` is its height in the timeline, 0 to 100."""

    value: str
    count: int
    share: int


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
            "cities": cities(),
            "organizations": organizations(),
            "newest": published.for_display().order_by("-created_at", "-pk")[:NEWEST],
            "repairs": LedgerEntry.objects.filter(
                stage=LedgerEntry.Stage.RESTORATION, raw_document__article__in=published
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
    most = max((count for _, count in rows), default=1)
    return [Month(f"{month:%Y-%m}", count, max(4, round(100 * count / most))) for month, count in rows]


def cities():
    """Main cities with their numbers of articles."""
    counted = Count("articles_of_city", filter=Q(articles_of_city__status=Article.Status.PUBLISHED))
    return Place.objects.annotate(count=counted).filter(count__gt=0).order_by("-count", "code")[:CITIES]


def organizations():
    counted = Count("articles", filter=PUBLISHED, distinct=True)
    return (
        Organization.objects.current()
        .annotate(count=counted)
        .filter(count__gt=0)
        .order_by("-count", "preferred_name")[:BODIES]
    )
