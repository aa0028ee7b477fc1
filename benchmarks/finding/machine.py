"""The machine that figures are from: what it is, not which."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = ("numpy", "whoosh-reloaded", "django-haystack", "jieba", "rjieba", "tantivy")


def described() -> Iterator[str]:
    """Lines of text."""
    yield f"{_processor()}, {os.cpu_count()} cores, {_memory_gb():.0f} GB of memory"
    yield f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    yield ", ".join(filter(None, map(_versioned, PACKAGES)))


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return " ".join(line.partition(":")[2].split())
    return platform.machine()


def _memory_gb() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3


def _versioned(package: str) -> str:
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return ""
