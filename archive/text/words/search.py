"""The words to search by: jieba's search mode, in which long words bring the words that they hold."""

from __future__ import annotations

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
        self._run_part_words = remembering(self._find_run_part_words)

    def words(self, text: str) -> list[str]:
        return self._cutter.walk(text, self._run_part_words, self._part_words)

    def tokens(self, text: str) -> list[Token]:
        tokens: list[Token] = []
        start = 0
        for word in self._cutter.cut(text):
            end = start + len(word)
            if end - start < 3 and word.isalnum():
                tokens.append(_new(Token, (word, start, end)))
            else:
                for part, at in self._parts(word):
                    tokens.append(_new(Token, (part, start + at, start + at + len(part))))
            start = end
        return tokens

    def _find_run_part_words(self, run: str) -> tuple[str, ...]:
        return tuple([part for word in self._cutter.run_words(run) for part in self._find_part_words(word)])

    def _find_part_words(self, word: str) -> tuple[str, ...]:
        return tuple([part for part, _ in self._find_parts(word)])

    def _find_parts(self, word: str) -> tuple[Part, ...]:
        """A word; of one longer than two characters first the pairs, of a longer one the triples that are words too."""
        parts = self._known(word, 2) if len(word) > 2 else []
        if len(word) > 3:
            parts += self._known(word, 3)
        if word.isalnum() or any(map(str.isalnum, word)):
            parts.append((word, 0))
        return tuple(parts)

    def _known(self, word: str, length: int) -> list[Part]:
        knows = self._cutter.knows_ascii if word.isascii() else self._cutter.knows
        starts = range(len(word) - length + 1)
        return [(part, start) for start in starts if knows(part := word[start : start + length])]
