"""A pytest plugin: Whoosh's tests write and read our segment files, wherever they ask for its own codec.

It is loaded before the test modules, which take the codec by name when they are imported.
"""

import pytest
import whoosh.codec
import whoosh.codec.whoosh3

from search.engine.codec.codec import ArrayCodec

NAMES = ("default_codec", "W3Codec")


class Codec(ArrayCodec):
    """Takes the sizes of blocks that Whoosh's codec takes; ours has none."""

    def __init__(self, blocklimit: int = 0) -> None:
        super().__init__()


whoosh.codec.default_codec = Codec
whoosh.codec.whoosh3.W3Codec = Codec


def pytest_collection_finish(session: pytest.Session) -> None:
    """A module that took Whoosh's codec all the same would pass without ours."""
    for item in session.items:
        for name in NAMES:
            if getattr(item.module, name, Codec) is not Codec:  # type: ignore[attr-defined]
                raise pytest.UsageError(f"{item.nodeid} uses another codec")
