"""Words of Chinese text. The only package that knows jieba and rjieba: jieba's words at rjieba's speed.

The archive cuts folded text (`archive.text.folding`); the dictionary knows folded spellings too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from archive.text.folding import fold
from archive.text.words.dictionary import Dictionary
from archive.text.words.libraries import jieba
from archive.text.words.search import Token

VERSION: str = jieba.__version__
_LONG_RUN = re.compile(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%-]{1000}")  # of what jieba takes for one block


_dictionary = Dictionary({})


def use_words(own: Iterable[tuple[str, int]]) -> None:
    """Cuts by these words too from now on, in place of those given before; each comes with its frequency, `total()`
    being that of all words. A word that the dictionary has takes the frequency given here.

    For the start of a process: all that cut for one index must be given the same (`dictionary_digest` tells). A word
    with a blank or a mark in it is never met. Raises ValueError for a word of one character, one without any letter or
    digit, one that cannot be printed, or a frequency below 1.
    """
    global _dictionary
    words = dict(own)
    for word, count in words.items():
        if not _is_word(word) or count < 1:
            raise ValueError(f"not a word with its frequency: {word!r}, {count}")
    _dictionary = Dictionary(words)


def _is_word(text: str) -> bool:
    return min(len(text), len(fold(text))) > 1 and text.isprintable() and any(map(str.isalnum, text))


def search_tokens(text: str) -> list[Token]:
    """The words to search by, long words also in their parts; blanks and punctuation left out.

    A part comes before the word that holds it, as jieba gives them.
    """
    return _dictionary.search_cutter.tokens(text)


def search_words(text: str) -> list[str]:
    """The texts of `search_tokens`, without their places: for what only counts or numbers them."""
    return _dictionary.search_cutter.words(text)


def cut(text: str) -> list[str]:
    """The words of a text in reading order; joined, they are the text."""
    return _dictionary.cutter.cut(text)


def tagged(text: str) -> list[tuple[str, str]]:
    """The words of a text with jieba's part-of-speech tags (nr a person, ns a place, nt a body, …)."""
    return [(pair.word, pair.flag) for piece in _pieces(text) for pair in _dictionary.tagger.cut(piece)]


def _pieces(text: str) -> Iterator[str]:
    """The text, runs without a mark broken at a length that no sentence has: jieba's time for a run of characters that
    make no words grows with the square of its length."""
    at = 0
    for run in _LONG_RUN.finditer(text):
        yield text[at : run.end()]
        at = run.end()
    yield text[at:]


def frequency(word: str) -> int:
    """How often the dictionary has counted a word; 0 for what it does not know as a word."""
    count: int = _dictionary.table.FREQ.get(word) or 0
    return count


def total() -> int:
    """The sum of all frequencies: what one is divided by to give a probability."""
    count: int = _dictionary.table.total
    return count


def vocabulary() -> Iterator[tuple[str, int]]:
    """Every word of the dictionary with its frequency, folded spellings included."""
    return ((word, count) for word, count in _dictionary.table.FREQ.items() if count)


def dictionary_digest() -> str:
    """A SHA-256 that changes whenever the same text could be cut differently."""
    return _dictionary.digest


def warm() -> None:
    """Loads what cuts, so that the first reader (or a forked worker) does not wait for it."""
    _ = _dictionary.search_cutter
