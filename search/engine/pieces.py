"""Finds text in one piece: which documents hold these letters next to each other, however they fall into words.

A text of one or two letters is a term itself. Of a longer one, documents that hold all pairs of its letters are looked
into: the positions of the pairs must fit. Of so few pairs as hold every letter, and rather rare ones, positions are read.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from itertools import pairwise

import numpy as np

from search.engine.analysis import characters
from search.engine.container import Array
from search.engine.dictionary import encoded
from search.engine.first_places import holding_at_first
from search.engine.parts import NO_DOCUMENTS, Part
from search.engine.schema import CHARACTERS, PAIRS
from search.engine.segment import Postings

MOST_LETTERS = 1 << 16  # of a piece; far more than any query has
INT32_BITS = 31
COMPARABLE = 8  # two rows are sorted together unless one is so many times longer


class Piece:
    """A text in one piece of a text field."""

    def __init__(self, field: str, text: str) -> None:
        letters = characters(text)[:MOST_LETTERS]
        self.field = field
        self.letter = encoded(letters[0]) if len(letters) == 1 else None
        self.pairs = [encoded(left + right) for left, right in pairwise(letters)]

    def mask(self, part: Part, known: Array | None = None) -> Array:
        """For each document of a part whether it holds the piece. Documents already `known` are not looked into; they
        are in the answer."""
        if self.letter is not None:
            found = part.mask(self.field + CHARACTERS, self.letter)
        elif len(self.pairs) == 1:
            found = part.mask(self.field + PAIRS, self.pairs[0])
        else:
            found = part.nothing()
            found[self._adjacent(part, known)] = True
        return found if known is None else found | known

    def _adjacent(self, part: Part, known: Array | None) -> Array:
        field = self.field + PAIRS
        masks = (
            part.mask(field, pair) for pair in dict.fromkeys(self.pairs)
        )  # not all at once: they may be many
        candidates = reduce(np.logical_and, masks) if self.pairs else part.nothing()
        if known is not None:
            candidates &= ~known
        if not candidates.any():
            return NO_DOCUMENTS
        postings = {pair: part.postings(field, pair) for pair in set(self.pairs)}
        lists = _cover([postings[pair] for pair in self.pairs])
        first = holding_at_first(lists, candidates)
        candidates[first] = False
        return np.concatenate((first, _together(lists, candidates))) if candidates.any() else first


def _cover(pairs: Sequence[Postings]) -> list[tuple[int, Postings]]:
    """With their offsets pairs that together hold every letter, the rarest first: no more of them than must be read."""
    by_rarity = sorted(enumerate(pairs), key=lambda item: (len(item[1]), item[0]))
    held: set[int] = set()
    chosen = []
    for offset, postings in by_rarity:
        if not {offset, offset + 1} <= held:
            held |= {offset, offset + 1}
            chosen.append((offset, postings))
    return chosen


def _together(lists: Sequence[tuple[int, Postings]], candidates: Array) -> Array:
    """The candidates in which all the pairs stand at their distances."""
    width = _width(lists)
    starts = _starts(*lists[0], candidates, width)
    docs = _documents(starts, width)
    for offset, postings in lists[1:]:
        candidates = np.zeros(len(candidates), bool)
        candidates[docs] = True
        starts = _in_both(starts, _starts(offset, postings, candidates, width))
        docs = _documents(starts, width)
    return docs


def _documents(starts: Array, width: int) -> Array:
    """The documents of an ascending row of starts. One before its document's first letter counts for the document
    before: it is no start of the whole text, and no other pair has it."""
    docs = starts >> width
    return docs[np.diff(docs, prepend=-1) > 0]


def _width(lists: Sequence[tuple[int, Postings]]) -> int:
    """Bits for a position and the distance of a pair together, so that a document's starts never meet another's."""
    furthest = max(int(postings.positions.max()) for _, postings in lists if postings.positions is not None)
    return int(furthest + max(offset for offset, _ in lists) + 1).bit_length()


def _starts(offset: int, postings: Postings, candidates: Array, width: int) -> Array:
    """Where the whole text would begin, for each place of a pair in the candidates."""
    return occurrences(postings, candidates, width, -offset)


def occurrences(postings: Postings, candidates: Array, width: int, shift: int = 0) -> Array:
    """Where a term stands in the candidates: one ascending row of numbers, the document in the bits above `width`, the
    position, moved by `shift`, in those below."""
    assert postings.freqs is not None
    assert postings.positions is not None
    chosen = np.flatnonzero(candidates.take(postings.docs))
    freqs, positions = postings.freqs, postings.positions
    few_bits = len(candidates).bit_length() + width < INT32_BITS  # half the work to sort
    docs: Array = postings.docs.take(chosen).astype(np.int32 if few_bits else np.int64)
    if len(docs) < len(postings):
        ends = np.cumsum(freqs, dtype=np.int64).take(chosen)
        freqs = freqs.take(chosen)
        positions = positions.take(_rows(ends, freqs))
    return np.repeat((docs << width) + shift, freqs) + positions


def _rows(ends: Array, lengths: Array) -> Array:
    """The places of all elements of rows, one row after the other, from where each row ends and how long it is."""
    places = np.arange(int(lengths.sum(dtype=np.int64)))
    places += np.repeat(ends - np.cumsum(lengths, dtype=np.int64), lengths)
    return places


def _in_both(some: Array, others: Array) -> Array:
    """What stands in both of two ascending rows without repeats."""
    if len(some) > len(others):
        some, others = others, some
    if len(others) < COMPARABLE * len(some):
        both = np.concatenate((some, others))
        both.sort()
        return both[:-1][both[1:] == both[:-1]]
    at = np.searchsorted(others, some)
    at[at == len(others)] = 0
    return some[others[at] == some]
