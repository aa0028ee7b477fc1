"""What a page shows of each hit: the article as the index keeps it, with what was asked for marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from django.db import connection
from django.utils.safestring import SafeString

from archive.models import Article
from search.engine.ask import Hit
from search.highlight import Span, excerpts, spans, spans_in_each, whole_passages, with_marks
from search.rows import Row, row

Choice = Callable[[str, Sequence[Span], Sequence[Span]], list[tuple[int, SafeString]]]


class Snippet(NamedTuple):
    """A passage of one paragraph. `html` is safe to show."""

    paragraph: int
    anchor: str
    html: SafeString


class Result(NamedTuple):
    """An article that was found; `title`, with its hits, is safe to show. `others` is how many more print its text where
    these are one row."""

    article: Row
    score: float | None
    title: SafeString
    snippets: tuple[Snippet, ...]
    others: int = 0


def shown(hits: Iterable[Hit], wanted: Sequence[str], *, paragraphs: bool = False) -> tuple[Result, ...]:
    """The hits that may be shown, with the needles marked: of each the best passages, or all its `paragraphs` with any."""
    published = _still_published(hits)
    rows = [row(hit.stored) for hit in published]
    found = spans_in_each([article.text for article in rows], wanted)
    chosen = whole_passages if paragraphs else excerpts
    return tuple(
        Result(
            article, hit.score, _title(article, marks, wanted), _snippets(article, marks, chosen), hit.others
        )
        for hit, article, marks in zip(published, rows, found, strict=True)
    )


def _still_published(hits: Iterable[Hit]) -> list[Hit]:
    """Those that may be shown now: the database knows it before the index does."""
    keys = {int(hit.key.rsplit(".", 1)[1]): hit for hit in hits}
    statuses = _statuses(list(keys))
    return [hit for pk, hit in keys.items() if statuses.get(pk) == Article.Status.PUBLISHED]


def _statuses(keys: list[int]) -> dict[int, str]:
    """In SQL of our own, since every page asks for it and a QuerySet takes five times as long; by key
    alone, since for a status beside it SQLite would walk through the index of all published articles."""
    if not keys:
        return {}
    places = ",".join(["%s"] * len(keys))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, status FROM {Article._meta.db_table} WHERE id IN ({places})", keys)  # noqa: S608
        return dict(cursor.fetchall())


def _snippets(article: Row, marks: Sequence[Span], choose: Choice) -> tuple[Snippet, ...]:
    chosen = choose(article.text, article.spans, marks)
    return tuple(Snippet(article.numbers[at], article.anchors[at], html) for at, html in chosen)


def _title(article: Row, marks: Sequence[Span], wanted: Sequence[str]) -> SafeString:
    """One in brackets is not the document's own, and looked through by itself."""
    title = article.display_title
    if title != article.title:
        return with_marks(title, spans(title, wanted))
    start, end = article.title_span
    return with_marks(article.text, [mark for mark in marks if start <= mark[0] < end], start, end)
