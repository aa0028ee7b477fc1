"""Reads the query strings that Haystack's SearchQuerySet builds, with our own terms for Chinese text.

Whoosh's parser would ask for a compound and for each of its parts, and number the words of a phrase as they fall
in the query, not as they fell in the text. Here a word becomes our word query, a phrase a substring.
"""

from __future__ import annotations

import glob
import re

from whoosh import query
from whoosh.fields import TEXT, FieldType, Schema
from whoosh.qparser import FuzzyTermPlugin, PhrasePlugin, QueryParser, RangePlugin, SingleQuotePlugin

from archive.text.folding import fold
from search.engine.analysis import WordTokenizer
from search.engine.notation import (
    AnyFuzzyTermPlugin,
    QuotedPiecePlugin,
    QuotedRangePlugin,
    QuotedTermPlugin,
)
from search.engine.schema import Values
from search.engine.terms import substring_query, words_query

PATTERN = re.compile(r"(?P<before>\*?)(?P<text>[^*?[]+)(?P<after>\*?)")
PLUGINS = {
    SingleQuotePlugin: QuotedTermPlugin,
    PhrasePlugin: QuotedPiecePlugin,
    RangePlugin: QuotedRangePlugin,
    FuzzyTermPlugin: AnyFuzzyTermPlugin,
}


def parse(text: str, schema: Schema, default_field: str) -> query.Query:
    """A query; what cannot be understood matches nothing."""
    parser = ArchiveQueryParser(default_field, schema=schema)
    for stock, ours in PLUGINS.items():
        parser.remove_plugin_class(stock)
        parser.add_plugin(ours())
    try:
        return parser.parse(text)
    except (AssertionError, IndexError):  # how Whoosh takes an operator without its sides
        return query.NullQuery


def _analyzed(field: TEXT, text: str) -> list[str] | None:
    """The words of a text by the field's own analyzer; None where that is ours."""
    if isinstance(field.analyzer, WordTokenizer):
        return None
    return list(field.process_text(text, mode="query"))


class ArchiveQueryParser(QueryParser):
    def term_query(
        self,
        fieldname: str,
        text: str,
        termclass: type,
        boost: float = 1.0,
        tokenize: bool = True,
        removestops: bool = True,
    ) -> query.Query:
        field = self._field(fieldname)
        if not isinstance(field, Values | TEXT):
            return super().term_query(fieldname, text, termclass, boost, tokenize, removestops)
        if termclass is query.Term and isinstance(field, TEXT):
            return words_query(fieldname, text, boost, _analyzed(field, text))
        if termclass is query.Prefix:
            return self.pattern_query(fieldname, text, True, False, boost)
        pattern = PATTERN.fullmatch(text) if termclass is query.Wildcard else None
        if pattern:
            return self.pattern_query(
                fieldname, pattern["text"], not pattern["before"], not pattern["after"], boost
            )
        return termclass(fieldname, fold(text) if isinstance(field, TEXT) else text, boost=boost)

    def pattern_query(
        self, fieldname: str, text: str, begins: bool, ends: bool, boost: float = 1.0
    ) -> query.Query:
        """Words or values that begin with the text, end with it, or hold it. Words of Chinese begin and end anywhere,
        and what is found in one piece needs no walk over all terms."""
        field = self._field(fieldname)
        if isinstance(field, TEXT):
            text = fold(text)
            if begins == ends or not text.isascii() or not text.isalnum():
                return substring_query(fieldname, text, boost)
        elif not isinstance(field, Values):
            return self.term_query(fieldname, text, query.Term, boost)
        if begins:
            return query.Prefix(fieldname, text, boost=boost)
        return query.Wildcard(fieldname, f"*{glob.escape(text)}{'' if ends else '*'}", boost=boost)

    def fuzzy_query(
        self, fieldname: str, text: str, distance: int, prefix: int, boost: float = 1.0
    ) -> query.Query:
        """Words within some edits of the text, the first letters the same. Of Chinese, where a mistyped word is cut
        elsewhere, what stands before the edits."""
        field = self._field(fieldname)
        if isinstance(field, TEXT):
            text = fold(text)
            if not text.isascii():
                return substring_query(fieldname, text[: max(prefix, len(text) - distance)], boost)
        elif not isinstance(field, Values):
            return self.term_query(fieldname, text, query.Term, boost)
        prefix = min(prefix, len(text))
        return query.FuzzyTerm(fieldname, text, boost=boost, maxdist=distance, prefixlength=prefix)

    def _field(self, fieldname: str) -> FieldType | None:
        return self.schema[fieldname] if fieldname in self.schema else None  # noqa: SIM401  not a dict
