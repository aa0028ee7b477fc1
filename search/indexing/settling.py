"""Brings single articles of a generation to the state of the database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from django.db.models import QuerySet

from archive import database
from archive.models import Article
from search.engine import generations
from search.engine.writer import Batch
from search.indexing import notes
from search.indexing.documents import Document, backend, documents, key_of, published, sound_documents

PORTION = 500  # articles asked for in one query: databases bound the parameters
COMMIT = 4000  # articles in one commit, which bounds memory

Read = Callable[[QuerySet[Article]], Iterable[Document]]


def settle(articles: Iterable[int], read: Read = documents) -> None:
    """Indexes the published ones of these articles in the current generation and removes the others: one commit,
    on disk when this returns, and noted for the generations beside it. Nothing when one of them raises."""
    wanted = sorted(set(articles))
    with generations.writer_lock(backend().path):
        with backend().writer.batch() as batch:
            put_or_delete(batch, wanted, read)
            database.sync()
        notes.note(backend().path, wanted)


def settle_many(articles: Iterable[int]) -> set[int]:
    """In as many commits as bound memory; other writers have their turn between them. Returns the articles that
    cannot be indexed, which the index then lacks."""
    broken: list[int] = []
    for portion in portions(articles, COMMIT):
        settle(portion, partial(sound_documents, broken=broken))
    return set(broken)


def settle_into(generation: generations.Generation, articles: Iterable[int]) -> set[int]:
    """As `settle_many`, for a generation that nobody else writes. Returns the articles that cannot be indexed, which
    it then lacks."""
    broken: list[int] = []
    for portion in portions(articles, COMMIT):
        with backend().writer.batch(generation) as batch:
            put_or_delete(batch, portion, partial(sound_documents, broken=broken))
    return set(broken)


def put_or_delete(batch: Batch, articles: Iterable[int], read: Read = documents) -> None:
    for portion in portions(articles, PORTION):
        gone = {key_of(pk) for pk in portion}
        for document in read(published().filter(pk__in=portion)):
            batch.put([document])
            gone.discard(document["id"])
        batch.delete(gone)


def portions(articles: Iterable[int], size: int) -> Iterator[list[int]]:
    wanted = sorted(set(articles))
    for start in range(0, len(wanted), size):
        yield wanted[start : start + size]
