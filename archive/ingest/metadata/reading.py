"""A text beside its folded form: rules match the fold, values are taken from the original."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate

from archive.text import words
from archive.text.folding import fold_with_map

_SENTENCE_BREAK = re.compile(r"[。!?！？\n]")
_LONGEST_SENTENCE = 160


class Reading:
    """`key` is the folded text; offsets given to the methods are offsets in `key`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._folded = fold_with_map(text)
        self.key = self._folded.text

    def original(self, start: int, end: int) -> str:
        """What stands in the text for a span of the fold; its outer blanks left out."""
        if start >= end:
            return ""
        first, last = self._folded.span(start, end)
        return self.text[first:last].strip()

    def sentence(self, start: int, end: int) -> str:
        """The sentence around a span, as evidence: at most 160 characters."""
        index = bisect_left(self._breaks, start)
        left = self._breaks[index - 1] + 1 if index else 0
        return self.original(max(left, start - _LONGEST_SENTENCE // 2), self._sentence_end(end))

    def _sentence_end(self, end: int) -> int:
        match = _SENTENCE_BREAK.search(self.key, end, end + _LONGEST_SENTENCE // 2)
        return match.end() if match else min(len(self.key), end + _LONGEST_SENTENCE // 2)

    @cached_property
    def _breaks(self) -> list[int]:
        return [match.start() for match in _SENTENCE_BREAK.finditer(self.key)]

    @cached_property
    def words(self) -> list[str]:
        """The words of the fold; joined, they are the fold."""
        return words.cut(self.key)

    @cached_property
    def word_ends(self) -> list[int]:
        return list(accumulate(map(len, self.words)))

    def is_word_boundary(self, offset: int) -> bool:
        index = bisect_left(self.word_ends, offset)
        return offset == 0 or (index < len(self.word_ends) and self.word_ends[index] == offset)

    def word_before(self, offset: int) -> str:
        """The word that ends at a word boundary, or an empty string."""
        index = bisect_left(self.word_ends, offset)
        return self.words[index] if offset and self.is_word_boundary(offset) else ""

    def matches(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        return pattern.finditer(self.key)
