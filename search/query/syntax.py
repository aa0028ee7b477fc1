"""Reads a query as people write it: words, “phrases”, -exclusions and OR. Every text can be read; none is an error."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.text.folding import fold
from search.query.guard import MAX_TERMS

QUOTES = {'"': '"', "“": "”", "”": "“", "「": "」", "『": "』", "＂": "＂", "«": "»"}
_QUOTED = "|".join(
    f"{re.escape(opening)}(?P<quoted{number}>[^{re.escape(closing)}]*){re.escape(closing)}"
    for number, (opening, closing) in enumerate(QUOTES.items())
)
_QUOTED_AHEAD = re.sub(r"\?P<quoted\d>", "?:", _QUOTED)
# People write no blank between a word and a phrase: 突击队“核酸检测” is both.
_TOKEN = re.compile(rf"(?P<minus>[-－−]?)(?:{_QUOTED}|(?P<plain>\S(?:(?!{_QUOTED_AHEAD})\S)*))")
OR = {"OR", "|", "||", "｜"}


@dataclass(frozen=True)
class Term:
    """`quoted`: the text must stand in one piece."""

    text: str
    quoted: bool = False


@dataclass(frozen=True)
class Reading:
    """How a query was understood: one of each group of `required` must match, none of `excluded` may.

    `ignored` lists what has no letter to look for.
    """

    required: tuple[tuple[Term, ...], ...] = ()
    excluded: tuple[Term, ...] = ()
    ignored: tuple[str, ...] = ()
    cut: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """What was asked for without quotes."""
        return tuple(term.text for group in self.required for term in group if not term.quoted)

    @property
    def pieces(self) -> tuple[str, ...]:
        """What was asked for in one piece."""
        return tuple(term.text for group in self.required for term in group if term.quoted)

    @property
    def texts(self) -> tuple[str, ...]:
        """All that was asked for, quoted or not: what ranks."""
        return tuple(term.text for group in self.required for term in group)


def read(query: str) -> Reading:
    required: list[tuple[Term, ...]] = []
    excluded: list[Term] = []
    ignored: list[str] = []
    join = False
    tokens = list(_TOKEN.finditer(query))
    for token in tokens[:MAX_TERMS]:
        if token.group() in OR:
            join = bool(required)
            continue
        term = _term(token)
        if not any(map(str.isalnum, fold(term.text))):
            ignored.append(token.group())
        elif token["minus"]:
            excluded.append(term)
        elif join:
            required[-1] = (*required[-1], term)
        else:
            required.append((term,))
        join = False
    return Reading(tuple(required), tuple(excluded), tuple(ignored), len(tokens) > MAX_TERMS)


def _term(token: re.Match[str]) -> Term:
    if token["plain"] is not None:
        return Term(token["plain"])
    quoted = next(
        text for name, text in token.groupdict().items() if name.startswith("quoted") and text is not None
    )
    return Term(quoted.strip(), quoted=True)
