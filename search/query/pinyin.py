"""Words of the index for terms in Latin letters: tujidui, tū jī duì and tjd are 突击队.

What stands in the texts as it was typed is text; what it could be as pinyin is then only offered. What stands in none is
looked for as pinyin too, and a note says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby

from archive.text import divisions
from search.engine.ask import Ask, Words
from search.engine.completing import Pattern
from search.engine.reader import Reader
from search.query.index import reader
from search.query.reading import BODY, Item, Reading, Term
from search.query.spelled import Syllable, cuts, initials, spelling

MOST = 3  # words that are searched for a spelling
CONSIDERED = 12
LONGEST_WORD = 8  # syllables
LONGEST_TEXT = 12
FEWEST = 2  # syllables or initials: a single one stands for a hundred characters


def with_pinyin(reading: Reading) -> tuple[Reading, tuple[Term, ...]]:
    """The reading with the words that its spellings stand for, and, to be offered, the terms that are text already."""
    if not any(_is_spelling(term) for term in reading.terms):
        return reading, ()
    index = reader()
    offered: dict[Term, None] = {}  # each once, however often it was typed

    @cache
    def heard(item: Item) -> Item:
        if not isinstance(item, Term) or not _is_spelling(item):
            return item
        found = replace(item, also=_words(index, item.text))
        if not found.also or not _stands(index, item):
            return found
        offered[found] = None
        return item

    return _joined(reading, index).with_required(heard), tuple(offered)


def _is_spelling(item: Item) -> bool:
    return isinstance(item, Term) and not item.quoted and spelling(item.text) is not None


def _stands(index: Reader, term: Term) -> bool:
    return index.answer(Ask(Words(term.field, term.text), size=0)).total > 0


def _joined(reading: Reading, index: Reader) -> Reading:
    """Syllables with blanks between them are one term, where they are words only together."""
    required: list[tuple[Item, ...]] = []
    for spelt, run in groupby(reading.required, lambda group: len(group) == 1 and _is_spelling(group[0])):
        groups = list(run)
        if spelt and len(groups) > 1:
            groups = _as_one(groups, index)
        required += groups
    return replace(reading, required=tuple(required))


def _as_one(groups: list[tuple[Item, ...]], index: Reader) -> list[tuple[Item, ...]]:
    terms = [item for group in groups for item in group if isinstance(item, Term)]
    text = " ".join(term.text for term in terms)
    if len({term.field for term in terms}) > 1 or any(_words(index, term.text) for term in terms):
        return groups
    return [(replace(terms[0], text=text),)] if _words(index, text) else groups


def _words(index: Reader, text: str) -> tuple[str, ...]:
    """The words that a spelling stands for, places first, then the most frequent."""
    spelt = spelling(text)
    if spelt is None:
        return ()
    full = cuts(spelt)
    if full:
        return _by_syllables(index, full)
    pattern = initials(spelt)
    if not pattern or not FEWEST <= len(pattern) <= LONGEST_WORD:
        return ()
    found = _found(index, pattern)
    return tuple(word for word in found if divisions.named(word)) or found  # sh is 上海, hardly 时候


def _by_syllables(index: Reader, full: Sequence[tuple[Syllable, ...]]) -> tuple[str, ...]:
    long_enough = [cut for cut in full if FEWEST <= len(cut) <= LONGEST_TEXT]
    whole = [word for cut in long_enough for word in _found(index, _pattern(cut))]
    if whole:
        return tuple(dict.fromkeys(whole))[:MOST]
    return tuple(text for cut in long_enough if (text := _in_parts(index, cut)))[:1]


def _in_parts(index: Reader, cut: Sequence[Syllable]) -> str:
    """Words of the index one after the other, the longest first; "" where they do not cover all syllables."""

    @cache
    def rest(start: int) -> str | None:
        if start == len(cut):
            return ""
        for end in range(min(start + LONGEST_WORD, len(cut)), start + FEWEST - 1, -1):
            words = _found(index, _pattern(cut[start:end]))
            if words and (following := rest(end)) is not None:
                return words[0] + following
        return None

    return rest(0) or ""


def _pattern(cut: Sequence[Syllable]) -> Pattern:
    return tuple(syllable.chars for syllable in cut)


def _found(index: Reader, pattern: Pattern) -> tuple[str, ...]:
    if len(pattern) > LONGEST_WORD or not all(pattern):
        return ()
    words = index.sounding(BODY, pattern, CONSIDERED)
    words.sort(key=lambda found: (not divisions.named(found[0]), -found[1]))
    return tuple(word for word, _ in words[:MOST])
