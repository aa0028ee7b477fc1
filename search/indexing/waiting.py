"""The rows of the outbox, as those see them who settle them. Rows are forgotten only after the index that covers
them is on disk."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from search.outbox.models import OutboxRow

CHUNK = 2000  # rows read from the database at once
PORTION = 500  # rows named in one statement: databases bound the parameters of a query
SPAN = 10_000  # rows deleted by one statement: a moment in which nobody else can write to SQLite


@dataclass
class Spans:
    """A set of row numbers as spans without gaps: millions of rows in a few pairs. Numbers are added in order."""

    spans: list[tuple[int, int]] = field(default_factory=list)

    def __contains__(self, number: int) -> bool:
        at = bisect_right(self.spans, (number, number))
        nearest = self.spans[max(0, at - 1) : at + 1]
        return any(low <= number <= high for low, high in nearest)

    def add(self, number: int) -> None:
        if self.spans and self.spans[-1][1] == number - 1:
            self.spans[-1] = (self.spans[-1][0], number)
        else:
            self.spans.append((number, number))

    def __or__(self, other: Spans) -> Spans:
        return Spans(sorted([*self.spans, *other.spans]))


def oldest(most: int, aside: Collection[int] = ()) -> dict[int, int]:
    """At most so many rows, oldest first: the article of each. Without those of articles set aside."""
    rows = OutboxRow.objects.exclude(article_id__in=aside).order_by("pk")
    return dict(rows.values_list("pk", "article_id")[:most])


def rows(without: Spans | None = None) -> Iterator[tuple[int, int]]:
    """All rows that wait but those, oldest first, each with its article."""
    known = without or Spans()
    for pk, article in _pairs():
        if pk not in known:
            yield pk, article


def covered() -> Spans:
    """The rows that wait now."""
    spans = Spans()
    for pk, _ in _pairs():
        spans.add(pk)
    return spans


def articles_of(spans: Spans) -> Iterator[int]:
    """The articles that these rows name and that still wait."""
    for pk, article in _pairs():
        if pk in spans:
            yield article


def forget(numbers: Iterable[int]) -> None:
    """Deletes exactly these rows."""
    keys = list(numbers)
    for start in range(0, len(keys), PORTION):
        OutboxRow.objects.filter(pk__in=keys[start : start + PORTION]).delete()


def forget_spans(spans: Spans) -> None:
    """Deletes exactly these rows. A span has no gaps, so no row that came later can lie in one."""
    for low, high in spans.spans:
        for start in range(low, high + 1, SPAN):
            OutboxRow.objects.filter(pk__range=(start, min(high, start + SPAN - 1))).delete()


def _pairs() -> Iterator[tuple[int, int]]:
    return OutboxRow.objects.order_by("pk").values_list("pk", "article_id").iterator(chunk_size=CHUNK)
