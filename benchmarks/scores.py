"""Figures of merit, as they are usual: exact shares, set F1, character F1."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Share:
    """How many of how many."""

    right: int
    total: int

    def __str__(self) -> str:
        return f"{self.right:,} of {self.total:,}" + (
            f" ({self.right / self.total:.1%})" if self.total else ""
        )


def share(answers: Iterable[bool]) -> Share:
    verdicts = list(answers)
    return Share(sum(verdicts), len(verdicts))


@dataclass(frozen=True)
class F1:
    precision: float
    recall: float

    @property
    def value(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __str__(self) -> str:
        return f"F1 {self.value:.3f} (precision {self.precision:.3f}, recall {self.recall:.3f})"


def set_f1(pairs: Iterable[tuple[frozenset[str], frozenset[str]]]) -> F1:
    """Over (found, true) sets, counted together: each name counts once a text."""
    hits = found = true = 0
    for answer, truth in pairs:
        hits += len(answer & truth)
        found += len(answer)
        true += len(truth)
    return F1(hits / found if found else 0.0, hits / true if true else 0.0)


def character_f1(found: str, true: str) -> float:
    """F1 of the multisets of characters, white space left out; 1.0 where both are empty."""
    ours, theirs = Counter("".join(found.split())), Counter("".join(true.split()))
    if not ours and not theirs:
        return 1.0
    return 2 * (ours & theirs).total() / (ours.total() + theirs.total())


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
