"""BM25F over arrays: the scores that Whoosh's BM25F gives, to rounding.

Reference: S. Robertson and H. Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from search.engine.container import Array
from search.engine.lengths import LENGTHS
from search.engine.parts import Part, Parts
from search.engine.segment import Postings

B, K1 = 0.75, 1.2
# Looking documents up in a posting list pays when there are so many times fewer of them than postings.
SPARSE = 8


@dataclass(frozen=True)
class Weighted:
    """A term that adds to the score of the documents that hold it. Terms of fields without lengths add their number.
    With `begins`, all terms that begin so count as one."""

    field: str
    term: bytes
    boost: float = 1.0
    begins: bool = False


class TermScorer:
    """One term's share of the scores, in any part."""

    def __init__(self, parts: Parts, weighted: Weighted) -> None:
        self._weighted, self.field = weighted, weighted.field
        self._lists = {part.first: self._found(part) for part in parts}
        notes = parts[0].segment.fields[self.field].notes if len(parts) else {}
        self._norms = parts.norms(self.field, B, K1) if "length" in notes else None
        self._frequency_boost: float = notes.get("boost", 1.0)
        idf = 1.0 if self._norms is None else parts.idf(sum(map(len, self._lists.values())))
        self._factor = weighted.boost * idf

    def _found(self, part: Part) -> Postings:
        found = part.begun if self._weighted.begins else part.postings
        return found(self.field, self._weighted.term)

    def postings(self, part: Part) -> Postings:
        return self._lists[part.first]

    def scores(self, part: Part, docs: Array, freqs: Array | None) -> Array:
        """The shares of documents that hold the term so often."""
        weights = np.ones(len(docs)) if freqs is None else freqs * self._frequency_boost
        if self._norms is None:
            return weights * self._factor
        norms = self._norms.take(part.segment.fields[self.field].lengths.take(docs))
        norms += weights
        weights *= self._factor * (K1 + 1)
        weights /= norms
        return weights

    def bound(self, part: Part, postings: Postings) -> float:
        """No document of the part gets more from this term."""
        most = 1 if postings.freqs is None else int(postings.freqs.max(initial=0))
        bound: float = self._bounds(part, most)
        return bound

    def often_enough(self, part: Part, postings: Postings, share: float) -> Array:
        """Where in the posting list documents stand that may get such a share from this term, for their lengths."""
        freqs = postings.freqs
        assert freqs is not None
        if self._norms is None:
            return np.flatnonzero(freqs >= share / self._factor / self._frequency_boost)
        lengths = part.segment.fields[self.field].lengths.take(postings.docs)
        return np.flatnonzero(freqs >= self._needed(share, np.iinfo(freqs.dtype).max).take(lengths))

    def _needed(self, share: float, most: int) -> Array:
        """For each byte that a length takes, how often a document must hold the term to get this share; at most `most`,
        so that numbers stay as narrow as those that they are compared with."""
        assert self._norms is not None
        room = self._factor * (K1 + 1) - share
        needed = self._norms * (share / room / self._frequency_boost) if room > 0 else np.inf * self._norms
        return np.ceil(needed).clip(0, most).astype(np.min_scalar_type(most))

    def _bounds(self, part: Part, freqs: Any) -> Any:
        """What documents that hold the term so often get at most: as much as the shortest would."""
        weights = freqs * self._frequency_boost
        if self._norms is None:
            return weights * self._factor
        norm = self._norms.item(_byte_below(part.segment.fields[self.field].notes["shortest"]))
        return self._factor * (K1 + 1) * weights / (weights + norm)

    def add(self, scores: Array, part: Part, documents: Array) -> None:
        """Adds the term's shares to the `scores` of these documents, which ascend."""
        postings = self.postings(part)
        if not len(postings):
            return
        if len(documents) * SPARSE < len(postings):
            self._look_up(scores, part, documents, postings)
        else:
            dense = np.zeros(part.documents)
            dense[postings.docs] = self.scores(part, postings.docs, postings.freqs)
            scores += dense[documents]

    def _look_up(self, scores: Array, part: Part, documents: Array, postings: Postings) -> None:
        at = postings.docs.searchsorted(documents.astype(postings.docs.dtype))
        at[at == len(postings)] = 0
        holding = postings.docs[at] == documents
        at = at[holding]
        freqs = None if postings.freqs is None else postings.freqs[at]
        scores[holding] += self.scores(part, postings.docs[at], freqs)


@lru_cache(maxsize=1024)
def _byte_below(length: int) -> int:
    """A byte that stands for a length of at most this: for bounds, which must not be too tight."""
    return max(0, int(np.searchsorted(LENGTHS, length, side="right")) - 1)


def scorers(parts: Parts, terms: Iterable[Weighted]) -> list[TermScorer]:
    return [TermScorer(parts, weighted) for weighted in terms]
