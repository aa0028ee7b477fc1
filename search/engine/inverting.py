"""Turns occurrences (term, document, position) into posting lists, by sorting arrays and not posting by posting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from search.engine.container import Array
from search.engine.frequencies import Narrowing

WORD_BITS = 64


@dataclass(frozen=True)
class Inverted:
    """The posting lists of a field's terms, one after the other.

    `starts[t]` is where the postings of term t begin in `docs` and `freqs`, `position_starts[t]` where its positions
    begin. Documents ascend inside a term, positions inside a posting. Without positions each posting is one
    occurrence, and `freqs` is None.
    """

    starts: Array
    docs: Array
    freqs: Array | None = None
    position_starts: Array | None = None
    positions: Array | None = None

    def sections(self) -> Iterator[tuple[str, Array]]:
        for name, array in vars(self).items():
            if array is not None and name != "freqs":
                yield name, array
        if self.freqs is not None:
            narrowing = Narrowing()
            yield "freqs", narrowing.take(self.freqs)
            yield from narrowing.sections().items()


def unsigned(largest: int) -> np.dtype[np.unsignedinteger]:
    """The smallest unsigned type that holds numbers up to this one."""
    return np.min_scalar_type(max(0, largest))


def invert(terms: Array, docs: Array, positions: Array) -> tuple[Array, Inverted]:
    """The distinct terms, in order, and their posting lists with positions. Terms are numbers below 2**32 or so: the
    smaller the largest, the faster."""
    terms, docs, positions = _sorted(terms, docs, positions)
    changes = _changes(terms)
    distinct, bounds = terms[changes], np.append(changes, len(terms))
    begins = np.flatnonzero(_differs(terms) | _differs(docs))  # of postings
    freqs = np.diff(begins, append=len(terms))
    return distinct, Inverted(
        starts=_compact(np.searchsorted(begins, bounds)),
        docs=docs[begins].astype(document_type(docs)),
        freqs=_compact(freqs),
        position_starts=_compact(bounds),
        positions=positions.astype(np.promote_types(np.uint16, unsigned(int(positions.max(initial=0))))),
    )


def invert_once(terms: Array, docs: Array) -> tuple[Array, Inverted]:
    """As `invert`, for posting lists that say only which documents hold a term, however often."""
    width = np.uint64(max(1, int(docs.max(initial=0)).bit_length()))
    keys = (terms.astype(np.uint64) << width) | docs.astype(np.uint64)
    keys.sort()
    keys = keys[_differs(keys)]
    terms = keys >> width
    docs = keys & ((np.uint64(1) << width) - np.uint64(1))
    changes = _changes(terms)
    bounds = np.append(changes, len(terms))
    return terms[changes], Inverted(_compact(bounds), docs.astype(document_type(docs)))


def document_type(docs: Array) -> np.dtype[np.unsignedinteger]:
    """Two bytes for a segment of up to 65,536 documents, which is what our own writer makes."""
    return np.promote_types(np.uint16, unsigned(int(docs.max(initial=0))))


def _sorted(terms: Array, docs: Array, positions: Array) -> tuple[Array, Array, Array]:
    """By term, document and position. The three packed in one number sort several times faster than by lexsort."""
    widths = [int(array.max(initial=0)).bit_length() for array in (terms, docs, positions)]
    if sum(widths) > WORD_BITS:
        order = np.lexsort((positions, docs, terms))
        return terms[order], docs[order], positions[order]
    low, middle = np.uint64(widths[2]), np.uint64(widths[1] + widths[2])
    keys = terms.astype(np.uint64) << middle
    keys |= docs.astype(np.uint64) << low
    keys |= positions.astype(np.uint64)
    keys.sort()
    return (
        keys >> middle,
        ((keys >> low) & np.uint64((1 << widths[1]) - 1)).astype(np.uint32),
        (keys & np.uint64((1 << widths[2]) - 1)).astype(np.uint32),
    )


def _differs(values: Array) -> Array:
    """For each value of a row whether it begins a run of its own."""
    begins = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=begins[1:])
    return begins


def _changes(values: Array) -> Array:
    return np.flatnonzero(_differs(values))


def _compact(numbers: Array) -> Array:
    return numbers.astype(unsigned(int(numbers.max(initial=0))))
