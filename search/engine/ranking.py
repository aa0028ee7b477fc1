"""The best documents of an answer by score, without scoring those that cannot be among them.

Ties go to the document that stands first in the index.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from search.engine.container import Array
from search.engine.parts import Part
from search.engine.scoring import TermScorer
from search.engine.segment import Postings

Scored = tuple[float, int]  # score, document of the index
SEED = (
    4  # so many times as many documents as are asked for are scored first, to know what the best must reach
)
WORTHWHILE = 2048  # postings; of shorter lists all documents are scored
MARGIN = 1 + 1e-9  # sums of floats in another order


def best_by_score(hits: Sequence[tuple[Part, Array]], terms: Sequence[TermScorer], most: int) -> list[Scored]:
    """The `most` best of the hits (a mask over the documents of each part), best first."""
    found: list[Scored] = []
    for part, mask in hits:
        reached = -found[most - 1][0] if len(found) >= most > 0 else 0.0
        documents = _promising(part, mask, terms, most, reached)
        scores = _scores(part, documents, terms)
        chosen = _largest(scores, most)
        pairs = zip((-scores[chosen]).tolist(), (documents[chosen] + part.first).tolist(), strict=True)
        found = sorted([*found, *pairs])[:most]
    return [(-negative, document) for negative, document in found]


def _promising(part: Part, mask: Array, terms: Sequence[TermScorer], most: int, reached: float) -> Array:
    """The hits that can be among the best.

    Scoring the hits in which the most telling term stands most often gives what the best must reach at least. When the
    other terms together cannot give that much, only documents that hold the telling term often enough are left (after
    MaxScore: H. Turtle and J. Flood, Query evaluation: strategies and optimizations, 1995; with bounds by frequency).
    """
    lists = [(scorer.bound(part, postings), scorer, postings) for scorer, postings in _lists(part, terms)]
    if not lists or most <= 0:
        return np.flatnonzero(mask)
    bound, scorer, postings = max(lists, key=lambda item: item[0])
    if postings.freqs is None or len(postings) < WORTHWHILE:
        return _with_any(part, mask, terms, most, reached, lists)
    seed = _most_frequent(postings, mask, most * SEED)
    if len(seed) >= most:
        reached = max(reached, _nth(_scores(part, seed, terms), most))
    others = (sum(item[0] for item in lists) - bound) * MARGIN
    if reached <= others:
        return _with_any(part, mask, terms, most, reached, lists)
    least = scorer.least_frequency(part, postings, reached / MARGIN - others)
    return _within(mask, postings.docs[postings.freqs >= least])


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


def _most_frequent(postings: Postings, mask: Array, most: int) -> Array:
    """Hits in which the term stands most often: about so many, in order."""
    freqs = postings.freqs
    assert freqs is not None
    at_least = np.cumsum(np.bincount(freqs)[::-1])[::-1]  # documents with this frequency or more
    enough = int(np.searchsorted(-at_least, -most, side="right")) - 1
    return _within(mask, postings.docs[freqs >= max(1, enough)])


def _within(mask: Array, docs: Array) -> Array:
    return docs[mask[docs]].astype(np.int64)


def _scores(part: Part, documents: Array, terms: Sequence[TermScorer]) -> Array:
    scores = np.zeros(len(documents))
    for scorer in terms:
        scorer.add(scores, part, documents)
    return scores


def _nth(scores: Array, n: int) -> float:
    """The n-th largest; there are as many."""
    return float(np.partition(scores, len(scores) - n)[len(scores) - n])


def _largest(scores: Array, most: int) -> Array:
    """Where the largest scores stand, in no order; among equal ones the first."""
    if len(scores) <= most:
        return np.arange(len(scores))
    if most <= 0:
        return np.zeros(0, np.int64)
    last = _nth(scores, most)
    above = np.flatnonzero(scores > last)
    equal = np.flatnonzero(scores == last)[: most - len(above)]
    return np.concatenate((above, equal))
