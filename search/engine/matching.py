"""From what is asked to Whoosh's query objects."""

from __future__ import annotations

from whoosh import query
from whoosh.fields import Schema

from search.engine import ask
from search.engine.parsing import parse
from search.engine.terms import ranking_query, substring_query, words_query


def to_query(node: ask.Node, schema: Schema, default_field: str) -> query.Query:
    """A Whoosh query that matches what the node describes. Only `Written` is ever parsed."""

    def convert(part: ask.Node) -> query.Query:
        return to_query(part, schema, default_field)

    match node:
        case ask.Everything():
            return query.Every()
        case ask.Nothing():
            return query.NullQuery
        case ask.Words(field, text):
            return words_query(field, text)
        case ask.Substring(field, text):
            return substring_query(field, text)
        case ask.Values(field, values):
            return query.Or([query.Term(field, value) for value in values])
        case ask.Missing(field):
            return query.And([query.Every(), query.Not(query.Every(field))])
        case ask.Between(field, low, high):
            return query.TermRange(field, low, high)
        case ask.Written(text):
            return parse(text, schema, default_field)
        case ask.AllOf(parts):
            return query.And([convert(part) for part in parts])
        case ask.AnyOf(parts):
            return query.Or([convert(part) for part in parts])
        case ask.Not(part):
            return query.And([query.Every(), query.Not(convert(part))])
        case ask.Ranked(field, text, boost):
            return ranking_query(field, text, boost)
