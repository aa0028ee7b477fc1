"""Writes a reading as a query again, for links that change a part of it."""

from __future__ import annotations

from dataclasses import replace

from search.query.reading import TITLE, Group, Item, Reading, Restriction, Term
from search.query.tokens import FIELDS


def written(group: Group) -> str:
    required = [" OR ".join(map(written_item, alternatives)) for alternatives in group.required]
    return " ".join([*required, *(f"-{written_item(item)}" for item in group.excluded)])


def written_item(item: Item) -> str:
    match item:
        case Term():
            return f"{_prefix('title') if item.field == TITLE else ''}{_text(item.text, quoted=item.quoted)}"
        case Restriction():
            return f"{_prefix(item.facet)}{_text(item.given, quoted=' ' in item.given)}"
        case Group():
            return f"({written(item)})"


def unquoted(reading: Reading) -> Reading:
    """Without the quotes around what is required."""
    return reading.with_required(lambda item: _quoted(item, quoted=False))


def exactly(reading: Reading) -> Reading:
    """Each text that is required in one piece, as it was typed."""
    return reading.with_required(lambda item: _quoted(item, quoted=True))


def without(reading: Reading, unwanted: Item) -> Reading:
    """Without an item, where it stands by itself."""
    return replace(reading, required=tuple(each for each in reading.required if each != (unwanted,)))


def with_spelling(reading: Reading, spelt: Term) -> Reading:
    """The words that a spelling may stand for in the place of its letters."""
    words = tuple(Term(text, field=spelt.field) for text in spelt.also)
    letters = replace(spelt, also=())
    required = tuple(
        tuple(each for item in group for each in (words if item == letters else (item,)))
        for group in reading.required
    )
    return replace(reading, required=required)


def _quoted(item: Item, *, quoted: bool) -> Item:
    return replace(item, quoted=quoted) if isinstance(item, Term) else item


def _prefix(field: str) -> str:
    return f"{FIELDS[field][0]}:"


def _text(text: str, *, quoted: bool) -> str:
    return f'"{text}"' if quoted and '"' not in text else f"“{text}”" if quoted else text
