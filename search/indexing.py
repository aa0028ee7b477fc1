"""Brings the index to what the database holds: article by article from the outbox, or all of it anew.

Whoever writes holds the writer's lock. Rows of the outbox are deleted only after the index that covers them is on
disk; a kill in between means that some work is done twice, never that it is left undone.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import DatabaseError
from django.db.models import QuerySet
from haystack import connections
from haystack.constants import ID
from haystack.utils import get_identifier

from archive.models import Article
from search.backend import Backend
from search.engine import generations
from search.engine.errors import IndexUnavailable
from search.engine.schema import FieldSpec
from search.engine.writer import Batch
from search.outbox.models import OutboxRow

log = logging.getLogger(__name__)
BATCH = 4000  # outbox rows for one commit: an article leaves one for each of its parts
PORTION = 500  # rows deleted by one statement: databases bound the parameters of a query
CHUNK = 200  # articles read from the database at once

T = TypeVar("T")
Progress = Callable[[Iterable[T]], Iterable[T]]


def drain(aside: Collection[int] = ()) -> int:
    """Indexes what one batch of the outbox names, but for the articles set aside. Returns how many rows that
    settled; 0 when there is nothing to do."""
    rows = _waiting(BATCH, aside)
    if rows:
        _index(rows)
    return len(rows)


def drain_singly(aside: set[int]) -> int:
    """As `drain`, article by article, for when one of them cannot be indexed: it is logged and set aside, its rows
    stay in the outbox, the others go on."""
    settled = 0
    rows = _waiting(BATCH, aside)
    for article in dict.fromkeys(rows.values()):
        own = {pk: named for pk, named in rows.items() if named == article}
        try:
            _index(own)
        except (DatabaseError, IndexUnavailable, OSError):
            raise
        except Exception:
            log.exception(
                "Article %d cannot be indexed; it is set aside until the worker starts again.", article
            )
            aside.add(article)
        else:
            settled += len(own)
    return settled


def _index(rows: Mapping[int, int]) -> None:
    backend = _backend()
    with generations.writer_lock(backend.path):
        with backend.writer.batch() as batch:
            _settle(batch, rows.values())
        _settled(rows)


def drain_all() -> int:
    total = 0
    while settled := drain():
        total += settled
    return total


def rebuild(progress: Progress[Any] = iter) -> int:
    """Builds a whole new generation beside the current one and swaps. Returns the number of articles in it.

    Readers see the old index until the new one, with all that changed meanwhile, takes its place.
    """
    backend = _backend()
    with generations.writer_lock(backend.path):
        covered = _waiting()  # noted before the articles are read, so what is read is at least as new
        generation = backend.writer.create()
        try:
            total = _build(backend, generation, progress)
            late = {pk: article for pk, article in _waiting().items() if pk not in covered}
            if late:
                with backend.writer.batch(generation) as batch:
                    _settle(batch, late.values())
        except BaseException:
            generations.discard(generation)
            raise
        backend.writer.publish(generation)
        _settled(covered | late)
    return total


def is_needed() -> bool:
    """True when there is no index, or one that cannot be opened or that another version built."""
    try:
        _backend().reader.probe()
    except IndexUnavailable:
        return True
    return False


def ensure(progress: Progress[Any] = iter) -> None:
    """Makes the index hold all that is committed, by the shortest way."""
    if is_needed():
        rebuild(progress)
    drain_all()


def refresh(articles: QuerySet[Article], progress: Progress[Any] = iter) -> int:
    """Indexes these articles anew in the current generation."""
    backend = _backend()
    total = 0
    with generations.writer_lock(backend.path), backend.writer.batch() as batch:
        for document in progress(_documents(articles)):
            batch.put([document])
            total += 1
    return total


@dataclass(frozen=True)
class Drift:
    """Keys of articles that the index lacks, should not hold, or holds with other content."""

    missing: tuple[str, ...]
    surplus: tuple[str, ...]
    different: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.missing or self.surplus or self.different)


def check() -> Drift:
    """Compares the index with the database, key by key and content by content. What still waits in the outbox
    counts as different, as it is."""
    backend = _backend()
    expected = {document[ID]: document for document in _documents(_published())}
    indexed = backend.reader.keys()
    both = expected.keys() & indexed.keys()
    return Drift(
        missing=tuple(sorted(expected.keys() - indexed.keys())),
        surplus=tuple(sorted(indexed.keys() - expected.keys())),
        different=tuple(sorted(key for key in both if not _same(backend.specs, expected[key], indexed[key]))),
    )


def repair(drift: Drift) -> None:
    """Indexes anew, or removes, what drifted: as the database has it now, which may have moved since the check."""
    backend = _backend()
    wanted = {int(key.rsplit(".", 1)[1]) for key in (*drift.missing, *drift.surplus, *drift.different)}
    with generations.writer_lock(backend.path), backend.writer.batch() as batch:
        _settle(batch, wanted)


def _backend() -> Backend:
    backend: Backend = connections["default"].get_backend()
    return backend


def _published() -> QuerySet[Article]:
    index = connections["default"].get_unified_index().get_index(Article)
    queryset: QuerySet[Article] = index.index_queryset()
    return queryset


def _documents(articles: QuerySet[Article]) -> Iterator[dict[str, Any]]:
    index = connections["default"].get_unified_index().get_index(Article)
    yield from _backend().prepared(index, articles.iterator(chunk_size=CHUNK))


def _build(backend: Backend, generation: generations.Generation, progress: Progress[Any]) -> int:
    total = 0
    with backend.writer.batch(generation) as batch:
        for document in progress(_documents(_published())):
            batch.add([document])
            total += 1
    return total


def _waiting(most: int | None = None, aside: Collection[int] = ()) -> dict[int, int]:
    """Outbox rows, oldest first: the article of each."""
    rows = OutboxRow.objects.exclude(article_id__in=aside).order_by("pk")
    return dict(rows.values_list("pk", "article_id")[:most])


def _settle(batch: Batch, article_ids: Iterable[int]) -> None:
    """Puts the published ones of these articles and removes the others."""
    wanted = sorted(set(article_ids))
    for start in range(0, len(wanted), PORTION):
        portion = wanted[start : start + PORTION]
        gone = {get_identifier(Article(pk=pk)) for pk in portion}
        for document in _documents(_published().filter(pk__in=portion)):
            batch.put([document])
            gone.discard(document[ID])
        batch.delete(gone)


def _settled(rows: Iterable[int]) -> None:
    keys = list(rows)
    for start in range(0, len(keys), PORTION):
        OutboxRow.objects.filter(pk__in=keys[start : start + PORTION]).delete()


def _same(specs: Iterable[FieldSpec], expected: dict[str, Any], indexed: dict[str, Any]) -> bool:
    return all(
        (expected.get(spec.name) or None) == (indexed.get(spec.name) or None) for spec in specs if spec.stored
    )
