"""Makes wordgrams.bin: python -m archive.ingest.restoration.build_wordgrams FOLDER [PAIRS]

FOLDER holds `lm_sc.t3g` and `pydict_sc.bin` of the Debian package sunpinyin-data 0.1.22+20170109-2 (unpack it with
`dpkg-deb -x`; they lie in usr/lib/*/sunpinyin/data): open-gram's trigram model of 71,759 words and the words' list.
Kept are the 65,536 likeliest words and those pairs whose loss would change the model most, by the
weighted difference of Seymore and Rosenfeld (1996); the back-off weights are worked out anew.

`lm_sc.t3g` begins with six numbers of four bytes (order, whether logarithms, nodes of each level), then 65,536
probabilities and 16,384 back-off weights, 32-bit floats that the nodes refer to. A node has twelve bytes: word (18
bits), back-off weight (14), probability (16), first node of the next level that follows it (16 low bits; 7 high ones
at the top of the last four bytes). A level ends with a node that is none. The triples of the source are not read:
with them restoration was no better.
"""

from __future__ import annotations

import heapq
import struct
import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import log
from pathlib import Path

from archive.ingest.restoration.ngrams import symbols
from archive.ingest.restoration.wordgrams import FILE, MOST_WORDS, OFFSET, OTHER, SCALE, Tables, packed

_PAIRS = 1_000_000
_PROBABILITIES, _WEIGHTS, _NODE = 1 << 16, 1 << 14, 12
_LEAST, _LEAST_LEFT = 1e-12, 1e-3


@dataclass(frozen=True)
class Nodes:
    """A level of the source: for each node its word, its probability and its first child."""

    words: array[int]
    probabilities: array[float]
    children: array[int]


@dataclass(frozen=True)
class Source:
    """The model as it is published: `words` by its own numbers, nodes of single words and of pairs."""

    words: Sequence[str]
    alone: Nodes
    pairs: Nodes


@dataclass(frozen=True)
class Pair:
    """Two words by id, the probability of the second after the first, and by itself."""

    before: int
    word: int
    probability: float
    alone: float


def read(folder: Path) -> Source:
    """The model of a folder with the two files."""
    data = (folder / "lm_sc.t3g").read_bytes()
    _, _, root, alone, pairs, _ = struct.unpack_from("<6I", data)
    probabilities = struct.unpack_from(f"<{_PROBABILITIES}f", data, 24)
    start = 24 + 4 * (_PROBABILITIES + _WEIGHTS) + _NODE * root
    middle = start + _NODE * alone
    return Source(
        _words(folder),
        _nodes(data[start:middle], probabilities),
        _nodes(data[middle : middle + _NODE * pairs], probabilities),
    )


def _words(folder: Path) -> Sequence[str]:
    """The words by number: the third number of the list says where they stand, as UTF-32, each ended by a zero."""
    data = (folder / "pydict_sc.bin").read_bytes()
    start = struct.unpack_from("<3I", data)[2]
    return data[start:].decode("utf-32-le").split("\0")


def _nodes(data: bytes, probabilities: Sequence[float]) -> Nodes:
    nodes = Nodes(array("I"), array("d"), array("I"))
    for first, second, third in struct.iter_unpack("<3I", data):
        nodes.words.append(first & 0x3FFFF)
        nodes.probabilities.append(probabilities[second & 0xFFFF])
        nodes.children.append(second >> 16 | third >> 25 << 16)
    return nodes


@dataclass(frozen=True)
class Vocabulary:
    """The words kept, likeliest first, and the first level's node of each: a word's id is its place in both."""

    words: tuple[str, ...]
    nodes: tuple[int, ...]


def vocabulary(source: Source) -> Vocabulary:
    alone = source.alone
    known = [node for node in range(1, len(alone.words) - 1) if _is_kept(source.words[alone.words[node]])]
    known = heapq.nlargest(MOST_WORDS - 1, known, key=lambda node: alone.probabilities[node])
    return Vocabulary(("", *(source.words[alone.words[node]] for node in known)), (OTHER, *known))


def _is_kept(word: str) -> bool:
    """Words in the other script are not asked for."""
    return word != "" and symbols(word) == word


def tables(source: Source, most_pairs: int) -> Tables:
    """The model cut down to as many pairs."""
    kept = vocabulary(source)
    shares = array("d", (source.alone.probabilities[node] for node in kept.nodes))
    found = heapq.nlargest(most_pairs, _pairs(source, kept, shares), key=lambda pair: _worth(pair, shares))
    pairs = sorted(found, key=lambda pair: (pair.before, pair.word))
    sizes = Counter(pair.before for pair in pairs)
    return Tables(
        kept.words,
        _scores(shares),
        _backoffs(_weights(pairs, len(kept.words))),
        array("I", accumulate((sizes[number] for number in range(len(kept.words))), initial=0)),
        array("H", (pair.word for pair in pairs)),
        _scores(pair.probability for pair in pairs),
    )


def _pairs(source: Source, kept: Vocabulary, shares: Sequence[float]) -> Iterator[Pair]:
    """The pairs of words kept, ids for the source's numbers."""
    alone, pairs = source.alone, source.pairs
    ids = {alone.words[node]: number for number, node in enumerate(kept.nodes)}
    for before, place in enumerate(kept.nodes):
        for node in range(alone.children[place], alone.children[place + 1]):
            word = ids.get(pairs.words[node])
            if word is not None:
                yield Pair(before, word, pairs.probabilities[node], shares[word])


def _worth(pair: Pair, shares: Sequence[float]) -> float:
    """What the loss of a pair would change, by how often it occurs."""
    change = log(max(pair.probability, _LEAST) / max(pair.alone, _LEAST))
    return shares[pair.before] * pair.probability * abs(change)


def _weights(pairs: Iterable[Pair], count: int) -> Iterator[float]:
    """For each word what is left for those not seen after it, by what these have by themselves."""
    seen, alone = array("d", bytes(8 * count)), array("d", bytes(8 * count))
    for pair in pairs:
        seen[pair.before] += pair.probability
        alone[pair.before] += pair.alone
    for one, other in zip(seen, alone, strict=True):
        yield max(1 - one, _LEAST_LEFT) / max(1 - other, _LEAST_LEFT)


def _scores(probabilities: Iterable[float]) -> bytes:
    return bytes(min(round(-log(max(each, _LEAST)) * SCALE), 255) for each in probabilities)


def _backoffs(weights: Iterable[float]) -> bytes:
    return bytes(max(min(round(log(each) * SCALE) + OFFSET, 255), 0) for each in weights)


def main() -> None:
    folder, *most = sys.argv[1:]
    FILE.write_bytes(packed(tables(read(Path(folder)), int(most[0]) if most else _PAIRS)))


if __name__ == "__main__":
    main()
