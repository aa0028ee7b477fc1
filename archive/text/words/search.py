"""The words to search by: jieba's search mode, in which long words bring the words that they hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from archive.text.words.cutter import Cutter, remembering

Part = tuple[str, int]  # of a word: its text, and where in the word it starts


class Token(NamedTuple):
    """A word and where it stands: `start` and `end` are offsets in code points."""

    text: str
    start: int
    end: int


_new = tuple.__new__  # what Token(...) comes to, without a call in Python


class SearchCutter:
    """A part comes before the word that holds it, as jieba gives them; what has no letter is left out."""

    def __init__(self, cutter: Cutter) -> None:
        self._cutter = cutter
        self._parts = remembering(self._find_parts)
        self._part_words = remembering(self._find_part_words)

    def words(self, text: str) -> list[str]:
        words: list[str] = []
        for word in self._cutter.cut(text):
            if len(word) > 2:
                words += self._part_words(word)
            elif word.isalnum() or _has_letter(word):
                words.append(word)
        return words

    def tokens(self, text: str) -> list[Token]:
        tokens: list[Token] = []
        start = 0
        for word in self._cutter.cut(text):
            end = start + len(word)
            if end - start > 2:
                for part, at in self._parts(word):
                    tokens.append(_new(Token, (part, start + at, start + at + len(part))))
            elif word.isalnum() or _has_letter(word):
                tokens.append(_new(Token, (word, start, end)))
            start = end
        return tokens

    def _find_part_words(self, word: str) -> tuple[str, ...]:
        return tuple(part for part, _ in self._find_parts(word))

    def _find_parts(self, word: str) -> tuple[Part, ...]:
        """A long word with the pairs of characters that the dictionary knows, and the triples of a longer one."""
        parts = [*self._known(word, 2), *(self._known(word, 3) if len(word) > 3 else ()), (word, 0)]
        return tuple(part for part in parts if _has_letter(part[0]))

    def _known(self, word: str, length: int) -> Iterator[Part]:
        for start in range(len(word) - length + 1):
            part = word[start : start + length]
            if self._cutter.knows(part):
                yield part, start


def _has_letter(word: str) -> bool:
    return any(map(str.isalnum, word))
