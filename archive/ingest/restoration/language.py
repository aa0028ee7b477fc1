"""How likely a stretch of Chinese is, by the words of jieba's dictionary and by the characters inside them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from math import log

from archive.text import words
from archive.text.folding import fold

_LONGEST_WORD = 8
# Log-probabilities of what the dictionary does not count, after the shares in newspaper text.
_PUNCTUATION = {
    "，": -2.9, ",": -2.9, "。": -3.6, "、": -4.0, "“": -4.8, "”": -4.8, "：": -5.0, ":": -5.0, "；": -6.0,
    ";": -6.0, "《": -5.5, "》": -5.5, "(": -5.8, ")": -5.8, "（": -5.8, "）": -5.8, "?": -6.5, "？": -6.5,
    "!": -6.8, "！": -6.8, "·": -7.0, "—": -8.5, "…": -8.5, " ": -5.0, "\u3000": -5.0, "\n": -4.0, ".": -6.0,
    "「": -6.5, "」": -6.5, "『": -8.0, "』": -8.0, "‘": -7.0, "’": -7.0, "%": -6.5, "-": -6.5, "/": -7.0,
}  # fmt: skip
_LETTER, _DIGIT, _UNKNOWN = -7.0, -4.0, -17.0
_OTHER_SCRIPT, _RARE = 6.0, 4.0
_BIG5_SECOND_LEVEL = b"\xc9\x40"
_SEEN, _SEEN_PAIR = 0.4, 2.5  # gains of what the document itself uses elsewhere
_SINGLE = -1.5  # a character standing alone is less usual than the dictionary's count of it says
_WITHIN_WORDS = 0.7  # share of pairs of neighbours that lie inside one word


_STOPS, _ENDS = frozenset("，、：；。？！,;:?!"), frozenset("。？！?!")
_PAUSES, _QUOTES, _BLANKS, _DOUBLED = (
    frozenset("，,、"),
    frozenset("”’」』"),
    frozenset(" \u3000\n"),
    frozenset("…—"),
)
_OPENING, _CLOSING = frozenset("“‘《（(「『【〈"), frozenset("”’》）)」』】〉")

_FRAME, _FRAMED = (
    re.compile("在[^，。、？！,]{1,10}[中上下里时]"),
    2.0,
)  # in, on, under, during: the end is expected
_TWO_STOPS, _STOPPED_TWICE = re.compile("[。？！][”’」』][，。、；：]"), -5.0


def score(text: str) -> float:
    """The log-probability of the likeliest way to read a text as words, over folded text."""
    folded = fold_characters(text)
    marks = sum(map(_mark_score, folded, folded[1:]))
    frames = _FRAMED * len(_FRAME.findall(folded)) + _STOPPED_TWICE * len(_TWO_STOPS.findall(folded))
    return _words_score(folded) + marks + frames


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
    if left in _DOUBLED and left == right:
        return 8.0
    if right in _BLANKS:
        return -6.0 if left in _OPENING else -3.0 if left in _PAUSES else 0.0
    if left in _STOPS:
        return _after_stop(left, right)
    return -6.0 if left in _OPENING and (right in _STOPS or right in _CLOSING) else 0.0


def _after_stop(left: str, right: str) -> float:
    if right in _STOPS:
        return -8.0
    if right in _CLOSING:
        return -4.0 if left not in _ENDS else 2.5 if right in _QUOTES else -2.0
    return 1.5 if right in _OPENING and left not in _PAUSES else 0.0


def is_common(char: str) -> bool:
    """Whether a character is one that every reader knows (of the 2,500 or so commonest)."""
    _, singles, total = _counts()
    return singles[_folded(char)] / total > 3e-5


def is_traditional(char: str) -> bool:
    """Whether a character is written so in traditional script alone."""
    return fold(char) != char and _in_charset(char, "big5") and not _in_charset(char, "gb2312")


@dataclass(frozen=True)
class Setting:
    """The document that a passage stands in: its script, its characters, and which follow each other in it."""

    traditional: bool
    chars: Counter[str]
    pairs: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, text: str) -> Setting:
        return cls(any(map(is_traditional, text)), Counter(text), frozenset(pairwise(text)))

    def score(self, left: str, char: str) -> float:
        """What a character gains where the document uses it, and loses where it is of the other script."""
        if not _is_han(char):
            return 0.0
        gain = _SEEN_PAIR if (left, char) in self.pairs else _SEEN * log(1 + self.chars[char])
        return min(gain, _SEEN_PAIR) - _strangeness(char, self.traditional)


@lru_cache(maxsize=65536)
def _strangeness(char: str, traditional: bool) -> float:
    """The cost of a character of the other script, a small one for the rarer half of Big5 (曏, for 向)."""
    if not traditional:
        return 0.0 if _in_charset(char, "gb2312") else _OTHER_SCRIPT
    if not _in_charset(char, "big5"):
        return _OTHER_SCRIPT
    return 0.0 if char.encode("big5") < _BIG5_SECOND_LEVEL else _RARE


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
        for pair in pairwise(word):
            pairs[pair] += count
    return pairs, singles, singles.total()
