"""The best documents of an answer by score, without scoring those that cannot be among them.

Ties are decided by columns, then go to the document that stands first in the index.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from search.engine.container import Array
from search.engine.parts import Part
from search.engine.scoring import TermScorer
from search.engine.segment import Postings
from search.engine.sorting import Place, Sort, first_by_columns

Scored = tuple[float, int]  # score, document of the index
SEED = (
    4  # so many times as many documents as are asked for are scored first, to know what the best must reach
)
SAMPLE = 8  # one posting in so many tells how often a term stands in its documents
WORTHWHILE = 1024  # hits; so few are all scored sooner than some of them are left out
MARGIN = 1 + 1e-9  # sums of floats in another order


def best_by_score(
    hits: Sequence[tuple[Part, Array]], terms: Sequence[TermScorer], most: int, ties: Sort = ()
) -> list[Scored]:
    """The `most` best of the hits (a mask over the documents of each part), best first; equal ones by `ties`."""
    found: list[tuple[float, Place, int]] = []
    for part, mask in hits:
        reached = -found[most - 1][0] if len(found) >= most > 0 else 0.0
        if np.count_nonzero(mask) <= WORTHWHILE:
            documents = np.flatnonzero(mask)
            scores = _scores(part, documents, terms)
        else:
            scores, documents = _candidates(part, mask, terms, most, reached)
        chosen = _largest(scores, most, partial(_first_of, part, documents, ties))
        found += [
            (negative, Place(part, document, ties), part.first + document)
            for negative, document in zip((-scores[chosen]).tolist(), documents[chosen].tolist(), strict=True)
        ]
        found = sorted(found)[:most]
    return [(-negative, document) for negative, _, document in found]


def _candidates(
    part: Part, mask: Array, terms: Sequence[TermScorer], most: int, reached: float
) -> tuple[Array, Array]:
    """Scores of the hits that can be among the best, and these hits.

    Scoring the hits in which the most telling term stands most often gives what the best must reach at least. When the
    other terms together cannot give that much, only documents that hold the telling term often enough are left (after
    MaxScore: H. Turtle and J. Flood, Query evaluation: strategies and optimizations, 1995; with bounds by frequency).
    """
    lists = [(scorer.bound(part, postings), scorer, postings) for scorer, postings in _lists(part, terms)]
    if not lists or most <= 0:
        documents = np.flatnonzero(mask)
        return np.zeros(len(documents)), documents
    bound, scorer, postings = max(lists, key=lambda item: item[0])
    if postings.freqs is not None:
        telling = _Telling(part, mask, terms, scorer, postings)
        scores, documents = telling.most_frequent(most * SEED)
        if len(scores) >= most:
            reached = max(reached, _nth(scores, most))
        others = (sum(item[0] for item in lists) - bound) * MARGIN
        if reached > others:
            return telling.scored(scorer.often_enough(part, postings, (reached - others) / MARGIN**2))
    documents = _with_any(part, mask, terms, most, reached, lists)
    return _scores(part, documents, terms), documents


@dataclass(frozen=True)
class _Telling:
    """The hits of one term by how often they hold it."""

    part: Part
    mask: Array
    terms: Sequence[TermScorer]
    scorer: TermScorer
    postings: Postings

    def most_frequent(self, most: int) -> tuple[Array, Array]:
        """As `scored`, of about so many documents in which the term stands most often, hits or not."""
        assert self.postings.freqs is not None
        return self.scored(np.flatnonzero(self.postings.freqs >= self._reached_by(most)))

    def _reached_by(self, most: int) -> int:
        """A frequency that about so many documents reach, by a sample of them."""
        assert self.postings.freqs is not None
        reaching = np.cumsum(np.bincount(self.postings.freqs[::SAMPLE])[::-1])[::-1]
        return max(1, int(np.searchsorted(-reaching, -most // SAMPLE, side="right")) - 1)

    def scored(self, at: Array) -> tuple[Array, Array]:
        """Scores of the hits that stand here in the posting list, and these hits."""
        assert self.postings.freqs is not None
        docs = self.postings.docs.take(at)
        at = at[self.mask.take(docs)]
        docs = self.postings.docs.take(at)
        documents = docs.astype(np.int64)
        scores = np.zeros(len(documents))
        for scorer in self.terms:  # in the order in which all sums are made
            if scorer is self.scorer:
                scores += scorer.scores(self.part, docs, self.postings.freqs.take(at))
            else:
                scorer.add(scores, self.part, documents)
        return scores, documents


def _with_any(
    part: Part,
    mask: Array,
    terms: Sequence[TermScorer],
    most: int,
    reached: float,
    lists: Sequence[tuple[float, TermScorer, Postings]],
) -> Array:
    """The hits with any of the terms that are needed to reach what the best must; all hits where that is not known."""
    rest = sum(bound for bound, _, _ in lists)
    holding = part.nothing()
    for bound, _, postings in sorted(lists, key=lambda item: -item[0])[:-1]:
        rest -= bound
        holding[postings.docs] = True
        documents = np.flatnonzero(holding & mask)
        if len(documents) < most:
            continue
        reached = max(reached, _nth(_scores(part, documents, terms), most))
        if reached > rest * MARGIN:
            return documents
    return np.flatnonzero(mask)


def _lists(part: Part, terms: Sequence[TermScorer]) -> list[tuple[TermScorer, Postings]]:
    found = [(scorer, scorer.postings(part)) for scorer in terms]
    return [(scorer, postings) for scorer, postings in found if len(postings)]


def _scores(part: Part, documents: Array, terms: Sequence[TermScorer]) -> Array:
    scores = np.zeros(len(documents))
    for scorer in terms:
        scorer.add(scores, part, documents)
    return scores


def _nth(scores: Array, n: int) -> float:
    """The n-th largest; there are as many."""
    return float(np.partition(scores, len(scores) - n)[len(scores) - n])


def _first_of(part: Part, documents: Array, ties: Sort, equal: Array, most: int) -> Array:
    """Of equal scores, given by where they stand, those that come first."""
    if len(equal) <= most or not ties:
        return equal[:most]
    return np.searchsorted(documents, first_by_columns(part, documents[equal], ties, most))


def _largest(scores: Array, most: int, first: Callable[[Array, int], Array]) -> Array:
    """Where the largest scores stand, in no order; among equal ones the `first`."""
    if len(scores) <= most:
        return np.arange(len(scores))
    if most <= 0:
        return np.zeros(0, np.int64)
    last = _nth(scores, most)
    above = np.flatnonzero(scores > last)
    return np.concatenate((above, first(np.flatnonzero(scores == last), most - len(above))))
