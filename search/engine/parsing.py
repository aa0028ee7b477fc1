"""Reads the query strings that Haystack's SearchQuerySet builds, with our own terms for Chinese text.

Whoosh's parser would ask for a compound and for each of its parts, and number the words of a phrase as they fall
in the query, not as they fell in the text. Here a word becomes our word query, a phrase a substring.
"""

from __future__ import annotations

from typing import Any

from whoosh import query
from whoosh.fields import TEXT, Schema
from whoosh.qparser import FuzzyTermPlugin, PhrasePlugin, QueryParser
from whoosh.qparser.common import attach

from archive.text.folding import fold
from search.engine.schema import Values
from search.engine.terms import substring_query, words_query


def parse(text: str, schema: Schema, default_field: str) -> query.Query:
    """A query; what cannot be understood matches nothing."""
    return _parser(schema, default_field).parse(text)


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
        field = self.schema[fieldname] if fieldname in self.schema else None  # noqa: SIM401  not a dict
        if isinstance(field, Values):
            return termclass(fieldname, text, boost=boost)
        if isinstance(field, TEXT):
            return self._text_query(fieldname, text, termclass, boost)
        return super().term_query(fieldname, text, termclass, boost, tokenize, removestops)

    def _text_query(self, fieldname: str, text: str, termclass: type, boost: float) -> query.Query:
        inner = text.strip("*")
        if termclass is query.Term:
            return words_query(fieldname, text, boost)
        if termclass is query.Wildcard and text == f"*{inner}*" and not set(inner) & set("*?["):
            return substring_query(fieldname, inner, boost)  # “contains”, without a walk over all terms
        if termclass is query.Prefix and not text.isascii():
            return substring_query(fieldname, text, boost)  # words of Chinese begin anywhere
        return termclass(fieldname, fold(text), boost=boost)


class QuotedPlugin(PhrasePlugin):
    """Double quotes: text in one piece, or one whole value."""

    class PhraseNode(PhrasePlugin.PhraseNode):
        def query(self, parser: QueryParser) -> query.Query:
            fieldname = self.fieldname or parser.fieldname
            field = parser.schema[fieldname] if fieldname in parser.schema else None  # noqa: SIM401  not a dict
            if isinstance(field, TEXT):
                quoted = substring_query(fieldname, self.text, self.boost)
            elif isinstance(field, Values):
                quoted = query.Term(fieldname, self.text, boost=self.boost)
            else:
                quoted = parser.term_query(fieldname, self.text, query.Term, boost=self.boost)
            return attach(quoted, self)

    class PhraseTagger(PhrasePlugin.PhraseTagger):
        def create(self, parser: QueryParser, match: Any) -> PhrasePlugin.PhraseNode:
            return QuotedPlugin.PhraseNode(match.group("text"), match.start("text"))


def _parser(schema: Schema, default_field: str) -> QueryParser:
    parser = ArchiveQueryParser(default_field, schema=schema)
    parser.replace_plugin(QuotedPlugin())
    parser.add_plugin(FuzzyTermPlugin())
    return parser
