"""What means the same as what was asked for, by the curators' table: 核检 also finds 核酸检测, and the other way round.

Only of what stands without quotes: who quotes wants these very characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import accumulate

from django.db import connection

from archive.text.folding import fold
from archive.text.words import asked_words
from search.query.reading import Item, Reading, Term
from search.vocabulary.models import Synonym

LONGEST = 4  # words in a row that may be one entry of the table
MOST = 4  # spellings that are searched beside a term


def with_synonyms(reading: Reading) -> Reading:
    """The database is asked once, and only where something could stand in the table."""
    candidates = {entry for term in _plain_terms(reading) for entry in _candidates(term.text)}
    known = _known(candidates) if candidates else {}

    def expanded(item: Item) -> Item:
        if not known or not isinstance(item, Term) or item.quoted:
            return item
        return replace(item, also=(*item.also, *_spellings(item.text, known)))

    return reading.with_required(expanded)


def _plain_terms(reading: Reading) -> Iterator[Term]:
    return (term for term in reading.terms if not term.quoted)


def _candidates(text: str) -> Iterator[str]:
    """The whole text, and each few words of it that stand in a row."""
    folded = fold(text)
    yield folded
    borders = list(accumulate(map(len, asked_words(folded)), initial=0))
    for number, start in enumerate(borders):
        for end in borders[number + 1 : number + 1 + LONGEST]:
            yield folded[start:end]


def _known(candidates: set[str]) -> Mapping[str, tuple[str, ...]]:
    """For each candidate in the table what means the same."""
    wanted = [each for each in candidates if len(each) > 1]
    if not wanted:
        return {}
    found: dict[str, list[str]] = {}
    for text, other, folded_text, folded_other in _rows(wanted):
        found.setdefault(folded_text, []).append(other)
        found.setdefault(folded_other, []).append(text)
    return {entry: tuple(others) for entry, others in found.items() if entry in candidates}


def _rows(wanted: list[str]) -> list[tuple[str, str, str, str]]:
    """In SQL of our own, since every search asks for it and a QuerySet takes five times as long."""
    any_of = f"IN ({', '.join(['%s'] * len(wanted))})"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT text, other, folded_text, folded_other"  # noqa: S608 - names and places alone
            f" FROM {Synonym._meta.db_table} WHERE folded_text {any_of} OR folded_other {any_of}"
            " ORDER BY text, other",
            [*wanted, *wanted],
        )
        return cursor.fetchall()


def _spellings(text: str, known: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The text with one entry that it holds written otherwise, the longest entry first."""
    folded = fold(text)
    held = [entry for entry in dict.fromkeys(_candidates(text)) if entry in known]
    held.sort(key=len, reverse=True)
    spellings = (folded.replace(entry, other, 1) for entry in held for other in known[entry])
    return tuple(dict.fromkeys(each for each in spellings if fold(each) != folded))[:MOST]
