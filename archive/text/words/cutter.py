"""jieba's cutting at rjieba's speed.

jieba takes the most likely way through the words of its dictionary, then looks once more at what is left in single
characters. rjieba finds the same way many times faster: it is given the same dictionary, divides by the same total and
adds up in the same order, so that even ties end alike. The second look is ours (`unknown`), because rjieba's is another:
it rounds the model's figures, and keeps `BA.5.2` and `2022-04-11` whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TypeVar

from archive.text.words.libraries import Jieba
from archive.text.words.unknown import unknown_words

T = TypeVar("T")

# Ideographs that rjieba joins to what stands beside them and jieba does not; and lone surrogates, which it refuses.
_OUTSIDE = re.compile(
    "([\u3400-\u4dbf\u9fd6-\u9fff\uf900-\ufaff\ud800-\udfff"
    "\U00020000-\U0002a6df\U0002a700-\U0002ebef\U0002f800-\U0002fa1f])"
)
_ASCII = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+#&._%-")
_SHORT, _REMEMBERED = 16, 1 << 14  # characters and texts


class Cutter:
    """Cuts by words with their frequencies, a later entry in place of an earlier. Any number of threads may use one.

    No word may be a single letter, digit or symbol of ASCII, and no frequency 0.
    """

    def __init__(self, entries: Iterable[tuple[str, int]]) -> None:
        jieba = Jieba.empty()
        for word, frequency in entries:
            jieba.add_word(word, frequency, None)
        self.knows: Callable[[str], bool] = jieba.has_word
        self._joined: Callable[[str, bool], list[str]] = jieba.cut
        self._run_words = remembering(self._find_run_words)

    def cut(self, text: str) -> list[str]:
        """The words of a text; joined, they are the text."""
        if _OUTSIDE.search(text) is None:
            return self._cut(text)
        pieces = enumerate(_OUTSIDE.split(text))
        return [word for number, piece in pieces for word in ([piece] if number % 2 else self._cut(piece))]

    def _cut(self, text: str) -> list[str]:
        words: list[str] = []
        run = ""  # of what the dictionary joins to no word; letters and digits of it come joined all the same
        for word in self._joined(text, False):
            if len(word) == 1:
                left_over = "\u4e00" <= word <= "\u9fd5" or word in _ASCII
            else:
                left_over = word.isascii() and word.isalnum() and not self.knows(word)
            if left_over:
                run += word
                continue
            if run:
                words += self._run_words(run) if len(run) > 1 else run
                run = ""
            words.append(word)
        words += self._run_words(run)
        return words

    def _find_run_words(self, run: str) -> Iterable[str]:
        return run if len(run) < 2 or self.knows(run) else unknown_words(run)


def remembering(find: Callable[[str], T]) -> Callable[[str], T]:
    """`find`, remembering what it found for short texts, which come again."""
    remembered = lru_cache(_REMEMBERED)(find)
    return lambda text: remembered(text) if len(text) <= _SHORT else find(text)
