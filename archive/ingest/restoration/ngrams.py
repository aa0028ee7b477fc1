"""How likely a character is after the two before it: a small trigram model with back-off.

The counts come from the words of jieba's dictionary and from a month of newspaper text, folded to one script
(`build_ngrams` says how). They are kept as sorted arrays and read in some milliseconds; an n-gram is found by
bisection. Probabilities are natural logarithms, rounded to 1/12.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from archive.ingest.restoration.table_files import joined, little, numbers, parts_of
from archive.text.folding import fold

FILE = Path(__file__).with_name("ngrams.bin")
# Log-probabilities and back-off weights are stored as bytes: -log * SCALE.
SCALE, BACKOFF_SCALE = 12.0, 25.0
BOUNDARY, BLANK, DIGIT, LETTER = "\n", " ", "0", "a"
UNKNOWN = -17.0
_ID_BITS = 16

_WIDE = str.maketrans(",?!:;()[]", "，？！：；（）［］")
_QUOTES = str.maketrans("「」『』", "“”‘’")


@lru_cache(maxsize=65536)
def symbol(char: str) -> str:
    """The character as the model knows it: simplified, marks in full width, all digits alike, all letters alike."""
    if "\u3400" <= char <= "\u9fff":
        folded = fold(char)
        return folded if len(folded) == 1 else char
    if char in "\r\n":
        return BOUNDARY
    if char.isspace():
        return BLANK
    if char.isdigit():
        return DIGIT
    if char.isalpha() and (char.isascii() or "Ａ" <= char <= "ｚ"):
        return LETTER
    return char.translate(_WIDE).translate(_QUOTES)


def symbols(text: str) -> str:
    """A text as the model knows it, of the same length."""
    return "".join(map(symbol, text))


@dataclass(frozen=True)
class Tables:
    """The model as it is stored.

    `bigrams` are keys (id of the first << 16 | id of the second), `trigrams` keys (rank of the bigram << 16 | id);
    both ascend. `*_scores` and `*_backoffs` hold a byte for each.
    """

    chars: str
    char_scores: bytes
    char_backoffs: bytes
    bigrams: array[int]
    bigram_scores: bytes
    bigram_backoffs: bytes
    trigrams: array[int]
    trigram_scores: bytes


def packed(tables: Tables) -> bytes:
    """The bytes of a model file: its parts, each after its length, compressed."""
    parts = [
        tables.chars.encode(),
        tables.char_scores,
        tables.char_backoffs,
        little(tables.bigrams),
        tables.bigram_scores,
        tables.bigram_backoffs,
        little(tables.trigrams),
        tables.trigram_scores,
    ]
    return joined(parts)


def unpacked(data: bytes) -> Tables:
    """The model of a file's bytes."""
    chars, scores, backoffs, bigrams, bigram_scores, bigram_backoffs, trigrams, trigram_scores = parts_of(
        data
    )
    return Tables(
        chars.decode(),
        scores,
        backoffs,
        numbers("I", bigrams),
        bigram_scores,
        bigram_backoffs,
        numbers("Q", trigrams),
        trigram_scores,
    )


class Model:
    """The probabilities of characters. All arguments are symbols (see `symbol`)."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._ids = {char: number for number, char in enumerate(tables.chars)}
        self.after = lru_cache(maxsize=1 << 18)(self._after)

    def alone(self, char: str) -> float:
        """The log-probability of a character by itself."""
        number = self._ids.get(char)
        return UNKNOWN if number is None else -self._tables.char_scores[number] / SCALE

    def _after(self, first: str, second: str, char: str) -> float:
        """The log-probability of a character after two others."""
        left, middle, right = self._ids.get(first), self._ids.get(second), self._ids.get(char)
        context = None if left is None or middle is None else self._bigram(left, middle)
        if context is not None and right is not None:
            rank = _find(self._tables.trigrams, context << _ID_BITS | right)
            if rank is not None:
                return -self._tables.trigram_scores[rank] / SCALE
        weight = 0.0 if context is None else -self._tables.bigram_backoffs[context] / BACKOFF_SCALE
        return weight + self._pair(middle, right, char)

    def _pair(self, middle: int | None, right: int | None, char: str) -> float:
        if middle is None:
            return self.alone(char)
        rank = None if right is None else self._bigram(middle, right)
        if rank is not None:
            return -self._tables.bigram_scores[rank] / SCALE
        return self.alone(char) - self._tables.char_backoffs[middle] / BACKOFF_SCALE

    def _bigram(self, left: int, right: int) -> int | None:
        return _find(self._tables.bigrams, left << _ID_BITS | right)


def _find(keys: array[int], key: int) -> int | None:
    at = bisect_left(keys, key)
    return at if at < len(keys) and keys[at] == key else None


@cache
def model() -> Model:
    """The model that ships with the archive."""
    return Model(unpacked(FILE.read_bytes()))
