"""How the index spells what was asked for: 疫请 as 疫情, registring as registering."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from archive.text.folding import fold
from archive.text.words import asked_words
from search.engine.ask import Ask, Between, Substring
from search.engine.reader import Reader
from search.engine.spelling import EDIT, MOST_COST, SOUND, Near

LONGEST_RUN = 8  # single characters in a row that may be one word, misspelt
CLEARLY = 10  # times as many articles hold a word that is offered for one that is there


def spelt(reader: Reader, field: str, text: str, rare: int = 0) -> str:
    """The text, folded, with each word that no more than `rare` articles hold as a word that it looks or sounds like; the
    same text where there is no such word."""
    text = fold(text)
    frequency = _frequency(reader, field, text)
    if frequency > rare:
        return text
    return _whole(reader, field, text, frequency) or "".join(
        _word(reader, field, word, rare) for word in _words(text)
    )


def _whole(reader: Reader, field: str, text: str, frequency: int) -> str | None:
    """A word that is very near to all of it: what is misspelt may be cut into other words, 突即对 into 突即 and 对."""
    if text.isascii() or not text.isalpha() or not 1 < len(text) <= LONGEST_RUN:
        return None
    return _nearest(reader, field, text, frequency, EDIT)


def _words(text: str) -> Iterator[str]:
    """Single characters in a row are taken together: so falls apart what the dictionary does not know."""
    for is_single, words in groupby(asked_words(text), lambda word: len(word) == 1 and word.isalpha()):
        if is_single:
            yield "".join(words)
        else:
            yield from words


def _word(reader: Reader, field: str, word: str, rare: int) -> str:
    """Every character is near to every other, so a single one stays."""
    if len(word) == 1 or not word.isalnum():
        return word
    frequency = _frequency(reader, field, word)
    if frequency > rare:
        return word
    near = _nearest(reader, field, word, frequency)
    if near or word.isascii() or not 2 < len(word) <= LONGEST_RUN:
        return near or word
    return _by_pairs(reader, field, word, rare)


def _nearest(reader: Reader, field: str, word: str, frequency: int, most_cost: int = MOST_COST) -> str | None:
    """What is there but rare may be meant: only what sounds the same and is far more frequent is offered for it."""
    found = [near for near in reader.nearest(field, word, most=5) if near.cost <= most_cost]
    return next((near.word for near in found if not frequency or _is_surely_meant(near, frequency)), None)


def _is_surely_meant(near: Near, frequency: int) -> bool:
    return near.cost == SOUND and near.frequency >= CLEARLY * frequency


def _by_pairs(reader: Reader, field: str, run: str, rare: int) -> str:
    """The first two neighbours that no article has side by side, as a word that is like them."""
    for at in range(len(run) - 1):
        pair = run[at : at + 2]
        frequency = _frequency(reader, field, pair)
        near = _nearest(reader, field, pair, frequency) if frequency <= rare else None
        if near and len(near) == len(pair):
            return run[:at] + near + run[at + 2 :]
    return run


def _frequency(reader: Reader, field: str, word: str) -> int:
    """Chinese may stand inside a longer word; a part of a word in letters is none."""
    match = Between(field, word, word) if word.isascii() else Substring(field, word)
    return reader.answer(Ask(match, size=0)).total
