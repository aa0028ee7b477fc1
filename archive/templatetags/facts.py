"""What an article's fields rest on."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import template

from archive.models import Article, Evidence

register = template.Library()

STRENGTH = (Evidence.Origin.MACHINE, Evidence.Origin.GIVEN, Evidence.Origin.CURATOR)


@dataclass(frozen=True)
class Grounds:
    """Who the value of a field comes from, and the evidence of that origin. `rows` may be empty."""

    origin: str
    rows: tuple[Evidence, ...]

    @property
    def by_machine(self) -> bool:
        return self.origin == Evidence.Origin.MACHINE

    @property
    def label(self) -> str:
        return str(Evidence.Origin(self.origin).label)


@register.simple_tag
def grounds(article: Article, evidence: Iterable[Evidence], field: str) -> Grounds:
    """The evidence that holds for a field: a curator's, else what came with the file, else a machine's."""
    rows = [row for row in evidence if row.field == field]
    origins = {row.origin for row in rows}
    if field in article.locked:
        origin = Evidence.Origin.CURATOR
    else:
        origin = max(origins, key=STRENGTH.index, default=Evidence.Origin.MACHINE)
    return Grounds(origin, tuple(row for row in rows if row.origin == origin))


@register.simple_tag
def shown_value(row: Evidence, article: Article) -> str:
    """An evidence's value for people: a division code by its name, all else as it is."""
    if row.field not in ("city", "places"):
        return row.value
    names = {place.code: place.name for place in [*article.places.all(), *filter(None, [article.city])]}
    return names.get(row.value, row.value)
