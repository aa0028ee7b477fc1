"""How the query strings that `search.backend` builds write text that must not be taken for syntax.

A word in single quotes is one term whatever signs it holds; a text in double quotes is one piece. A quote inside is
written twice. So nothing that a visitor types can end its own quotes.
"""

from __future__ import annotations

import re
from typing import Any

from whoosh import query
from whoosh.fields import TEXT
from whoosh.qparser import FuzzyTermPlugin, PhrasePlugin, QueryParser, RangePlugin, SingleQuotePlugin, syntax
from whoosh.qparser.common import attach

from search.engine.schema import Values
from search.engine.terms import substring_query

SINGLE = r"'(?:[^'\s]|'')+'"
DOUBLE = r'"(?:[^"]|"")*"'


def term(word: str) -> str:
    """A word without blanks, quoted. What is quoted already stays as it is."""
    return word if re.fullmatch(SINGLE, word) else "'" + word.replace("'", "''") + "'"


def piece(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


class QuotedTermPlugin(SingleQuotePlugin):
    """A quoted word, with an asterisk where it may go on."""

    expr = rf"(^|(?<=\W))(?P<before>\*?)(?P<text>{SINGLE})(?P<after>\*?)(?=[\s)\]}}~^]|$)"
    priority = -1  # before the plugins that know the signs inside

    def create(self, parser: QueryParser, match: re.Match[str]) -> syntax.SyntaxNode:
        text = _bare(match["text"])
        if match["before"] or match["after"]:
            return PatternNode(text, begins=not match["before"], ends=not match["after"])
        return syntax.WordNode(text)


class PatternNode(syntax.TextNode):
    """A word that begins, ends or goes on in any way around the text."""

    def __init__(self, text: str, *, begins: bool, ends: bool) -> None:
        super().__init__(text)
        self.begins, self.ends = begins, ends

    def query(self, parser: Any) -> query.Query:
        fieldname = self.fieldname or parser.fieldname
        return attach(parser.pattern_query(fieldname, self.text, self.begins, self.ends, self.boost), self)


class QuotedPiecePlugin(PhrasePlugin):
    """Text in one piece, or one whole value."""

    def __init__(self) -> None:
        super().__init__(rf"(?P<text>{DOUBLE})")

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
        def create(self, parser: QueryParser, match: re.Match[str]) -> PhrasePlugin.PhraseNode:
            text = match["text"][1:-1].replace('""', '"')
            return QuotedPiecePlugin.PhraseNode(text, match.start("text") + 1)


class QuotedRangePlugin(RangePlugin):
    """Ranges whose ends may hold blanks, brackets and the word “to”, which Whoosh's pattern trips over."""

    END = rf"(?:{SINGLE}|[^\]}}\s]+)(?:\s(?:{SINGLE}|[^\]}}\s]+))*?"
    expr = re.compile(
        rf"(?P<open>[{{\[])(?:(?P<start>{END})\s+)?[Tt][Oo](?:\s+(?P<end>{END}))?(?P<close>[}}\]])"
    )

    class RangeTagger(RangePlugin.RangeTagger):
        def create(self, parser: QueryParser, match: re.Match[str]) -> syntax.RangeNode:
            return syntax.RangeNode(
                _unquoted(match["start"]),
                _unquoted(match["end"]),
                match["open"] == self.excl_start,
                match["close"] == self.excl_end,
            )


class AnyFuzzyTermPlugin(FuzzyTermPlugin):
    """A word and what is written nearly like it; the parser knows what that is in each field."""

    class FuzzyTermNode(FuzzyTermPlugin.FuzzyTermNode):
        def query(self, parser: Any) -> query.Query:
            fieldname = self.fieldname or parser.fieldname
            return attach(
                parser.fuzzy_query(fieldname, self.text, self.maxdist, self.prefixlength, self.boost), self
            )


def _unquoted(text: str | None) -> str | None:
    return text and " ".join(_bare(word) for word in text.split(" "))


def _bare(word: str) -> str:
    return word[1:-1].replace("''", "'") if re.fullmatch(SINGLE, word) else word
