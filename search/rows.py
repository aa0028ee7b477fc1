"""What a result shows of an article, kept in the index: a page of results asks the database only which of them may
still be shown. The outbox indexes an article anew whenever something changes that is kept here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from archive.models import Article

SHOWN = "shown"  # the index's field for what no other field holds


class Named(NamedTuple):
    """A place by its code, or a body by its public id."""

    key: str
    name: str


class Row(NamedTuple):
    """An article as a list of results shows it. `published` is an ISO date as far as it is known; `work` is what it has
    in common with the articles that print its text, empty where no other does.

    `text` is what was indexed; in it stand the title at `title_span` and the paragraphs at `spans`, which have these
    `numbers` and `anchors`.
    """

    public_id: str
    external_id: str | None
    title: str
    display_title: str
    published: str
    city: Named | None
    source: str
    organizations: tuple[Named, ...]
    text: str
    title_span: tuple[int, int]
    spans: Sequence[tuple[int, int]]
    numbers: Sequence[int]
    anchors: Sequence[str]
    work: str


def kept(article: Article) -> dict[str, Any]:
    """What the index must hold besides its other fields, so that `row` can be made."""
    paragraphs = [paragraph for paragraph in article.paragraphs.all() if paragraph.text]
    return {
        "external_id": article.external_id,
        "title": article.title,
        "display_title": article.display_title,
        "city": len(article.city.path) - 1 if article.city else None,  # its place among the facet's values
        "numbers": [paragraph.number for paragraph in paragraphs],
        "anchors": [paragraph.anchor for paragraph in paragraphs],
        "lengths": [len(paragraph.text) for paragraph in paragraphs],
    }


def row(stored: Mapping[str, Any]) -> Row:
    """From the fields of an indexed article. Raises KeyError where one is missing."""
    rest, text, dates = stored[SHOWN], stored.get("text", ""), stored.get("date", ())
    first = len(text) - sum(rest["lengths"]) - len(rest["lengths"]) + 1  # the first paragraph's start
    end = min(first - 1, len(text))  # of the title, before a line end
    return Row(
        public_id=stored["public_id"],
        external_id=rest["external_id"],
        title=rest["title"],
        display_title=rest["display_title"],
        published=dates[-1] if dates else "",
        city=_named(stored, "city", rest["city"]),
        source=stored.get("source") or "",
        organizations=tuple(map(Named, stored.get("organization_key", ()), stored.get("organization", ()))),
        text=text,
        title_span=(end - len(rest["title"]), end),
        spans=_spans(first, rest["lengths"]),
        numbers=rest["numbers"],
        anchors=rest["anchors"],
        work=stored.get("work") or "",
    )


def _named(stored: Mapping[str, Any], field: str, place: int | None) -> Named | None:
    """One of a field's values with its key."""
    return None if place is None else Named(stored[f"{field}_key"][place], stored[field][place])


def _spans(first: int, lengths: Sequence[int]) -> list[tuple[int, int]]:
    """Where paragraphs of these lengths stand, from `first` on, a line end between each two."""
    starts = accumulate((length + 1 for length in lengths), initial=first)
    return [(start, start + length) for start, length in zip(starts, lengths, strict=False)]
