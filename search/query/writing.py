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
    required = tuple(tuple(map(_unquoted, alternatives)) for alternatives in reading.required)
    return replace(reading, required=required)


def _unquoted(item: Item) -> Item:
    if isinstance(item, Group):
        return replace(item, required=tuple(tuple(map(_unquoted, each)) for each in item.required))
    return replace(item, quoted=False) if isinstance(item, Term) else item


def _prefix(field: str) -> str:
    return f"{FIELDS[field][0]}:"


def _text(text: str, *, quoted: bool) -> str:
    return f'"{text}"' if quoted and '"' not in text else f"“{text}”" if quoted else text
