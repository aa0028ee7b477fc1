"""The dictionary that texts are cut by: jieba's list, the archive's own words, and the folded spellings of both.

Texts are folded before they are cut, character by character, which changes the spelling of a few simplified words too
(著名 folds to 着名). Such spellings join the dictionary with the frequency of the word that they came from, so that
folded text is cut as well as plain text is.
"""

from __future__ import annotations

import hashlib
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from archive.text.folding import TABLE_DIGEST, fold
from archive.text.words.cutter import Cutter
from archive.text.words.libraries import jieba
from archive.text.words.search import SearchCutter
from archive.text.words.table import word_table

T = TypeVar("T")
Entry = tuple[str, int]  # a word and its frequency

_LIST = Path(jieba.__file__).with_name("dict.txt")


class loaded(cached_property[T]):  # noqa: N801 - a decorator, as the one it extends
    """A cached property that one thread works out while the others wait: loading takes a second."""

    def __get__(self, instance: Any, owner: type[Any] | None = None) -> Any:
        if instance is None:
            return self
        with instance.loading:
            return super().__get__(instance, owner)


class Dictionary:
    """jieba's words and the archive's `own`, with what works by them, each loaded when it is first asked for: most
    processes only cut, and need no table of words, which takes three times the memory of the cutter."""

    def __init__(self, own: Mapping[str, int]) -> None:
        self._own = dict(own)
        self.loading = threading.RLock()

    @loaded
    def digest(self) -> str:
        """A SHA-256 of all that decides how a text is cut.

        rjieba has no part in it: whatever its release and the dictionary that it brings, it is given this one, and the
        tests hold its cutting to jieba's.
        """
        digest = hashlib.sha256(jieba.__version__.encode())
        digest.update(_LIST.read_bytes())
        digest.update(TABLE_DIGEST.encode())
        for word, frequency in sorted(self._own.items()):
            digest.update(f"{word} {frequency}\n".encode())
        return digest.hexdigest()

    @loaded
    def cutter(self) -> Cutter:
        return Cutter(self.frequencies())

    @loaded
    def search_cutter(self) -> SearchCutter:
        return SearchCutter(self.cutter)

    @loaded
    def table(self) -> Any:
        """jieba's own tokenizer of the same words."""
        return word_table(self._additions)

    @loaded
    def tagger(self) -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from jieba import posseg  # some 200 ms and 40 MB: only for those who ask for tags

        tagger = posseg.POSTokenizer(self.table)
        for word, tag in list(tagger.word_tag_tab.items()):
            tagger.word_tag_tab.setdefault(fold(word), tag)
        return tagger

    def frequencies(self) -> Iterator[Entry]:
        """Every word with its frequency; of one that comes twice the later entry holds."""
        return chain(_listed(), self._additions.items())

    @loaded
    def _additions(self) -> dict[str, int]:
        """What jieba's list lacks, or counts otherwise."""
        return self._own | _folded_spellings(lambda: chain(_listed(), self._own.items()))


def _listed() -> Iterator[Entry]:
    """jieba's list, read anew each time: kept in memory it would take more than all that is made of it."""
    with _LIST.open(encoding="utf-8") as lines:
        for line in lines:
            word, frequency, _ = line.split(" ", 2)
            yield word, int(frequency)


def _folded_spellings(entries: Callable[[], Iterable[Entry]]) -> dict[str, int]:
    """The spellings to add, or to count more often, with the frequency of the most frequent word that folds to each."""
    changed = {word: frequency for word, frequency in entries() if fold(word) != word}
    spellings: dict[str, int] = {}
    for word, frequency in changed.items():
        spelling = fold(word)
        spellings[spelling] = max(frequency, spellings.get(spelling, 0))
    known = {word: frequency for word, frequency in entries() if word in spellings}
    return {
        word: frequency for word, frequency in spellings.items() if word and frequency > known.get(word, 0)
    }
