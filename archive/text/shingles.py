"""How much two texts say in the same words: shingles, their sketch, and the exact comparison.

A shingle is a run of SHINGLE letters of the folded text (A. Broder, On the resemblance and containment of
documents, 1997). A sketch keeps the shingles with the smallest hashes, a number in proportion to the length:
a bottom-k MinHash whose members are shared by two texts as often as their shingles are, whichever text is the
longer. So the texts that share members of a sketch are candidates for a reprint and for an excerpt alike.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from dataclasses import dataclass

from archive.text.folding import fold

SHINGLE = 6  # letters: three words or so
SAMPLING = 32  # one shingle of so many is kept in the sketch
LEAST, MOST = 16, 128  # members of a sketch: what a short text needs, and what a book may take

_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+")
_CODE_POINT = 4  # bytes of UTF-32
_WIDTH = SHINGLE * _CODE_POINT


@dataclass(frozen=True)
class Overlap:
    """What share of their shingles two texts have in common: of all (`resemblance`, Jaccard's), and of those
    of the shorter text (`containment`). Both from 0 to 1."""

    resemblance: float
    containment: float


def letters(text: str) -> str:
    """The letters, ideographs and digits of the folded text, without web addresses: what a reprint keeps of it."""
    return "".join(filter(str.isalnum, _ADDRESS.sub("", fold(text))))


def digest(letters: str) -> str:
    """32 hexadecimal digits, equal for equal letters."""
    return hashlib.blake2b(letters.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def shingles(letters: str) -> frozenset[str]:
    """All shingles of a text; one that is shorter than a shingle has none."""
    return frozenset(letters[start : start + SHINGLE] for start in range(len(letters) - SHINGLE + 1))


def sketch(letters: str) -> frozenset[int]:
    """The sketch of a text: 64-bit signed integers, the same on every machine."""
    data = letters.encode("utf-32-le", "surrogatepass")
    starts = range(0, len(data) - _WIDTH + 1, _CODE_POINT)
    # A checksum is quick but keeps the order of like inputs; the multiplication (Knuth's) scatters it.
    ranks = [zlib.crc32(data[start : start + _WIDTH]) * 2654435761 & 0xFFFFFFFF for start in starts]
    distinct = sorted(set(ranks))
    last = distinct[: _size(len(distinct))][-1] if distinct else 0
    kept = (start for start, rank in zip(starts, ranks, strict=True) if rank <= last)
    return frozenset(_key(data[start : start + _WIDTH]) for start in kept)


def shareable(one: int, other: int) -> float:
    """How many members the sketches of two texts of these lengths, in letters, share when the shorter is a part of
    the longer: about so many."""
    shorter, longer = sorted((one, other))
    return shorter * _size(longer) / longer if longer else 0.0


def overlap(one: frozenset[str], other: frozenset[str]) -> Overlap:
    """Compares two sets of shingles exactly."""
    if not one or not other:
        return Overlap(0.0, 0.0)
    shared = len(one & other)
    return Overlap(shared / (len(one) + len(other) - shared), shared / min(len(one), len(other)))


def _size(length: int) -> int:
    return min(max(length // SAMPLING, LEAST), MOST)


def _key(shingle: bytes) -> int:
    # Members are looked up among those of all articles: 64 good bits, where the rank's 32 would collide.
    return int.from_bytes(hashlib.blake2b(shingle, digest_size=8).digest(), "big", signed=True)
