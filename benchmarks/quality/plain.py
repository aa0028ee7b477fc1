"""The peers: BM25 over one field of words, or of pairs of letters, with the usual parameters."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise

from archive.text.folding import fold
from archive.text.words import search_words
from benchmarks.quality.merit import DEPTH
from benchmarks.quality.sets import RetrievalSet

K1, B = 1.2, 0.75
Cut = Callable[[str], Sequence[str]]


def words(asked: RetrievalSet) -> list[list[str]]:
    return _answers(asked, lambda text: search_words(fold(text)))


def pairs(asked: RetrievalSet) -> list[list[str]]:
    return _answers(asked, _pairs)


def _pairs(text: str) -> list[str]:
    return [left + right for left, right in pairwise(filter(str.isalnum, fold(text)))]


def _answers(asked: RetrievalSet, cut: Cut) -> list[list[str]]:
    names = [document["id"] for document in asked.documents]
    bm25 = _BM25([cut(document["text"]) for document in asked.documents])
    return [[names[number] for number in bm25.best(cut(query.text))] for query in asked.queries]


class _BM25:
    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        self._documents = len(texts)
        average = sum(map(len, texts)) / max(1, len(texts))
        self._norms = [K1 * (1 - B + B * len(text) / average) for text in texts]
        self._postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, text in enumerate(texts):
            for term, frequency in Counter(text).items():
                self._postings[term].append((number, frequency))

    def best(self, terms: Sequence[str]) -> list[int]:
        scores: dict[int, float] = defaultdict(float)
        for term in terms:
            holding = self._postings.get(term, ())
            idf = math.log(1 + (self._documents - len(holding) + 0.5) / (len(holding) + 0.5))
            for number, frequency in holding:
                scores[number] += idf * frequency * (K1 + 1) / (frequency + self._norms[number])
        return sorted(scores, key=lambda number: (-scores[number], number))[:DEPTH]
