"""The terms of a field, sorted by their bytes, one after the other in one array; a term is found by halving."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from search.engine.container import Array

REMEMBERED = 4096  # terms that a dictionary was asked for last
CODING, ERRORS = "utf-8", "surrogatepass"  # a text may hold half a surrogate pair


def encoded(term: str) -> bytes:
    return term.encode(CODING, ERRORS)


def decoded(term: bytes) -> str:
    return term.decode(CODING, ERRORS)


@dataclass(frozen=True)
class Dictionary:
    """Term t is `blob[starts[t]:starts[t + 1]]`; `starts` has one entry more than there are terms."""

    blob: Array
    starts: Array
    _found: dict[bytes, int] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, terms: Sequence[bytes]) -> Dictionary:
        """Of terms that are sorted already."""
        starts = np.zeros(len(terms) + 1, np.uint32)
        np.cumsum([len(term) for term in terms], out=starts[1:])
        return cls(np.frombuffer(b"".join(terms), np.uint8), starts)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, number: int) -> bytes:
        starts = self.starts.data  # of a single term a memoryview is read faster than an array
        return self.blob.data[starts[number] : starts[number + 1]].tobytes()

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.between(0, len(self)))

    def between(self, first: int, last: int) -> list[bytes]:
        """The terms from number `first` on, before number `last`."""
        bounds = self.starts[first : last + 1].tolist()
        if not bounds:
            return []
        data = self.blob[bounds[0] : bounds[-1]].tobytes()
        base = bounds[0]
        return [data[low - base : high - base] for low, high in pairwise(bounds)]

    def at_or_after(self, term: bytes) -> int:
        """The number of the first term that is not before this one."""
        starts, blob = self.starts.data, self.blob.data
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if blob[starts[middle] : starts[middle + 1]].tobytes() < term:
                low = middle + 1
            else:
                high = middle
        return low

    def find(self, term: bytes) -> int:
        """The term's number; -1 where there is none. One answer asks for its terms several times."""
        number = self._found.get(term)
        if number is None:
            number = self.at_or_after(term)
            if number == len(self) or self[number] != term:
                number = -1
            if len(self._found) >= REMEMBERED:
                self._found.clear()
            self._found[term] = number
        return number

    def prefixed(self, prefix: bytes) -> range:
        """The numbers of the terms that begin so."""
        first = self.at_or_after(prefix)
        after = _successor(prefix)
        return range(first, len(self) if after is None else self.at_or_after(after))


def _successor(prefix: bytes) -> bytes | None:
    """The smallest bytes that come after all that begin with the prefix; None where nothing can."""
    stem = prefix.rstrip(b"\xff")
    return stem[:-1] + bytes([stem[-1] + 1]) if stem else None
