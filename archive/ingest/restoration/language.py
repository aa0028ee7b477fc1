"""How likely a stretch of Chinese is, in a document: by characters, by words, by the document's own usage."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import log

from archive.ingest.restoration.ngrams import BLANK, BOUNDARY, model, symbol, symbols
from archive.text import words
from archive.text.folding import fold

_LONGEST_WORD = 5
_OTHER_SCRIPT, _RARE, _OTHER_QUOTES, _BLANK = 6.0, 4.0, 4.0, 3.0
_LETTER = 4.0  # the model takes all letters for one
_BIG5_SECOND_LEVEL = b"\xc9\x40"
# Gains of what the document itself uses: a character, a pair, three in a row.
_SEEN, _SEEN_PAIR, _SEEN_TRIPLE = 0.3, 2.0, 3.0
_SINGLE = -2.5  # a character standing alone is less usual than the dictionary's count of it says
_MARK, _UNKNOWN_WORD = -5.0, -17.0
# What follows 得 to say that something can be done (顶得上, 扛得住): a closed class, rarer in print than it is in speech.
_COMPLEMENTS, _POSSIBLE = frozenset("上下住起到了好出来去过开动完着见懂清多很"), 2.0
_EVERYDAY, _PLAIN = log(3e-5), log(4e-4)
_QUOTE_STYLES = {"“": "「", "”": "」", "‘": "『", "’": "』", "「": "“", "」": "”", "『": "‘", "』": "’"}


def is_common(char: str) -> bool:
    """Whether a character is one that every reader knows (of the 2,500 or so commonest)."""
    return is_han(char) and model().alone(symbol(char)) > _EVERYDAY


def is_plain(char: str) -> bool:
    """Whether a character is of the few hundred that every schoolchild knows first."""
    return is_han(char) and model().alone(symbol(char)) > _PLAIN


def is_word(text: str) -> bool:
    """Whether two characters or more are a word of the dictionary."""
    return len(text) > 1 and words.frequency(symbols(text)) > 0


def in_word(before: str, char: str, after: str) -> bool:
    """Whether a Han character makes a word with what stands beside it; all arguments are symbols."""
    return is_han(char) and _in_word(before[-2:], char, after[:2])


@lru_cache(maxsize=1 << 16)
def _in_word(before: str, char: str, after: str) -> bool:
    joined = (
        before[-1:] + char,
        char + after[:1],
        before + char,
        before[-1:] + char + after[:1],
        char + after,
    )
    return any(len(each) > 1 and words.frequency(each) > 0 for each in joined)


def is_traditional(char: str) -> bool:
    """Whether a character is written so in traditional script alone."""
    return fold(char) != char and _in_charset(char, "big5") and not _in_charset(char, "gb2312")


def is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


@dataclass(frozen=True)
class Setting:
    """The document that a passage stands in: its script, its characters, and which follow each other in it."""

    traditional: bool
    chars: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    triples: frozenset[tuple[str, str, str]]

    @classmethod
    def of(cls, text: str) -> Setting:
        plain = symbols(text)
        chars = frozenset(text)
        return cls(
            any(map(is_traditional, chars)),
            chars,
            frozenset(pairwise(plain)),
            frozenset(zip(plain, plain[1:], plain[2:], strict=False)),
        )

    def cost(self, before: str, char: str) -> float:
        """The log-probability of a character after a text, strange ones made dearer."""
        tail = before[-2:].rjust(2, BOUNDARY)
        plain = _unblanked(tail[0]), _unblanked(tail[1]), _unblanked(char)
        return model().after(*plain) - self.strangeness(char)

    def strangeness(self, char: str) -> float:
        """What a character costs that is of the other script, or a quotation mark of another style."""
        if is_han(char):
            return _strangeness(char, self.traditional)
        if char.isspace():
            return _BLANK if char in self.chars else _OTHER_SCRIPT
        if char.isascii() and char.isalpha():
            return _LETTER
        if "０" <= char <= "ｚ" and char.isalnum():
            return 0.0 if char in self.chars else _RARE
        other = _QUOTE_STYLES.get(char)
        if other is None or char in self.chars:
            return 0.0
        return _OTHER_QUOTES if other in self.chars or other in "“”‘’" else 0.0

    def usage(self, plain: str, start: int) -> float:
        """What a text of symbols gains from position `start` on, by what the document uses elsewhere."""
        start = max(start, 2)
        return sum(map(self._gain, plain[start - 2 :], plain[start - 1 :], plain[start:]))

    def _gain(self, one: str, two: str, three: str) -> float:
        if not (is_han(three) or is_han(two)):
            return 0.0
        if (two, three) not in self.pairs:
            return _SEEN if three in self.chars else 0.0
        return _SEEN_TRIPLE if (one, two, three) in self.triples else _SEEN_PAIR


@lru_cache(maxsize=65536)
def _unblanked(char: str) -> str:
    found = symbol(char)
    return BOUNDARY if found == BLANK else found


def complement_score(plain: str) -> float:
    """What a text of symbols gains by verbs with a complement of possibility."""
    return _POSSIBLE * sum(one == "得" and two in _COMPLEMENTS for one, two in pairwise(plain))


def word_score(plain: str) -> float:
    """The log-probability of the likeliest way to read a text of symbols as words of the dictionary."""
    best = [0.0] + [-1e9] * len(plain)
    for end in range(1, len(plain) + 1):
        for start in range(max(end - _LONGEST_WORD, 0), end):
            cost = _word(plain[start:end])
            if cost is not None and best[start] + cost > best[end]:
                best[end] = best[start] + cost
    return best[-1]


@lru_cache(maxsize=1 << 17)
def _word(word: str) -> float | None:
    """None for several characters that are no word together."""
    if len(word) == 1:
        return _single(word)
    count = words.frequency(word)
    return log(count / words.total()) if count else None


def _single(char: str) -> float:
    if not is_han(char):
        return _MARK
    count = words.frequency(char)
    return max(log(count / words.total()) + _SINGLE, _UNKNOWN_WORD) if count else _UNKNOWN_WORD


@lru_cache(maxsize=65536)
def _strangeness(char: str, traditional: bool) -> float:
    """The cost of a character of the other script, a small one for the rarer half of Big5 (曏, for 向)."""
    if not traditional:
        return 0.0 if _in_charset(char, "gb2312") else _OTHER_SCRIPT
    if not _in_charset(char, "big5"):
        return _OTHER_SCRIPT
    return 0.0 if char.encode("big5") < _BIG5_SECOND_LEVEL else _RARE


@lru_cache(maxsize=65536)
def _in_charset(char: str, charset: str) -> bool:
    try:
        char.encode(charset)
    except UnicodeEncodeError:
        return False
    return True
