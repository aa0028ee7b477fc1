"""How likely a stretch of Chinese is, by the words of jieba's dictionary and by the characters inside them."""

from __future__ import annotations

from collections import Counter
from functools import cache, lru_cache
from math import log

from archive.text import words
from archive.text.folding import fold

_LONGEST_WORD = 8
# Log-probabilities of what the dictionary does not count, after the shares in newspaper text.
_PUNCTUATION = {
    "，": -2.9, ",": -2.9, "。": -3.6, "、": -4.0, "“": -4.8, "”": -4.8, "：": -5.0, ":": -5.0, "；": -6.0,
    ";": -6.0, "《": -5.5, "》": -5.5, "(": -5.8, ")": -5.8, "（": -5.8, "）": -5.8, "?": -6.5, "？": -6.5,
    "!": -6.8, "！": -6.8, "·": -7.0, "—": -6.5, "…": -7.0, " ": -5.0, "\u3000": -5.0, "\n": -4.0, ".": -6.0,
    "「": -6.5, "」": -6.5, "『": -8.0, "』": -8.0, "‘": -7.0, "’": -7.0, "%": -6.5, "-": -6.5, "/": -7.0,
}  # fmt: skip
_LETTER, _DIGIT, _UNKNOWN = -7.0, -4.0, -17.0
_SINGLE = -1.5  # a character standing alone is less usual than the dictionary's count of it says
_WITHIN_WORDS = 0.7  # share of pairs of neighbours that lie inside one word


_STOPS, _ENDS = frozenset("，、：；。？！,;:?!"), frozenset("。？！?!")
_OPENING, _CLOSING = frozenset("“‘《（(「『【〈"), frozenset("”’》）)」』】〉")


def score(text: str) -> float:
    """The log-probability of the likeliest way to read a text as words, over folded text."""
    folded = fold_characters(text)
    return _words_score(folded) + sum(map(_mark_score, folded, folded[1:]))


def _words_score(folded: str) -> float:
    best = [0.0] + [-1e9] * len(folded)
    for start in range(len(folded)):
        for end in range(start + 1, min(start + _LONGEST_WORD, len(folded)) + 1):
            cost = _word(folded[start:end])
            if cost is not None and best[start] + cost > best[end]:
                best[end] = best[start] + cost
    return best[-1]


def fold_characters(text: str) -> str:
    """Folds script alone: width matters here, and nothing may change the count of characters."""
    return "".join(_folded(char) for char in text)


def pair_score(left: str, right: str) -> float:
    """The log-probability of a character after another, within a word or across two."""
    left, right = _folded(left), _folded(right)
    pairs, singles, total = _counts()
    alone = _single(right) + _mark_score(left, right)
    if left not in singles or not pairs[left, right]:
        return alone + log(1 - _WITHIN_WORDS)
    within = _WITHIN_WORDS * pairs[left, right] / singles[left]
    return log(within + (1 - _WITHIN_WORDS) * singles[right] / total)


def _mark_score(left: str, right: str) -> float:
    """What two neighbouring marks gain or cost against marks that stand alone: no stop follows another."""
    if left in _STOPS:
        if right in _STOPS:
            return -8.0
        if right in _CLOSING:
            return 2.5 if left in _ENDS else -4.0
        return 1.5 if right in _OPENING and left not in "，,、" else 0.0
    return -6.0 if left in _OPENING and (right in _STOPS or right in _CLOSING) else 0.0


def is_common(char: str) -> bool:
    """Whether a character is one that every reader knows (of the 2,500 or so commonest)."""
    _, singles, total = _counts()
    return singles[_folded(char)] / total > 3e-5


def is_traditional(char: str) -> bool:
    """Whether a character is written so in traditional script alone."""
    return fold(char) != char and _in_charset(char, "big5") and not _in_charset(char, "gb2312")


@lru_cache(maxsize=16384)
def strangeness(char: str, traditional: bool) -> float:
    """What a character costs that does not belong in a text of this script (0 for one that does)."""
    if traditional:
        return 0.0 if not _is_han(char) or _in_charset(char, "big5") else 6.0
    return 0.0 if not _is_han(char) or _in_charset(char, "gb2312") else 6.0


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


@lru_cache(maxsize=65536)
def _folded(char: str) -> str:
    folded = fold(char) if _is_han(char) else char
    return folded if len(folded) == 1 else char


@lru_cache(maxsize=65536)
def _in_charset(char: str, charset: str) -> bool:
    try:
        char.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def _word(word: str) -> float | None:
    """None for several characters that are no word together."""
    if len(word) == 1:
        return _single(word)
    count = words.frequency(word)
    return log(count / words.total()) if count else None


@lru_cache(maxsize=65536)
def _single(char: str) -> float:
    if char in _PUNCTUATION:
        return _PUNCTUATION[char]
    if char.isascii() and char.isalnum():
        return _DIGIT if char.isdigit() else _LETTER
    count = words.frequency(char)
    if count:
        return max(log(count / words.total()) + _SINGLE, _UNKNOWN)
    inside = _counts()[1][char]
    return max(log(inside / _counts()[2]) - 4.0, _UNKNOWN) if inside else _UNKNOWN


@cache
def _counts() -> tuple[Counter[tuple[str, str]], Counter[str], int]:
    """Characters, and neighbours inside words, as the dictionary's frequencies count them."""
    pairs: Counter[tuple[str, str]] = Counter()
    singles: Counter[str] = Counter()
    for word, count in words.vocabulary():
        for char in word:
            singles[char] += count
        for pair in zip(word, word[1:], strict=False):
            pairs[pair] += count
    return pairs, singles, singles.total()
