"""Memory that was needed for a moment goes back to the system."""

from __future__ import annotations

import ctypes
import gc
import platform
from pathlib import Path

import pytest

from archive import memory

BLOCK, BLOCKS = 64 * 1024, 800  # smaller than what the library would map by itself
pytestmark = pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="asks glibc")


def anonymous_kb() -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon"))


def test_what_is_free_is_given_back_though_something_in_use_lies_behind_it():
    library = ctypes.CDLL(None)
    library.malloc.restype, library.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
    blocks = [library.malloc(BLOCK) for _ in range(BLOCKS)]
    for block in blocks:
        ctypes.memset(block, 1, BLOCK)
    for block in blocks[:-1]:
        library.free(block)
    before = anonymous_kb()
    memory.settle()
    assert before - anonymous_kb() > BLOCK * BLOCKS / 1024 / 2
    library.free(blocks[-1])
    gc.unfreeze()


def test_what_is_there_is_not_looked_through_again():
    kept = [[] for _ in range(1000)]
    memory.settle()
    assert gc.get_freeze_count() >= len(kept)
    gc.unfreeze()


def test_without_glibc_nothing_is_asked(monkeypatch):
    monkeypatch.setattr(ctypes, "CDLL", lambda name: object())
    memory.share_one_arena()
    memory.settle()
    gc.unfreeze()
