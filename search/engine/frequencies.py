"""How often documents hold terms, in one byte each: the few numbers that do not fit stand in a table beside them."""

from __future__ import annotations

from bisect import bisect_left

import numpy as np

from search.engine.container import Array

FULL = 255  # a byte of this says that the number is in the table


class Narrowing:
    """Makes bytes of frequencies that come portion by portion, and collects those that do not fit."""

    def __init__(self) -> None:
        self._seen = 0
        self._places: list[Array] = [np.zeros(0, np.uint64)]
        self._many: list[Array] = [np.zeros(0, np.uint32)]

    def take(self, freqs: Array) -> Array:
        many = np.flatnonzero(freqs >= FULL)
        self._places.append(many.astype(np.uint64) + np.uint64(self._seen))
        self._many.append(freqs[many].astype(np.uint32))
        self._seen += len(freqs)
        return np.minimum(freqs, FULL).astype(np.uint8)

    def sections(self) -> dict[str, Array]:
        """The table: where among all frequencies (ascending), and the number itself. None where all fit."""
        places, many = np.concatenate(self._places), np.concatenate(self._many)
        return {"many_at": places, "many": many} if len(many) else {}


def widened(freqs: Array, first: int, places: Array, many: Array) -> Array:
    """Frequencies as they are, of bytes that stand from number `first` on among all."""
    begin = bisect_left(places.data, first)
    end = bisect_left(places.data, first + len(freqs), begin)
    if begin == end:
        return freqs
    wide = freqs.astype(many.dtype)
    wide[(places[begin:end] - np.uint64(first)).astype(np.int64)] = many[begin:end]
    return wide
