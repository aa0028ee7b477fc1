"""The one way to the index for all that asks it: searches, spellings in pinyin, suggestions."""

from __future__ import annotations

from haystack import connections

from search.engine.reader import Reader


def reader() -> Reader:
    found: Reader = connections["default"].get_backend().reader
    return found
