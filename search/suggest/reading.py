"""The index that a suggestion is taken from: the same that is searched."""

from __future__ import annotations

from haystack import connections

from search.engine.reader import Reader


def reader() -> Reader:
    found: Reader = connections["default"].get_backend().reader
    return found
