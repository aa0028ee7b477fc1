"""The lines of a text and the features that cleaning, metadata and paragraphs read from them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from archive.text.folding import fold

# A sentence that is finished, and the marks that may close behind it.
SENTENCE_END = "。!?…;"
CLOSERS = "”’\"')]】》』」"
_PROSE_LENGTH = 20
_LONG_LINE = 60
_NOT_HAN = re.compile(r"[^\u3400-\u9fff]+")
_ELLIPSIS = re.compile(r"\.{3,}|…+")
_LINE = re.compile(r"[^\n]+")


def pattern(source: str) -> re.Pattern[str]:
    """A pattern over folded text: what it says in Chinese is folded, its syntax (all ASCII) stays."""
    return re.compile("".join(char if char.isascii() else fold(char) for char in source))


@dataclass(frozen=True)
class Line:
    """One line that is not blank. `start` and `end` are its offsets in the text, outer blanks left out."""

    start: int
    end: int
    text: str

    @cached_property
    def key(self) -> str:
        """The line as rules read it: folded, runs of blanks as one, every ellipsis as `…`."""
        return _ELLIPSIS.sub("…", " ".join(fold(self.text).split()))

    @cached_property
    def is_prose(self) -> bool:
        """Whether the line reads as running text: long enough, Chinese, with the punctuation of sentences."""
        if len(self.key) < _PROSE_LENGTH or self.han_share < 0.5:
            return False
        if any(mark in self.key for mark in "。!?;"):
            return True
        return len(self.key) >= _LONG_LINE and self.key.count(",") >= 2 and self.blank_share < 0.05

    @cached_property
    def han_share(self) -> float:
        return len(_NOT_HAN.sub("", self.key)) / max(1, len(self.key))

    @cached_property
    def blank_share(self) -> float:
        return self.key.count(" ") / max(1, len(self.key))

    @cached_property
    def ends_sentence(self) -> bool:
        return self.key.rstrip(CLOSERS)[-1:] in SENTENCE_END and bool(self.key.rstrip(CLOSERS))


@lru_cache(maxsize=4)  # the stages of one document read the same text, and lines keep what was found of them
def read_lines(text: str) -> tuple[Line, ...]:
    """The lines of a text that are not blank, in order."""
    return tuple(_lines(text))


def _lines(text: str) -> Iterator[Line]:
    for match in _LINE.finditer(text):
        whole = match.group()
        stripped = whole.strip()
        if stripped:
            start = match.start() + len(whole) - len(whole.lstrip())
            yield Line(start, start + len(stripped), stripped)
