"""Turns text into terms: the same for indexing, for asking and for marking hits.

Two views of a text. Words (jieba's search mode over folded text, numbered one by one) rank. Characters (every
letter, digit and ideograph) guarantee: whatever a reader quotes is found, however it falls into words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from whoosh.analysis import Composable, CompositeAnalyzer, Token

from archive.text.folding import Folded, fold, fold_with_map
from archive.text.words import Token as Word
from archive.text.words import asked_words, search_tokens

VALUE_SEPARATOR = "\x1f"  # ASCII's own unit separator: it stands in no value that the archive accepts


class _Tokenizer(Composable):
    """Shared by our tokenizers: Whoosh's calling convention around `_spans` over folded text."""

    def __call__(
        self,
        value: str,
        positions: bool = False,
        chars: bool = False,
        keeporiginal: bool = False,
        removestops: bool = True,
        start_pos: int = 0,
        start_char: int = 0,
        tokenize: bool = True,
        mode: str = "",
        **options: Any,
    ) -> Iterator[Token]:
        token = Token(positions, chars, removestops=removestops, mode=mode, **options)
        folded = fold_with_map(value)
        for position, span in self._numbered(folded.text, tokenize):
            token.text = span.text
            token.boost = 1.0
            if keeporiginal:
                token.original = span.text
            if positions:
                token.pos = start_pos + position
            if chars:
                start, end = _original(folded, span)
                token.startchar, token.endchar = start_char + start, start_char + end
            yield token

    def _numbered(self, folded: str, tokenize: bool) -> Iterator[tuple[int, Word]]:
        if tokenize:
            return self._spans(folded)
        # What the query parser takes as one term (a wildcard, a prefix) must stay one.
        return iter([(0, Word(folded, 0, len(folded)))] if folded else [])

    def _spans(self, folded: str) -> Iterator[tuple[int, Word]]:
        raise NotImplementedError

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))


def _original(folded: Folded, span: Word) -> tuple[int, int]:
    return folded.span(span.start, span.end)


class WordTokenizer(_Tokenizer):
    """jieba's words, long ones also in parts; positions are 0, 1, 2 …, one a token."""

    def _spans(self, folded: str) -> Iterator[tuple[int, Word]]:
        return enumerate(search_tokens(folded))


class CharacterTokenizer(_Tokenizer):
    """Every letter, digit and ideograph; a line break leaves a gap that no phrase crosses."""

    def _spans(self, folded: str) -> Iterator[tuple[int, Word]]:
        position = 0
        for offset, char in enumerate(folded):
            if char.isalnum():
                yield position, Word(char, offset, offset + 1)
                position += 1
            elif char == "\n":
                position += 1


class PairTokenizer(CharacterTokenizer):
    """Every two neighbours of the character view; a pair's position is that of its first letter."""

    def _spans(self, folded: str) -> Iterator[tuple[int, Word]]:
        for (position, left), (following, right) in pairwise(super()._spans(folded)):
            if following == position + 1:
                yield position, Word(left.text + right.text, left.start, right.end)


class ValueTokenizer(Composable):
    """Whole values, as they are; several stand in one string between separators."""

    def __call__(
        self, value: str, positions: bool = False, chars: bool = False, tokenize: bool = True, **options: Any
    ) -> Iterator[Token]:
        token = Token(positions, chars)
        values = value.split(VALUE_SEPARATOR) if tokenize else [value]
        for position, text in enumerate(filter(None, values)):
            token.text, token.boost = text, 1.0
            if positions:
                token.pos = position
            if chars:
                token.startchar, token.endchar = 0, len(text)
            yield token

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))


def described(analyzer: Any) -> str:
    """What an analyzer is made of, in the same words in every process: Whoosh's own name functions by their address
    and sets in any order."""
    if isinstance(analyzer, CompositeAnalyzer):
        return " | ".join(map(described, analyzer))
    settings = {name: _plain(value) for name, value in sorted(vars(analyzer).items())}
    return f"{type(analyzer).__qualname__}{[item for item in settings.items() if item[1] is not None]}"


def _plain(setting: Any) -> Any:
    if isinstance(setting, set | frozenset):
        return sorted(map(str, setting))
    return setting if isinstance(setting, str | int | float | re.Pattern) else None


def query_words(text: str) -> list[str]:
    """The words to ask for: jieba's plain cut, without the parts of long words, which would all be required."""
    return list(dict.fromkeys(word for word in asked_words(fold(text)) if any(map(str.isalnum, word))))


def characters(text: str) -> list[str]:
    """The characters to ask for in one piece, in order."""
    return [char for char in fold(text) if char.isalnum()]
