"""Words of Chinese text. The only module that knows jieba.

The archive cuts folded text (`archive.text.folding`). Folding is made character by character, so a few
simplified words change their spelling too (著名 folds to 着名); such spellings join the dictionary with the
frequency of the word they came from, so that folded text is cut as well as plain text is.
"""

from __future__ import annotations

import hashlib
import logging
import re
import sys
import threading
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from archive.paths import cache_dir
from archive.text.folding import TABLE_DIGEST, fold

with warnings.catch_warnings():  # jieba's sources hold escapes and imports that newer Pythons warn about
    warnings.simplefilter("ignore")
    import jieba

jieba.setLogLevel(logging.WARNING)
logging.getLogger("jieba").disabled = True  # an unwritable cache is a traceback to it; we go on without

VERSION: str = jieba.__version__
_LONG_RUN = re.compile(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%-]{1000}")  # of what jieba takes for one block


class Token(NamedTuple):
    """A word and where it stands: `start` and `end` are offsets in code points."""

    text: str
    start: int
    end: int


def search_tokens(text: str) -> list[Token]:
    """The words to search by, long words also in their parts; blanks and punctuation left out.

    A part comes before the word that holds it, as jieba gives them.
    """
    return [
        Token(word, offset + start, offset + end)
        for offset, piece in _pieces(text)
        for word, start, end in _tokenizer().tokenize(piece, mode="search")
        if _has_letter(word)
    ]


def cut(text: str) -> list[str]:
    """The words of a text in reading order; joined, they are the text."""
    return [word for _, piece in _pieces(text) for word in _tokenizer().lcut(piece)]


def tagged(text: str) -> list[tuple[str, str]]:
    """The words of a text with jieba's part-of-speech tags (nr a person, ns a place, nt a body, …)."""
    return [(pair.word, pair.flag) for _, piece in _pieces(text) for pair in _tagger().cut(piece)]


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The text with its offsets, runs without a mark broken at a length that no sentence has: jieba's time for a run
    of characters that make no words grows with the square of its length."""
    at = 0
    for run in _LONG_RUN.finditer(text):
        yield at, text[at : run.end()]
        at = run.end()
    yield at, text[at:]


def frequency(word: str) -> int:
    """How often the dictionary has counted a word; 0 for what it does not know as a word."""
    count: int = _tokenizer().FREQ.get(word) or 0
    return count


def total() -> int:
    """The sum of all frequencies."""
    count: int = _tokenizer().total
    return count


def vocabulary() -> Iterator[tuple[str, int]]:
    """Every word of the dictionary with its frequency, folded spellings included."""
    return ((word, count) for word, count in _tokenizer().FREQ.items() if count)


@cache
def dictionary_digest() -> str:
    """A SHA-256 that changes whenever the same text could be cut differently."""
    digest = hashlib.sha256(VERSION.encode())
    digest.update(_dictionary_path().read_bytes())
    digest.update(TABLE_DIGEST.encode())
    return digest.hexdigest()


def warm() -> None:
    """Loads the dictionary now, so that the first reader (or a forked worker) does not wait for it."""
    _tokenizer()


def _has_letter(word: str) -> bool:
    return any(map(str.isalnum, word))


_lock = threading.Lock()
_loaded: Any = None
_loaded_tagger: Any = None


def _tokenizer() -> Any:
    global _loaded
    if _loaded is None:
        with _lock:
            if _loaded is None:
                _loaded = _load()
    return _loaded


def _load() -> Any:
    """A tokenizer of our own: jieba's shared one can be changed by any library in the process."""
    tokenizer = jieba.Tokenizer()
    tokenizer.cache_file = str(_cache_file())
    tokenizer.initialize()
    _add_folded_spellings(tokenizer)
    return tokenizer


def _cache_file() -> Path:
    """jieba's cache in our own directory, never in /tmp, where another user could plant one to unmarshal.

    Without a writable directory the name leads nowhere: jieba then builds its table in memory each time.
    """
    name = f"jieba-{VERSION}-{sys.implementation.cache_tag}-{_dictionary_path().stat().st_size}.cache"
    try:
        return cache_dir() / name
    except OSError:
        return Path(jieba.__file__) / name


def _dictionary_path() -> Path:
    return Path(jieba.__file__).with_name("dict.txt")


def _add_folded_spellings(tokenizer: Any) -> None:
    words = [(word, count) for word, count in tokenizer.FREQ.items() if count]
    folded = fold("\n".join(word for word, _ in words)).split("\n")
    for (word, count), spelling in zip(words, folded, strict=True):
        if spelling and spelling != word and tokenizer.FREQ.get(spelling, 0) < count:
            _set_word(tokenizer, spelling, count)


def _set_word(tokenizer: Any, word: str, count: int) -> None:
    # As jieba's own add_word does, which would also look for a user dictionary's tags.
    tokenizer.total += count - tokenizer.FREQ.get(word, 0)
    tokenizer.FREQ[word] = count
    for end in range(1, len(word)):
        tokenizer.FREQ.setdefault(word[:end], 0)


def _tagger() -> Any:
    global _loaded_tagger
    tokenizer = _tokenizer()
    with _lock:
        if _loaded_tagger is None:
            _loaded_tagger = _load_tagger(tokenizer)
    return _loaded_tagger


def _load_tagger(tokenizer: Any) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from jieba import posseg  # some 200 ms and 40 MB: only for those who ask for tags

    tagger = posseg.POSTokenizer(tokenizer)
    for word, tag in list(tagger.word_tag_tab.items()):
        tagger.word_tag_tab.setdefault(fold(word), tag)
    return tagger
