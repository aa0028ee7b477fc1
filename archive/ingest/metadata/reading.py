"""A text beside its folded form: rules match the fold, values are taken from the original."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate

from archive.text import words
from archive.text.folding import Folded, fold, fold_with_map

_SENTENCE_BREAK = re.compile(r"[。!?！？\n]")
_LONGEST_SENTENCE = 160
# Words never reach over other characters, so a run of these can be cut alone with the result of the whole text.
_RUN = re.compile(r"[\u4e00-\u9fd5a-z0-9+#&._%-]+")


class Reading:
    """`key` is the folded text; offsets given to the methods are offsets in `key`.

    Words are cut when asked for, and only in the run of characters that the question is about: most texts name
    few places, and cutting a whole text costs more than all other metadata together.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._folded = _folded(text)
        self.key = self._folded.text
        self._cut_runs: dict[int, tuple[list[str], list[int]]] = {}

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
        """Whether a word begins or ends at an offset; the ends of the text are boundaries."""
        _, ends = self._run(offset)
        index = bisect_left(ends, offset)
        return index == len(ends) or ends[index] == offset

    def word_before(self, offset: int) -> str:
        """The word that ends at a word boundary, or an empty string; only in the run that holds the offset."""
        found, ends = self._run(offset)
        index = bisect_left(ends, offset)
        return found[index] if index < len(ends) and ends[index] == offset else ""

    def word_over(self, offset: int) -> str:
        """What is left, from an offset on, of the word that holds the character before it; empty at its end."""
        _, ends = self._run(offset)
        index = bisect_left(ends, offset)
        return self.key[offset : ends[index]] if index < len(ends) else ""

    def matches(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        return pattern.finditer(self.key)

    def _run(self, offset: int) -> tuple[list[str], list[int]]:
        """The words of the run that holds the character before an offset, and where in the text they end."""
        starts, stops = self._runs
        index = bisect_right(starts, offset - 1) - 1
        if index < 0 or stops[index] < offset:
            return [], []
        if index not in self._cut_runs:
            start = starts[index]
            found = words.cut(self.key[start : stops[index]])
            self._cut_runs[index] = found, [start + end for end in accumulate(map(len, found))]
        return self._cut_runs[index]

    @cached_property
    def _runs(self) -> tuple[Sequence[int], Sequence[int]]:
        spans = [match.span() for match in _RUN.finditer(self.key)]
        return [start for start, _ in spans], [end for _, end in spans]


_single: set[str] = set()  # characters met that fold to one character, at most as many as there are


def _folded(text: str) -> Folded:
    """As `fold_with_map`; where each character folds to one, as in most texts, the map is the plain count."""
    unknown = set(text) - _single
    if all(len(fold(char)) == 1 for char in unknown):
        _single.update(unknown)
        return Folded(fold(text), range(len(text)))
    return fold_with_map(text)
