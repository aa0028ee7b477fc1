"""Where a connection's index stands."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

MEMORY = Path("/dev/shm")  # noqa: S108  files that are kept in memory, where the system has such


def place_of(alias: str, options: Mapping[str, Any]) -> Path:
    """The directory that PATH names; with STORAGE "ram" one in memory that ends with the process."""
    if options.get("STORAGE", "file") != "file":
        return Path(_in_memory(alias).name)
    if not options.get("PATH"):
        raise ImproperlyConfigured(
            f"HAYSTACK_CONNECTIONS[{alias!r}] needs a PATH, the directory of its index."
        )
    return Path(options["PATH"])


@cache
def _in_memory(alias: str) -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix=f"index-{alias}-", dir=MEMORY if MEMORY.is_dir() else None)
