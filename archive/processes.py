"""Child processes that end with their parent."""

import ctypes
import signal
import sys


def die_with_parent(number: signal.Signals = signal.SIGTERM) -> None:
    """Called in a child. On Linux it gets this signal when its parent is killed, so that nothing stays behind."""
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, number)
