"""A stretch of text and its words, as the walk back from an ending reads them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate

from archive.text import words
from archive.text.folding import fold

# What may follow the name of a body in one word of the dictionary: 国防部|长, 市委|书记.
_RANKS = frozenset(fold("长 书记 副书记 主任 副主任 常委 委员 主席 副主席 部长 局长").split())


@dataclass(frozen=True)
class Cut:
    """A stretch of text and its words; `ends` are the offsets at which they end."""

    text: str
    words: tuple[str, ...]
    ends: tuple[int, ...]

    def index_at(self, offset: int) -> int:
        """The word that holds the character before an offset."""
        return bisect_left(self.ends, offset)

    def start_of(self, index: int) -> int:
        return self.ends[index] - len(self.words[index])

    def is_boundary(self, offset: int) -> bool:
        return offset == 0 or self.ends[self.index_at(offset)] == offset

    def is_end(self, start: int, offset: int) -> bool:
        """Whether a name's last word from `start` may end here: with a word, or before a rank in it: 国防部|长."""
        index = self.index_at(offset)
        end = self.ends[index]
        if end == offset:
            return True
        return self.text[offset:end] in _RANKS and self.start_of(index) <= start

    def word_before(self, offset: int) -> str:
        """The word, or the part of it, that ends at an offset; empty at the beginning."""
        if not offset:
            return ""
        return self.text[self.start_of(self.index_at(offset)) : offset]


def cut(text: str) -> Cut:
    """Cuts a folded text into words."""
    found = words.cut(text)
    return Cut(text, tuple(found), tuple(accumulate(map(len, found))))
