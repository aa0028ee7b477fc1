"""Words of Chinese text. The only package that knows jieba and rjieba: jieba's words at rjieba's speed.

The archive cuts folded text (`archive.text.folding`); the dictionary knows folded spellings too. An index is cut by words
of the archive's own beside jieba's (`search_tokens`, `search_words`, `asked_words`). All else is cut by jieba's alone, so
that a document is described the same whatever the archive already holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from functools import lru_cache

from archive.text.folding import fold
from archive.text.words.dictionary import Dictionary, Entry
from archive.text.words.joining import joined
from archive.text.words.libraries import jieba
from archive.text.words.search import Token

VERSION: str = jieba.__version__
KEPT = 3  # dictionaries: of the index that is read, of one that is built beside it, of one without own words
_LONG_RUN = re.compile(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%-]{1000}")  # of what jieba takes for one block


_plain = Dictionary({})
# Each thread may be at another index: one is read while another is built.
_of_index: ContextVar[Dictionary] = ContextVar("dictionary of the index", default=_plain)


def dictionary_of(own: Iterable[Entry]) -> Dictionary:
    """jieba's dictionary with these words too; each comes with its frequency, `total()` being that of all words. A word
    that jieba has takes the frequency given here. The same words give the same dictionary, while it is remembered.

    A word with a blank or a mark in it is never met. Raises ValueError for a word of one character, one without any
    letter or digit, one that cannot be printed, or a frequency below 1.
    """
    words = dict(own)
    for word, count in words.items():
        if not _is_word(word) or count < 1:
            raise ValueError(f"not a word with its frequency: {word!r}, {count}")
    return _dictionary(tuple(sorted(words.items()))) if words else _plain


@lru_cache(KEPT)
def _dictionary(own: tuple[Entry, ...]) -> Dictionary:
    return Dictionary(dict(own))


def use(dictionary: Dictionary) -> None:
    """Cuts for the index by this dictionary from now on, in this thread. Whoever reads or writes an index says so each
    time: another may have been used meanwhile."""
    _of_index.set(dictionary)


def _is_word(text: str) -> bool:
    return min(len(text), len(fold(text))) > 1 and text.isprintable() and any(map(str.isalnum, text))


def with_frequencies(names: Iterable[str]) -> list[Entry]:
    """Those of the names, folded, that jieba would cut into parts, each with the lowest frequency that keeps it whole."""
    folded = set(map(fold, names))
    return list(_joined(tuple(sorted(name for name in folded if _is_word(name)))))


@lru_cache(KEPT)
def _joined(names: tuple[str, ...]) -> tuple[Entry, ...]:
    return tuple(joined(_plain, names))


def search_tokens(text: str) -> list[Token]:
    """The words to search by, long words also in their parts; blanks and punctuation left out.

    A part comes before the word that holds it, as jieba gives them.
    """
    return _of_index.get().search_cutter.tokens(text)


def search_words(text: str) -> list[str]:
    """The texts of `search_tokens`, without their places: for what only counts or numbers them."""
    return _of_index.get().search_cutter.words(text)


def asked_words(text: str) -> list[str]:
    """The words of a query: as `cut`, by the dictionary of the index."""
    return _of_index.get().cutter.cut(text)


def cut(text: str) -> list[str]:
    """The words of a text in reading order; joined, they are the text."""
    return _plain.cutter.cut(text)


def tagged(text: str) -> list[tuple[str, str]]:
    """The words of a text with jieba's part-of-speech tags (nr a person, ns a place, nt a body, …)."""
    return [(pair.word, pair.flag) for piece in _pieces(text) for pair in _plain.tagger.cut(piece)]


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
    count: int = _plain.table.FREQ.get(word) or 0
    return count


def total() -> int:
    """The sum of all frequencies: what one is divided by to give a probability."""
    count: int = _plain.table.total
    return count


def vocabulary() -> Iterator[tuple[str, int]]:
    """Every word of the dictionary with its frequency, folded spellings included."""
    return ((word, count) for word, count in _plain.table.FREQ.items() if count)


def dictionary_digest() -> str:
    """A SHA-256 that changes whenever the same text could be cut differently by the same words of one's own."""
    return _plain.digest


def warm() -> None:
    """Loads what cuts for the index, so that the first reader (or a forked worker) does not wait for it."""
    _ = _of_index.get().search_cutter
