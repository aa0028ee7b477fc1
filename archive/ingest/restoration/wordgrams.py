"""How likely words are after one another: a small bigram model of words with back-off.

`wordgrams.bin` is made by `build_wordgrams` from the open-gram model that Debian ships as sunpinyin-data, cut down
and rounded (CC BY-SA 3.0, see NOTICE.md beside it). It is kept as sorted arrays and read in some hundredths of a
second; a pair of words is found by bisection. Probabilities are natural logarithms, rounded to 1/12.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from pathlib import Path

from archive.ingest.restoration.table_files import joined, little, numbers, parts_of

FILE = Path(__file__).with_name("wordgrams.bin")
# Log-probabilities are stored as bytes, -log * SCALE; back-off weights (which may exceed 1) as log * SCALE + OFFSET.
SCALE, OFFSET = 12.0, 100
# The word of which the model counts figures, letters and whatever else it does not know.
OTHER = 0
MOST_WORDS = 1 << 16


@dataclass(frozen=True)
class Tables:
    """The model as it is stored.

    `words` by id, with a byte each for the score alone and the back-off weight. The followers of word n are
    `followers[starts[n]:starts[n + 1]]`, ids that ascend, with a byte each for the score.
    """

    words: tuple[str, ...]
    scores: bytes
    backoffs: bytes
    starts: array[int]
    followers: array[int]
    pair_scores: bytes


def packed(tables: Tables) -> bytes:
    """The bytes of a model file: its parts, each after its length, compressed."""
    sizes = array("H", (end - start for start, end in pairwise(tables.starts)))
    low, high = _planes(little(tables.followers))
    words = "\n".join(tables.words).encode()
    parts = [words, tables.scores, tables.backoffs, little(sizes), low, high, tables.pair_scores]
    return joined(parts)


def unpacked(data: bytes) -> Tables:
    """The model of a file's bytes."""
    words, scores, backoffs, sizes, low, high, pair_scores = parts_of(data)
    both = bytearray(2 * len(low))
    both[0::2], both[1::2] = low, high
    starts = array("I", accumulate(numbers("H", sizes), initial=0))
    return Tables(
        tuple(words.decode().split("\n")), scores, backoffs, starts, numbers("H", bytes(both)), pair_scores
    )


def _planes(data: bytes) -> tuple[bytes, bytes]:
    """Low and high bytes apart, which compresses better."""
    return data[0::2], data[1::2]


class WordModel:
    """The probabilities of words by their ids (see `number`)."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._numbers = {word: number for number, word in enumerate(tables.words)}
        self.after = lru_cache(maxsize=1 << 18)(self._after)

    def number(self, word: str) -> int | None:
        """The id of a word; None when the model has none."""
        return self._numbers.get(word)

    def alone(self, word: int) -> float:
        """The log-probability of a word by itself."""
        return -self._tables.scores[word] / SCALE

    def _after(self, before: int, word: int) -> float:
        """The log-probability of a word after another."""
        tables = self._tables
        end = tables.starts[before + 1]
        at = bisect_left(tables.followers, word, tables.starts[before], end)
        if at < end and tables.followers[at] == word:
            return -tables.pair_scores[at] / SCALE
        return (tables.backoffs[before] - OFFSET) / SCALE + self.alone(word)


@cache
def word_model() -> WordModel:
    """The model that ships with the archive."""
    return WordModel(unpacked(FILE.read_bytes()))
