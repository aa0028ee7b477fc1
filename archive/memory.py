"""What the C library is asked to do with memory. Without glibc nothing is asked, and nothing is lost but memory."""

from __future__ import annotations

import ctypes
from ctypes.util import find_library

_ARENA_MAX = -8  # M_ARENA_MAX of glibc's malloc.h


def _glibc() -> ctypes.CDLL | None:
    library = ctypes.CDLL(find_library("c") or None)
    return library if hasattr(library, "malloc_trim") and hasattr(library, "mallopt") else None


def share_one_arena() -> None:
    """From now on all threads take memory from one arena. Else each has its own, of which what a busy request took is seldom
    given back; that two threads wait for one another here does not happen often under the interpreter's lock."""
    if library := _glibc():
        library.mallopt(_ARENA_MAX, 1)


def give_back() -> None:
    """Returns to the system what is free."""
    if library := _glibc():
        library.malloc_trim(0)
