"""Highlighting, as Haystack has it: the text with <em> around what was asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from django.utils.safestring import SafeString, mark_safe

from search.highlight import needles, spans, with_marks

NEGATED = re.compile(r"\bNOT\s+(?:\([^()]*\)|\(\([^()]*\)\)|[^\s()]+)")
SYNTAX = re.compile(r"\b(?:AND|OR)\b|\w+:|\^[\d.]+|~\d(?:/\d+)?|[{\[].*?[}\]]")
SEPARATORS = re.compile(r"[\s()\"']+")


def highlighted(text: str, query_string: str) -> SafeString:
    text = text.strip()
    marked = with_marks(text, spans(text, needles(_wanted(asked_texts(query_string), text))))
    return mark_safe(re.sub("(?<=<)(/?)mark(?=>)", r"\1em", marked))  # noqa: S308  all else in it is escaped


def asked_texts(query_string: str) -> list[str]:
    """What a query string of Haystack's asks for, without its syntax and without what it excludes."""
    bare = SYNTAX.sub(" ", NEGATED.sub(" ", query_string))
    return [part for part in SEPARATORS.split(bare) if part.strip("*")]


def _wanted(asked: Iterable[str], text: str) -> Iterator[str]:
    """In place of the beginning of a word, the words of the text that begin so."""
    for part in asked:
        stem = part.strip("*")
        if stem.isascii() and part.endswith("*"):
            yield from re.findall(rf"\b{re.escape(stem)}\w*", text, re.IGNORECASE)
        else:
            yield stem
