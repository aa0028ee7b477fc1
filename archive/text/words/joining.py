"""How often a word must be counted so that it is cut whole: what jieba's own `suggest_freq` says, for many at once."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

from archive.text.words.dictionary import Dictionary, Entry


def joined(dictionary: Dictionary, names: Sequence[str]) -> list[Entry]:
    """The names that the dictionary lacks, each a little likelier than the words that it would be cut into."""
    parts = {name: dictionary.cutter.parts(name) for name in names if not dictionary.cutter.knows(name)}
    counts = dict.fromkeys((part for found in parts.values() for part in found), 1)
    total = 0
    for word, frequency in dictionary.frequencies():
        total += frequency
        if word in counts:
            counts[word] = frequency
    return [
        (name, int(total * prod(counts[part] / total for part in found)) + 1) for name, found in parts.items()
    ]
