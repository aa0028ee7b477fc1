"""Settles what the outbox names. Rows are forgotten only after the commit that covers them is on disk: a kill in
between means that some work is done twice, never that it is left undone."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from django.db import DatabaseError

from search.engine.errors import IndexUnavailable
from search.indexing import waiting
from search.indexing.documents import backend, pks_of, published_keys
from search.indexing.settling import settle, settle_many
from search.outbox.triggers import EVERY_ARTICLE

log = logging.getLogger(__name__)
BATCH = 4000  # outbox rows for one commit: an article leaves one for each of its parts
PASSING = (DatabaseError, IndexUnavailable, OSError)  # no article is to blame: to be tried again


def drain(aside: set[int] | None = None) -> int:
    """Indexes what one batch of the outbox names. Returns how many rows that settled; 0 when there is nothing to do.

    An article that cannot be indexed is logged and joins `aside`, which are left alone: its rows stay in the outbox,
    the others go on.
    """
    aside = set() if aside is None else aside
    rows = waiting.oldest(BATCH, aside)
    if not rows:
        return 0
    try:
        _index(rows)
    except PASSING:
        raise
    except Exception:
        log.exception("A batch cannot be indexed; trying its articles one by one.")
        return _index_singly(rows, aside)
    return len(rows)


def drain_all() -> int:
    """Indexes all that waits and can be indexed. Returns how many rows that settled."""
    total, aside = 0, set[int]()
    while (settled := drain(aside)) or waiting.oldest(1, aside):
        total += settled
    return total


def _index_singly(rows: Mapping[int, int], aside: set[int]) -> int:
    settled = 0
    for article in dict.fromkeys(rows.values()):
        own = {pk: named for pk, named in rows.items() if named == article}
        try:
            _index(own)
        except PASSING:
            raise
        except Exception:
            log.exception("Article %d cannot be indexed; it is set aside until the next start.", article)
            aside.add(article)
        else:
            settled += len(own)
    return settled


def _index(rows: Mapping[int, int]) -> None:
    articles = set(rows.values())
    if EVERY_ARTICLE in articles:
        settle_many(gone())
    settle(articles)
    waiting.forget(rows)


def gone() -> set[int]:
    """The articles that the index holds and that are no longer published: those that went while no trigger saw it."""
    indexed = {pk for key, _ in backend().reader.documents() for pk in pks_of([key])}
    return indexed.difference(published_keys())
