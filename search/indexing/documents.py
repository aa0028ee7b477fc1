"""What is indexed: the published articles, as the documents that the engine takes."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import DatabaseError
from django.db.models import QuerySet
from haystack import connections
from haystack.utils import get_identifier

from archive.models import Article
from search.backend import Backend

log = logging.getLogger(__name__)
CHUNK = 200  # articles read from the database at once

Document = dict[str, Any]


def backend() -> Backend:
    found: Backend = connections["default"].get_backend()
    return found


def published() -> QuerySet[Article]:
    queryset: QuerySet[Article] = _index().index_queryset()
    return queryset


def published_keys() -> Iterator[int]:
    """The primary keys of the published articles in order."""
    keys = published().select_related(None).prefetch_related(None).order_by("pk").values_list("pk", flat=True)
    return keys.iterator()


def documents(articles: QuerySet[Article]) -> Iterator[Document]:
    """The documents of these articles, read a portion at a time."""
    yield from backend().prepared(_index(), articles.iterator(chunk_size=CHUNK))


def sound_documents(articles: QuerySet[Article], broken: list[int]) -> Iterator[Document]:
    """As `documents`; an article that no document can be made of is logged and joins `broken`, the others go on."""
    for article in articles.iterator(chunk_size=CHUNK):
        try:
            yield from backend().prepared(_index(), [article])
        except (DatabaseError, OSError):
            raise
        except Exception:
            log.exception("Article %d cannot be indexed; it is left out of the index.", article.pk)
            broken.append(article.pk)


def key_of(pk: int) -> str:
    """The key of an article's document."""
    key: str = get_identifier(Article(pk=pk))
    return key


def pks_of(keys: Iterable[str]) -> Iterator[int]:
    """The articles of these keys."""
    for key in keys:
        yield int(key.rsplit(".", 1)[1])


def _index() -> Any:
    return connections["default"].get_unified_index().get_index(Article)
