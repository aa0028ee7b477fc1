"""Words for made-up articles, as frequent as jieba's dictionary counts them: a vocabulary with the long tail of news."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Generic, TypeVar

import jieba

from benchmarks.corpus_topics import COMMON, RARE

T = TypeVar("T")
Weighted = tuple[Sequence[str], Sequence[float]]
_PORTION = 4096  # words drawn at once
_TAGS = {
    "noun": frozenset(("n", "nz", "vn", "an")),
    "verb": frozenset(("v",)),
    "adjective": frozenset(("a",)),
    "adverb": frozenset(("d",)),
    "idiom": frozenset(("i", "l")),
    "place": frozenset(("ns",)),
    "person": frozenset(("nr",)),
}


class Draw(Generic[T]):
    """Endless draws from a list, by cumulative weights if there are any; many at once, which is faster."""

    def __init__(
        self, chance: random.Random, values: Sequence[T], cumulative: Sequence[float] | None = None
    ) -> None:
        self._chance, self._values, self._cumulative = chance, values, cumulative
        self._drawn: list[T] = []

    def __call__(self) -> T:
        if not self._drawn:
            self._drawn = self._chance.choices(self._values, cum_weights=self._cumulative, k=_PORTION)
        return self._drawn.pop()


def draws(chance: random.Random) -> Mapping[str, Callable[[], str]]:
    """A way to draw for each kind of word."""
    return {kind: Draw(chance, *weighted) for kind, weighted in _vocabulary().items()}


def falling(words: Iterable[str], exponent: float = 0.8) -> Weighted:
    """The words with cumulative weights that fall with their rank, as Zipf saw."""
    ranked = list(words)
    return ranked, list(accumulate((rank + 1) ** -exponent for rank in range(len(ranked))))


@cache
def _vocabulary() -> Mapping[str, Weighted]:
    """Words of two characters or more, by what a sentence can use them for. Those whose share in the corpus is set by hand
    are left out."""
    kept_out = {COMMON, *RARE}
    found: dict[str, tuple[list[str], list[int]]] = {kind: ([], []) for kind in _TAGS}
    kinds = {tag: kind for kind, tags in _TAGS.items() for tag in tags}
    for line in Path(jieba.__file__).with_name("dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, tag = line.split(" ")
        if tag in kinds and len(word) > 1 and word not in kept_out:
            words, counts = found[kinds[tag]]
            words.append(word)
            counts.append(int(count))
    return {kind: (words, list(accumulate(counts))) for kind, (words, counts) in found.items()}
