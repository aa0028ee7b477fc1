"""The best documents of an answer, by score or by columns, without putting all of them in order.

Ties go to the document that stands first in the index.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from search.engine.container import Array
from search.engine.parts import Part
from search.engine.scoring import TermScorer

Scored = tuple[float, int]  # score, document of the index


def best_by_score(hits: Sequence[tuple[Part, Array]], terms: Sequence[TermScorer], most: int) -> list[Scored]:
    """The `most` best of the hits (documents of each part, ascending), best first."""
    found: list[Scored] = []
    for part, documents in hits:
        threshold = -found[most - 1][0] if len(found) >= most > 0 else 0.0
        scores, documents = _part_scores(part, documents, terms, most, threshold)
        chosen = _largest(scores, most)
        pairs = zip((-scores[chosen]).tolist(), (documents[chosen] + part.first).tolist(), strict=True)
        found = sorted([*found, *pairs])[:most]
    return [(-negative, document) for negative, document in found]


def _part_scores(
    part: Part, documents: Array, terms: Sequence[TermScorer], most: int, threshold: float
) -> tuple[Array, Array]:
    """Scores of a part's hits; of some of them only, when the others cannot be among the best.

    Terms are taken from the one that can give most (MaxScore: H. Turtle and J. Flood, Query evaluation: strategies and
    optimizations, 1995). Once the documents of the terms so far hold `most` scores above all that the other terms can
    give together, documents without any of the terms so far are out.
    """
    bounds = [(scorer.bound(part, scorer.postings(part)), number) for number, scorer in enumerate(terms)]
    bounds.sort(reverse=True)
    rest = sum(bound for bound, _ in bounds)
    holding = part.nothing()
    for bound, number in bounds[:-1]:
        rest -= bound
        holding[terms[number].postings(part).docs] = True
        chosen = documents[holding[documents]]
        if most <= len(chosen) <= len(documents) // 2:
            scores = _scores(part, chosen, terms)
            if max(threshold, _nth(scores, most)) > rest * (1 + 1e-9):
                return scores, chosen
    return _scores(part, documents, terms), documents


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
    if most == 0:
        return np.zeros(0, np.int64)
    last = _nth(scores, most)
    above = np.flatnonzero(scores > last)
    equal = np.flatnonzero(scores == last)[: most - len(above)]
    return np.concatenate((above, equal))
