"""The words of the archive's own by which a generation is cut: a file in it, so that whoever reads or writes the
generation cuts alike, whatever the archive's words are by now."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from archive.text import words
from archive.text.words import KEPT, Dictionary, Entry
from search.engine.errors import IndexDamaged
from search.engine.generations import Generation

FILE = "words.tsv"
NONE = ""  # the digest of no words


def digest(own: Iterable[str]) -> str:
    """Of words alone: their frequencies follow from them and from jieba."""
    text = "\n".join(sorted(own))
    return hashlib.sha256(text.encode()).hexdigest() if text else NONE


def write(generation: Path, own: Iterable[Entry]) -> None:
    """With the frequency of each; 0 for one that jieba cuts whole by itself."""
    text = "".join(f"{word}\t{frequency}\n" for word, frequency in sorted(own))
    if text:
        (generation / FILE).write_text(text, encoding="utf-8")


def dictionary(generation: Generation) -> Dictionary:
    """What a generation's texts and the queries to it are cut by. Raises IndexDamaged."""
    return _dictionary(generation.path, generation.words)


@lru_cache(KEPT)
def _dictionary(generation: Path, expected: str) -> Dictionary:
    if expected == NONE:
        return words.dictionary_of(())
    try:
        text = (generation / FILE).read_text(encoding="utf-8")
        own = [_entry(line) for line in text.splitlines()]
        if digest(word for word, _ in own) == expected:
            return words.dictionary_of((word, frequency) for word, frequency in own if frequency)
    except (OSError, ValueError) as error:
        raise IndexDamaged(f"the words of {generation} cannot be read") from error
    raise IndexDamaged(f"the words of {generation} are not those that it was built with")


def _entry(line: str) -> Entry:
    word, frequency = line.split("\t")
    return word, int(frequency)
