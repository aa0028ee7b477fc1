"""The facets, declared once: what is counted, and what a counted text stands for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from archive.dating import date_label, first_day
from archive.models import Organization, Place
from archive.text import divisions
from search import entries

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

MONTH = 7  # characters of an ISO month


class Term(NamedTuple):
    """What a counted text stands for: `key` is the parameter's value, `parent` the key of the one above."""

    key: str
    label: str
    parent: str | None = None


Reader = Callable[[str], Term]


@dataclass(frozen=True)
class Facet:
    """A way to narrow: `name` is the parameter, `filtered` the index's whole-value field of its keys, `counted` the one
    whose texts are counted; `reader` gives what reads such a text in the language of now.

    Where values are `nested`, longer ones stand below shorter ones; else they stand in the order of their texts. Siblings
    stand with the most frequent first, or `newest_first`.
    """

    name: str
    filtered: str
    counted: str
    title: StrPromise
    reader: Callable[[], Reader]
    nested: bool = False
    newest_first: bool = False

    def read(self, text: str) -> Term:
        return self.reader()(text)

    def counted_as(self, key: str, name: str, counts: Mapping[str, int]) -> str:
        """The text that counts for a key: among those that were counted, else as it would be."""
        if self.counted == self.filtered:
            return key
        text = entries.entry(key, name)
        return text if text in counts else next((each for each in counts if entries.is_of(each, key)), text)


@lru_cache(maxsize=8192)  # a page names each of its hundred places several times
def _place(code: str) -> Term:
    division = divisions.by_code(code)
    return Term(code, division.name, division.parent) if division else _former_place(code)


def _former_place(code: str) -> Term:
    """One that the tables name no longer, but the archive does: places change only with the program."""
    place = Place.objects.select_related("parent").filter(code=code).first()
    return Term(code, place.name, place.parent.code if place.parent else None) if place else Term(code, code)


@lru_cache(maxsize=4096)  # a page names two hundred dates
def _date(_language: str | None, prefix: str) -> Term:
    if not first_day(prefix):
        return Term(prefix, prefix)
    return Term(prefix, date_label(prefix), prefix[:-3] if len(prefix) > 4 else None)


def _kind(_language: str | None, kind: str) -> Term:
    return Term(kind, str(dict(Organization.Kind.choices).get(kind, kind)))


def _entry(text: str) -> Term:
    return Term(*entries.read(text))


FACETS = (
    Facet("city", "city_key", "city_key", _("城市"), lambda: _place, nested=True),
    Facet(
        "date",
        "date",
        "date",
        _("日期"),
        lambda: partial(_date, get_language()),
        nested=True,
        newest_first=True,
    ),
    Facet("organization", "organization_key", "organization_entry", _("机构"), lambda: _entry),
    Facet("kind", "kind", "kind", _("机构类别"), lambda: partial(_kind, get_language())),
    Facet("source", "source_key", "source_entry", _("来源"), lambda: _entry),
)
BY_NAME = {facet.name: facet for facet in FACETS}
