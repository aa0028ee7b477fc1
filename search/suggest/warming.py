"""Makes ready what completion and spelling look through, before a process is forked: workers then share it."""

from __future__ import annotations

from django.db import DatabaseError

from search.engine.errors import IndexUnavailable
from search.query.index import reader
from search.suggest.completion import complete


def warm() -> None:
    """A server comes up without an index or a database too, to say what is wrong."""
    try:
        complete("sh")
        reader().nearest("text", "疫请")
    except (IndexUnavailable, DatabaseError):
        pass
