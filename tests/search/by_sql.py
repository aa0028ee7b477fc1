"""What each value of each facet finds, by SQL."""

from __future__ import annotations

from django.db.models import F, Q

from archive.models import Place


def places(code):
    """Articles whose city is this place or lies in it, or that speak of this district of their city."""
    here = Place.objects.get(code=code)
    inside = Q(city=here) | Q(city__parent=here) | Q(city__parent__parent=here)
    return (
        inside | Q(places=here, city=F("places__parent")) | Q(places=here, city=F("places__parent__parent"))
    )


def dated(prefix):
    widths = {4: ["year", "month", "day"], 7: ["month", "day"], 10: ["day"]}
    parts = dict(zip(("year", "month", "day"), map(int, prefix.split("-")), strict=False))
    exactly = {f"published_on__{name}": value for name, value in parts.items()}
    return Q(published_precision__in=widths[len(prefix)], **exactly)


CONDITIONS = {
    "city": lambda value: Q(city=None) if value == "none" else places(value),
    "date": lambda value: Q(published_on=None) if value == "none" else dated(value),
    "organization": lambda value: (
        Q(organizations=None) if value == "none" else Q(organizations__public_id=value)
    ),
    "kind": lambda value: Q(organizations=None) if value == "none" else Q(organizations__kind=value),
    "source": lambda value: Q(source=None) if value == "none" else Q(source__public_id=value),
}
