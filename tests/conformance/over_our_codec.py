"""A pytest plugin: Whoosh's tests write and read our segment files, wherever they ask for its own codec.

It is loaded before the test modules, which take the codec by name when they are imported.
"""

import pytest
import whoosh.codec
import whoosh.codec.whoosh3

from search.engine.codec.codec import ArrayCodec

NAMES = ("default_codec", "W3Codec")

whoosh.codec.default_codec = ArrayCodec
whoosh.codec.whoosh3.W3Codec = ArrayCodec


def pytest_collection_finish(session: pytest.Session) -> None:
    """A module that took Whoosh's codec all the same would pass without ours."""
    for item in session.items:
        for name in NAMES:
            if getattr(item.module, name, ArrayCodec) is not ArrayCodec:  # type: ignore[attr-defined]
                raise pytest.UsageError(f"{item.nodeid} uses another codec")
