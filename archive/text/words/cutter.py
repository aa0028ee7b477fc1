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
Finding = Callable[[str], Iterable[str]]

# Ideographs that rjieba joins to what stands beside them and jieba does not; and lone surrogates, which it refuses.
_OUTSIDE = re.compile(
    "([\u3400-\u4dbf\u9fd6-\u9fff\uf900-\ufaff\ud800-\udfff"
    "\U00020000-\U0002a6df\U0002a700-\U0002ebef\U0002f800-\U0002fa1f])"
)
_ASCII = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+#&._%-")
_SHORT, _REMEMBERED = 16, 1 << 14  # characters and texts


class Cutter:
    """Cuts by words with their frequencies, a later entry in place of an earlier. Any number of threads may use one.

    Each word has a letter or digit, and none is a single character of ASCII; no frequency is 0.
    """

    def __init__(self, entries: Iterable[tuple[str, int]]) -> None:
        jieba = Jieba.empty()
        ascii_words = set()
        for word, frequency in entries:
            jieba.add_word(word, frequency, None)
            if word.isascii():
                ascii_words.add(word)
        self.knows: Callable[[str], bool] = jieba.has_word
        self.knows_ascii: Callable[[str], bool] = ascii_words.__contains__  # few: quicker than asking rjieba
        self._route: Callable[[str, bool], list[str]] = jieba.cut
        self._run_words = remembering(self.run_words)

    def cut(self, text: str) -> list[str]:
        """The words of a text; joined, they are the text."""
        return self.walk(text, self._run_words, _itself)

    def parts(self, text: str) -> list[str]:
        """The words of the dictionary alone that a text is made of; what is none falls into single characters."""
        return self._route(text, False)

    def walk(self, text: str, of_run: Finding, of_word: Finding) -> list[str]:
        """What is found in a text from left to right: `of_run` in what the dictionary joins to no word, `of_word` in a
        word or mark. What has one or two letters and nothing else is taken as it is."""
        found: list[str] = []
        for number, piece in enumerate(_OUTSIDE.split(text)):
            found += of_word(piece) if number % 2 else self._walk(piece, of_run, of_word)
        return found

    def _walk(self, text: str, of_run: Finding, of_word: Finding) -> list[str]:
        found: list[str] = []
        run = ""
        for word in self._route(text, False):
            if len(word) == 1:
                if "\u4e00" <= word <= "\u9fd5" or word in _ASCII:
                    run += word
                    continue
            elif word.isascii() and word.isalnum() and not self.knows_ascii(word):  # joined all the same
                run += word
                continue
            if run:
                found += run if len(run) == 1 and run.isalnum() else of_run(run)
                run = ""
            if len(word) == 2 and word.isalnum():
                found.append(word)
            else:
                found += of_word(word)
        found += of_run(run)
        return found

    def run_words(self, run: str) -> Iterable[str]:
        """The words of what the dictionary joins to no word."""
        return run if len(run) < 2 or self.knows(run) else unknown_words(run)


def _itself(word: str) -> Iterable[str]:
    return (word,)


def remembering(find: Callable[[str], T]) -> Callable[[str], T]:
    """`find`, remembering what it found for short texts, which come again."""
    remembered = lru_cache(_REMEMBERED)(find)
    return lambda text: remembered(text) if len(text) <= _SHORT else find(text)
