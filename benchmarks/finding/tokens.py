"""The row of tokenizing, from what benchmarks/tokenizing.py measures over texts of its own."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.finding.figures import Figure


def tokenizing() -> Iterator[Figure]:
    yield from ()
