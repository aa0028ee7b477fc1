"""The character view of folded texts, as arrays: which letters stand where, and which stand next to each other.

Letters are what `str.isalnum` takes for one. Other characters are skipped, so that 核酸、检测 is found by 核酸检测; a line
break leaves a gap that nothing found in one piece crosses.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from search.engine.container import Array
from search.engine.dictionary import CODING, ERRORS, Dictionary
from search.engine.inverting import Inverted, invert, invert_once

POINTS = 0x110000  # code points of Unicode
FEW = 200_000  # code points that are sorted faster than a table of all is made
LINE_BREAK = ord("\n")
WIDE = "utf-32-le"


def code_points(text: str) -> Array:
    return np.frombuffer(text.encode(WIDE, ERRORS), np.uint32)


class Letters:
    """The letters of a row of folded texts: the text of each (`docs`), its place among the letters of that text
    (`positions`), and its number among the distinct letters (`numbers`, indices of `alphabet`)."""

    def __init__(self, texts: Sequence[Array]) -> None:
        codes = np.concatenate(texts) if texts else np.zeros(0, np.uint32)
        alphabet, numbers = _numbered(codes)
        letters = np.fromiter((chr(point).isalnum() for point in alphabet), bool, len(alphabet))
        is_letter = letters[numbers]
        counted = np.zeros(len(codes) + 1, np.uint32)  # how many places come before each code point
        np.cumsum(is_letter | (codes == LINE_BREAK), out=counted[1:])
        lengths = np.array([len(text) for text in texts], np.int64)
        begins = counted[np.cumsum(lengths) - lengths]
        self.docs = np.repeat(np.arange(len(texts), dtype=np.uint32), lengths)[is_letter]
        self.positions = counted[:-1][is_letter] - begins[self.docs]
        self.alphabet = alphabet[letters]
        self.numbers = (np.cumsum(letters, dtype=np.uint32) - 1)[numbers[is_letter]]

    def single(self) -> tuple[Dictionary, Inverted]:
        """Which texts hold each letter."""
        numbers, inverted = invert_once(self.numbers, self.docs)
        return _dictionary(self.alphabet[numbers.astype(np.int64), None]), inverted

    def pairs(self) -> tuple[Dictionary, Inverted]:
        """Where each pair of neighbours stands: the position of its first letter."""
        size = np.uint64(max(1, len(self.alphabet)))
        beside = (self.docs[1:] == self.docs[:-1]) & (self.positions[1:] == self.positions[:-1] + 1)
        keys = (self.numbers[:-1] * size + self.numbers[1:])[beside]
        distinct, inverted = invert(keys, self.docs[:-1][beside], self.positions[:-1][beside])
        rows = np.stack((distinct // size, distinct % size), axis=1).astype(np.int64)
        return _dictionary(self.alphabet[rows]), inverted


def _numbered(codes: Array) -> tuple[Array, Array]:
    """The distinct code points in order, and each code point's number among them."""
    if len(codes) < FEW:
        alphabet, numbers = np.unique(codes, return_inverse=True)
        return alphabet, numbers.astype(np.uint32)
    present = np.zeros(POINTS, bool)
    present[codes] = True
    alphabet = np.flatnonzero(present).astype(np.uint32)
    numbers = np.zeros(POINTS, np.uint32)
    numbers[alphabet] = np.arange(len(alphabet), dtype=np.uint32)
    return alphabet, numbers[codes]


def _dictionary(rows: Array) -> Dictionary:
    """Terms from rows of code points, all of one length. Code points sort as their UTF-8 bytes do."""
    text = rows.astype(np.uint32).tobytes().decode(WIDE, ERRORS)
    blob = np.frombuffer(text.encode(CODING, ERRORS), np.uint8)
    widths = 1 + (rows >= 0x80).astype(np.uint32) + (rows >= 0x800) + (rows >= 0x10000)
    return Dictionary(blob, np.concatenate(([0], np.cumsum(widths.sum(axis=1)))).astype(np.uint32))
