"""Queries written in Haystack's syntax: parsed into Whoosh's query objects, then answered by arrays like all others.

What has no form here (spans, nested documents, sequences with slop) is answered by Whoosh's own matchers.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from whoosh import query
from whoosh.fields import TEXT, Schema
from whoosh.util.times import datetime_to_long

from search.engine.analysis import query_words
from search.engine.container import Array
from search.engine.dictionary import CODING, ERRORS, decoded, encoded
from search.engine.masks import (
    Mask,
    all_of,
    any_of,
    any_term_mask,
    not_of,
    prefix_mask,
    range_mask,
    terms_mask,
)
from search.engine.parsing import parse
from search.engine.parts import Part
from search.engine.pieces import Piece
from search.engine.schema import CHARACTERS, PAIRS
from search.engine.scoring import Weighted

Otherwise = Callable[[query.Query], Mask]  # answers what is not understood here


@dataclass(frozen=True)
class Reading:
    """What a written query matches, and the terms that rank it."""

    mask: Mask
    terms: tuple[Weighted, ...]


def read(text: str, schema: Schema, default_field: str, otherwise: Otherwise) -> Reading:
    """What cannot be understood matches nothing."""
    parsed = parse(text, schema, default_field)
    return Reading(_Masks(schema, otherwise).mask(parsed), tuple(_weights(parsed, schema, 1.0)))


class _Masks:
    def __init__(self, schema: Schema, otherwise: Otherwise) -> None:
        self._schema, self._otherwise = schema, otherwise

    def mask(self, asked: query.Query) -> Mask:
        match asked:
            case query.Every():
                return self._every(asked.fieldname)
            case query.Term():
                return any_term_mask(asked.fieldname, [_term(self._schema, asked.fieldname, asked.text)])
            case query.And():
                return all_of(self._all(asked.subqueries))
            case query.Or() | query.DisjunctionMax():
                return any_of(self._all(asked.subqueries))
            case query.Not():
                return not_of(self.mask(asked.query))
            case query.AndNot():
                return all_of([self.mask(asked.a), not_of(self.mask(asked.b))])
            case query.AndMaybe():
                return self.mask(asked.a)
            case query.Require():
                return all_of(self._all([asked.a, asked.b]))
            case query.ConstantScoreQuery():
                return self.mask(asked.child)
            case query.Phrase() if asked.fieldname.endswith(PAIRS) and asked.slop == 1:
                return Piece(asked.fieldname.removesuffix(PAIRS), piece_text(asked)).mask
            case query.NumericRange() | query.DateRange():
                return _number_range(asked)
            case query.TermRange():
                return range_mask(
                    asked.fieldname, asked.start, asked.end, above=asked.startexcl, below=asked.endexcl
                )
            case query.Prefix() if isinstance(asked.text, str):
                return prefix_mask(asked.fieldname, asked.text)
            case query.Wildcard() | query.Regex():
                return _pattern(asked)
        return Part.nothing if asked == query.NullQuery else self._otherwise(asked)

    def _all(self, queries: Iterable[query.Query]) -> list[Mask]:
        return [self.mask(each) for each in queries]

    def _every(self, name: str | None) -> Mask:
        def mask(part: Part) -> Array:
            if name in (None, "*"):
                return part.live
            field = part.segment.fields[name]
            if field.has("rows"):
                return ~field.ordinals.missing()
            return (
                field.numbers.present if field.has("numbers") else terms_mask(part, name, 0, len(field.terms))
            )

        return mask


def _term(schema: Schema, name: str, text: Any) -> bytes:
    if isinstance(text, bytes):
        return text
    if isinstance(text, str):
        return text.encode(CODING, ERRORS)
    term: bytes = schema[name].to_bytes(text)
    return term


def piece_text(phrase: query.Phrase) -> str:
    """The text that a row of neighbouring pairs spells."""
    return "".join(pair[0] for pair in phrase.words) + phrase.words[-1][1:]


def _pattern(asked: query.Wildcard | query.Regex) -> Mask:
    """A walk over the terms, over those with the pattern's plain beginning where it has one."""
    written = asked._get_pattern() if isinstance(asked, query.Wildcard) else asked.text
    expression = re.compile(written)
    plain = re.match(r"[^*?\[\].\\(){}+|^$]*", asked.text)
    beginning = plain.group() if plain else ""
    if not isinstance(asked, query.Wildcard):
        beginning = ""  # the last plain character of a regular expression may be optional

    def mask(part: Part) -> Array:
        terms = part.segment.fields[asked.fieldname].terms
        within = terms.prefixed(encoded(beginning))
        chosen = [
            term for term in terms.between(within.start, within.stop) if expression.match(decoded(term))
        ]
        return any_term_mask(asked.fieldname, chosen)(part)

    return mask


def _number_range(asked: query.NumericRange) -> Mask:
    low, high = _number(asked.start), _number(asked.end)

    def mask(part: Part) -> Array:
        column = part.segment.fields[asked.fieldname].numbers
        found = column.present.copy()
        if low is not None:
            found &= (np.greater if asked.startexcl else np.greater_equal)(column.numbers, low)
        if high is not None:
            found &= (np.less if asked.endexcl else np.less_equal)(column.numbers, high)
        return found

    return mask


def _number(value: Any) -> int | float | None:
    if isinstance(value, dt.datetime):
        moment: int = datetime_to_long(value)
        return moment
    return value if value is None or isinstance(value, int | float) else float(value)


def _weights(asked: query.Query, schema: Schema, boost: float) -> Iterator[Weighted]:
    """The terms of what is asked for, not of what is excluded."""
    boost *= getattr(asked, "boost", 1.0)
    match asked:
        case query.Term() if not asked.fieldname.endswith((CHARACTERS, PAIRS)):
            yield Weighted(asked.fieldname, _term(schema, asked.fieldname, asked.text), boost)
        case query.Phrase() if asked.fieldname.endswith(PAIRS):
            field = asked.fieldname.removesuffix(PAIRS)
            yield from (Weighted(field, encoded(word), boost) for word in query_words(piece_text(asked)))
        case query.Prefix() if isinstance(schema[asked.fieldname], TEXT):
            yield Weighted(asked.fieldname, encoded(asked.text), boost, begins=True)
        case query.AndNot():
            yield from _weights(asked.a, schema, boost)
        case query.Not() | query.ConstantScoreQuery():
            return
        case _:
            for below in getattr(asked, "subqueries", None) or _pair(asked):
                yield from _weights(below, schema, boost)


def _pair(asked: query.Query) -> Iterator[query.Query]:
    """The two sides of Whoosh's queries of two."""
    return (
        getattr(asked, side) for side in ("a", "b") if isinstance(getattr(asked, side, None), query.Query)
    )
