"""Groups of articles that print one text, from the pairs that were found and decided."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from archive.models import Article, Fingerprint, Reprint

_BATCH = 500  # keys in one statement


@dataclass(frozen=True)
class Edge:
    """Two articles that stand in one group, or that must not (`bars`); what a curator decided comes first, then
    the stronger."""

    first: int
    second: int
    bars: bool
    decided: bool
    strength: float


def edges(rows: Iterable[Reprint]) -> list[Edge]:
    return [
        Edge(row.first_id, row.second_id, row.bars, bool(row.decision), row.resemblance)
        for row in rows
        if row.joins or row.bars
    ]


def components(found: Iterable[Edge]) -> dict[int, int]:
    """For each article that is not alone the key of its group: the lowest of its members.

    The strongest edges join first, and none joins two groups that any edge bars from each other: so a shortened
    text that is like the bulletins of two days does not make one of them. What a curator decided is not barred by
    what a machine found.
    """
    held = list(found)
    groups = _Groups()
    for decided in (True, False):
        chosen = [edge for edge in held if edge.decided is decided]
        groups.bar(edge for edge in chosen if edge.bars)
        joining = [edge for edge in chosen if not edge.bars]
        for edge in sorted(joining, key=lambda edge: (-edge.strength, edge.first, edge.second)):
            groups.join(edge.first, edge.second)
    return groups.keys()


class _Groups:
    """Disjoint sets that know which others they are barred from; the smaller always moves into the larger."""

    def __init__(self) -> None:
        self._members: dict[int, set[int]] = {}
        self._group: dict[int, int] = {}
        self._barred: dict[int, set[int]] = defaultdict(set)

    def bar(self, found: Iterable[Edge]) -> None:
        for edge in found:
            one, other = self._of(edge.first), self._of(edge.second)
            if one != other:
                self._barred[one].add(other)
                self._barred[other].add(one)

    def join(self, first: int, second: int) -> None:
        large, small = sorted(
            (self._of(first), self._of(second)), key=lambda group: -len(self._members[group])
        )
        if large == small or small in self._barred[large]:
            return
        self._members[large] |= self._members[small]
        self._group.update(dict.fromkeys(self._members.pop(small), large))
        for other in self._barred.pop(small, set()):
            self._barred[other].discard(small)
            self._barred[other].add(large)
            self._barred[large].add(other)

    def keys(self) -> dict[int, int]:
        lists = (members for members in self._members.values() if len(members) > 1)
        return {member: key for members in lists for key in [min(members)] for member in members}

    def _of(self, article: int) -> int:
        if article not in self._group:
            self._group[article] = article
            self._members[article] = {article}
        return self._group[article]


@transaction.atomic(savepoint=False)
def join(article: int, rows: Iterable[Reprint]) -> None:
    """Puts an article into the group of those it is like, by its own pairs: quick where there is one such group."""
    own = edges(rows)
    bars = {edge.first if edge.second == article else edge.second: edge.bars for edge in own}
    groups = _groups_of(bars)
    wanted = {groups[other] for other, barred in bars.items() if not barred}
    unwanted = {groups[other] for other, barred in bars.items() if barred}
    if len(wanted) > 1 or wanted & unwanted:
        regroup({article, *bars})
    elif wanted:
        (group,) = wanted
        Fingerprint.objects.filter(Q(article=article) | Q(article=group)).update(group=group)


@transaction.atomic(savepoint=False)
def regroup(articles: Collection[int]) -> None:
    """Works out anew the groups of these articles, with all that stand in a group with one of them."""
    articles = {*articles, *_stated_with(articles)}
    touched = {*_groups_of(articles).values()}
    grouped = _in_batches(Fingerprint.objects.values_list("article", flat=True), "group", touched)
    members = {*articles, *grouped}
    pairs = _in_batches(Reprint.objects.all(), "second", members)
    stated = _in_batches(Article.objects.exclude(duplicate_of=None), "pk", members)
    found = [*edges(pairs), *_stated(stated)]
    keys = components(edge for edge in found if edge.first in members and edge.second in members)
    _write(_in_batches(Fingerprint.objects.values_list("article", "group"), "article", members), keys)


@transaction.atomic(savepoint=False)
def regroup_all() -> None:
    """Works out the groups of the whole archive."""
    stated = _stated(Article.objects.exclude(duplicate_of=None))
    keys = components([*edges(Reprint.objects.all().iterator()), *stated])
    _write(Fingerprint.objects.values_list("article", "group").iterator(), keys)


def _stated(articles: Iterable[Article]) -> list[Edge]:
    """What curators wrote into the articles themselves."""
    return [Edge(a.duplicate_of_id, a.pk, bars=False, decided=True, strength=1.0) for a in articles]


def _stated_with(articles: Collection[int]) -> set[int]:
    """The originals and the copies that curators wrote into these articles, or of them into others."""
    stated = Article.objects.exclude(duplicate_of=None)
    originals = _in_batches(stated.values_list("duplicate_of", flat=True), "pk", articles)
    copies = _in_batches(stated.values_list("pk", flat=True), "duplicate_of", articles)
    return {*originals, *copies}


def _groups_of(articles: Collection[int]) -> dict[int, int]:
    """The group of each article; one alone is a group under its own key."""
    rows = _in_batches(Fingerprint.objects.values_list("article", "group"), "article", articles)
    return {
        **{article: article for article in articles},
        **{article: group or article for article, group in rows},
    }


def _write(rows: Iterable[tuple[int, int | None]], keys: Mapping[int, int]) -> None:
    """Writes the groups of those of the articles and groups that now have another."""
    changed = defaultdict(list)
    for article, group in rows:
        if group != keys.get(article):
            changed[keys.get(article)].append(article)
    for group, articles in changed.items():
        for batch in _batches(articles):
            Fingerprint.objects.filter(article__in=batch).update(group=group)


def _in_batches(rows: QuerySet, field: str, values: Collection[int]) -> Iterator[Any]:
    """The rows whose field has one of these values, in statements of bounded length."""
    for batch in _batches(values):
        yield from rows.filter(**{f"{field}__in": batch})


def _batches(values: Collection[int]) -> Iterator[list[int]]:
    ordered = sorted(values)
    for start in range(0, len(ordered), _BATCH):
        yield ordered[start : start + _BATCH]
