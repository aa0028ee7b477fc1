"""Memory of a process that serves for long: what it read at its start stays, what it needed for a moment goes back."""

from __future__ import annotations

import ctypes
import gc
import sys

_ARENA_MAX = -8  # M_ARENA_MAX of glibc's malloc.h


def settle() -> None:
    """To be called once a process has read what it needs. What is there now is not looked through any more for what
    nothing refers to: that takes 60 ms each time."""
    gc.collect()
    _give_back()
    gc.freeze()


def share_one_arena() -> None:
    """From now on all threads take memory from one arena. Else each has its own, of which what a busy request took is seldom
    given back; that two threads wait for one another here does not happen often under the interpreter's lock."""
    if library := _glibc():
        library.mallopt(_ARENA_MAX, 1)


def _give_back() -> None:
    """Returns to the system what is free."""
    if library := _glibc():
        library.malloc_trim(0)


def _glibc() -> ctypes.CDLL | None:
    """Without it nothing is asked of the library, and nothing is lost but memory."""
    library = ctypes.CDLL(None) if sys.platform == "linux" else None
    return library if hasattr(library, "malloc_trim") and hasattr(library, "mallopt") else None
