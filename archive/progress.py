"""A progress bar for long work, quiet when nobody watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from tqdm import tqdm


def bar(total: int | None = None) -> Callable[[Iterable[Any]], Iterable[Any]]:
    def watched(items: Iterable[Any]) -> Iterable[Any]:
        return tqdm(items, total=total, unit="篇", disable=None, file=sys.stderr)  # None: only on a terminal

    return watched


@contextmanager
def counting(total: int) -> Iterator[Callable[[int], object]]:
    """A bar that is told how many more are done."""
    with tqdm(total=total, unit="篇", disable=None, file=sys.stderr) as shown:
        yield shown.update
