"""A pytest plugin: wherever Haystack's tests ask for its Whoosh engine, they get ours."""

import pytest


@pytest.hookimpl(trylast=True)
def pytest_configure() -> None:
    """Once Django is set up: Haystack cannot be imported before."""
    from haystack.backends import whoosh_backend

    from search.backend import Engine

    whoosh_backend.WhooshEngine = Engine


def pytest_sessionfinish() -> None:
    """Tests that ran over Haystack's own engine would say nothing."""
    from haystack import connections

    from search.backend import Engine

    if not isinstance(connections["whoosh"], Engine):
        raise pytest.UsageError("the tests ran over another engine")
