"""What the tests of writing the index share: what is indexed, and work that is disturbed halfway."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from haystack import connections

from search.engine.ask import Ask, Everything
from search.indexing import building


@pytest.fixture
def indexed():
    """The title of each article that a search finds, by primary key."""

    def find():
        answer = connections["default"].get_backend().reader.answer(Ask(Everything(), size=1000))
        return {int(hit.stored["django_id"]): hit.stored.get("title") for hit in answer.hits}

    return find


@pytest.fixture
def small_portions(monkeypatch):
    """Five articles a run, so that a dozen makes three."""
    monkeypatch.setattr(building, "PORTION", 5)


@pytest.fixture
def halfway(small_portions):
    """A progress that does something once when the first portion of a rebuild is done."""

    def progress_with(change):
        @contextmanager
        def progress(_total):
            todo = [change]

            def advance(articles):
                if articles and todo:
                    todo.pop()()

            yield advance

        return progress

    return progress_with
