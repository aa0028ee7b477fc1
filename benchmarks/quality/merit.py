"""Figures of merit of ranked answers to queries for which some documents are right."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from benchmarks.scores import mean

DEPTH = 10


@dataclass(frozen=True)
class Merit:
    ndcg: float
    hit: float
    first: float

    def __str__(self) -> str:
        return f"nDCG@10 {self.ndcg:.4f}, hit@10 {self.hit:.4f}, P@1 {self.first:.4f}"


def merit(answers: Iterable[tuple[Set[str], Sequence[str]]]) -> Merit:
    """Of the right documents and those answered, best first, for each query."""
    judged = [(wanted, [name in wanted for name in found[:DEPTH]]) for wanted, found in answers]
    return Merit(
        mean([ndcg(right, len(wanted)) for wanted, right in judged]),
        mean([float(any(right)) for _, right in judged]),
        mean([float(right[:1] == [True]) for _, right in judged]),
    )


def ndcg(right: Sequence[bool], wanted: int) -> float:
    """Normalised discounted cumulative gain of an answer in which these are right, of so many that are."""
    best = sum(map(_discount, range(min(wanted, DEPTH))))
    return sum(_discount(rank) for rank, is_right in enumerate(right) if is_right) / best if best else 0.0


def _discount(rank: int) -> float:
    return 1 / math.log2(rank + 2)
