"""Places, bodies and titles that hold what a reader begins to type: by their characters, in pinyin or by initials.

They come from the index, which holds published articles alone. What was taken back since it was written is asked of the
database, so that no title and no body of a withheld article is ever named.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Value
from django.db.models.functions import Concat
from django.db.models.lookups import Exact
from django.urls import reverse

from archive.models import Article, Organization
from search.engine.completing import Completion, Naming, Pattern
from search.engine.reader import Reader
from search.entries import read
from search.facets import BY_NAME
from search.query.index import reader
from search.query.state import SearchState
from search.suggest.typed import patterns

MOST = 8  # that are offered together
MOST_OF_KIND = 5


@dataclass(frozen=True)
class Choice:
    """Something to choose. `value` is a division code or a public id, `count` the number of articles, `url` where it
    leads: to a search among its articles, or to the article of that title."""

    kind: str
    label: str
    value: str
    count: int
    url: str
    begins: bool


def _entry_name(text: str) -> str:
    return read(text)[1]


def _published_articles(ids: Collection[str]) -> set[str]:
    """By id alone: for a status beside it SQLite would walk through the index of all published articles."""
    statuses = Article.objects.filter(public_id__in=ids).values_list("public_id", "status")
    return {public_id for public_id, status in statuses if status == Article.Status.PUBLISHED}


def _named_bodies(ids: Collection[str]) -> set[str]:
    """Those that a published article names now. The status is compared as an expression, so that it is looked up in the
    articles of the body, and not the body among all published articles."""
    published = Exact(Concat("article__status", Value("")), Value(Article.Status.PUBLISHED))
    naming = Article.organizations.through.objects.filter(published, organization=OuterRef("pk"))
    named = Organization.objects.current().filter(Exists(naming), public_id__in=ids)
    return set(named.values_list("public_id", flat=True))


@dataclass(frozen=True)
class _Kind:
    """What can be completed: `field` holds its values in the index, `naming` gives the name of one; `allowed` those that
    may be shown now."""

    name: str
    field: str
    naming: Naming
    term: Callable[[str], tuple[str, str]]
    allowed: Callable[[Collection[str]], Collection[str]]

    def choices(self, index: Reader, typed: list[Pattern]) -> Iterator[Choice]:
        found = index.completions(self.field, self.naming, typed, MOST_OF_KIND)
        terms = [(each, *self.term(each.value)) for each in found]
        allowed = self.allowed([key for _, key, _ in terms])
        return (self._choice(each, key, label) for each, key, label in terms if key in allowed)

    def _choice(self, found: Completion, key: str, label: str) -> Choice:
        url = reverse("article", args=[key]) if self.name == "title" else _search(self.name, key)
        return Choice(self.name, label, key, found.documents, url, found.begins)


def _search(facet: str, key: str) -> str:
    return SearchState().including(facet, key).url()


def _place(code: str) -> tuple[str, str]:
    key, label, _ = BY_NAME["city"].read(code)
    return key, label


KINDS = (
    _Kind("city", "city_key", lambda code: _place(code)[1], _place, lambda codes: codes),
    _Kind("organization", "organization_entry", _entry_name, read, _named_bodies),
    _Kind("title", "title_entry", _entry_name, read, _published_articles),
)


def complete(text: str, most: int = MOST) -> list[Choice]:
    """What begins so before what only holds it, places before bodies before titles. Raises an IndexUnavailable when the
    index cannot answer."""
    typed = patterns(text)
    found = [choice for kind in KINDS for choice in kind.choices(reader(), typed)] if typed else []
    return sorted(found, key=lambda choice: not choice.begins)[:most]
