"""Reads a query as people write it: words, “phrases”, -exclusions, OR, brackets and fields. Every text can be read; none
is an error, and none is ever syntax of an engine."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from archive.text.folding import fold
from search.query.guard import MAX_DEPTH, MAX_TERMS
from search.query.reading import BODY, SIGNS, TITLE, Group, Item, Reading, Restriction, Term
from search.query.tokens import Token, tokens

__all__ = ["Reading", "Term", "read"]

OR = {"OR", "或", "|", "||", "｜"}
AND = {"AND"}  # what stands side by side is joined so anyhow
NOT = {"NOT"}  # never 非, which begins too many words


def read(query: str) -> Reading:
    found = list(tokens(query))
    reading = _Reader().read(found)
    if reading.required or reading.excluded:
        return reading
    reading = _Reader(operators=False).read(found)  # OR, or 或, alone is a word
    return reading if reading.required or reading.excluded else _signs_alone(reading)


def _signs_alone(reading: Reading) -> Reading:
    """Where nothing but punctuation was typed, it is what is looked for."""
    signs = [text for text in reading.ignored if not _has_letters(text)][:MAX_TERMS]
    ignored = tuple(text for text in reading.ignored if text not in signs)
    return replace(reading, required=tuple((Term(text, field=SIGNS),) for text in signs), ignored=ignored)


def _has_letters(text: str) -> bool:
    return any(map(str.isalnum, fold(text)))


@dataclass
class _Level:
    """What stands in one pair of brackets, so far. `name` of a field and `minus` stand before the bracket."""

    name: str = ""
    minus: bool = False
    required: list[tuple[Item, ...]] = field(default_factory=list)
    excluded: list[Item] = field(default_factory=list)
    joins: bool = False  # OR came last
    negates: bool = False  # NOT came last

    def add(self, item: Item, *, minus: bool) -> None:
        if minus or self.negates:
            self.excluded.extend(_alternatives(item))
        elif self.joins and self.required:
            self.required[-1] = (*self.required[-1], *_alternatives(item))
        else:
            self.required.append(_alternatives(item))
        self.joins = self.negates = False

    def group(self) -> Group:
        """Brackets that change nothing are left out: what they hold stands in their place."""
        required: list[tuple[Item, ...]] = []
        excluded = list(self.excluded)
        for alternatives in self.required:
            alone = alternatives[0]
            if len(alternatives) == 1 and isinstance(alone, Group):
                required += alone.required
                excluded += alone.excluded
            else:
                required.append(alternatives)
        return Group(tuple(required), tuple(excluded))


def _alternatives(item: Item) -> tuple[Item, ...]:
    """One of these is what the item asks for."""
    if isinstance(item, Group) and len(item.required) == 1 and not item.excluded:
        return item.required[0]
    return (item,)


class _Reader:
    def __init__(self, *, operators: bool = True) -> None:
        self._operators = operators
        self._levels = [_Level()]
        self._too_deep = 0  # brackets that are open and left out
        self._terms = 0
        self._ignored: list[str] = []
        self._cut = self._deep = False

    def read(self, found: list[Token]) -> Reading:
        for token in found:
            self._take(token)
        while len(self._levels) > 1:
            self._close()
        whole = self._levels[0].group()
        return Reading(whole.required, whole.excluded, tuple(self._ignored), self._cut, self._deep)

    def _take(self, token: Token) -> None:
        if token.kind == "open":
            self._open(token)
        elif token.kind == "close":
            self._close()
        elif not self._is_operator(token):
            self._take_text(token)

    def _open(self, token: Token) -> None:
        if len(self._levels) > MAX_DEPTH:
            self._too_deep += 1
            self._deep = True
        else:
            self._levels.append(_Level(token.field or self._levels[-1].name, token.minus))

    def _close(self) -> None:
        """A bracket that nothing opened is no bracket."""
        if self._too_deep:
            self._too_deep -= 1
        elif len(self._levels) > 1:
            level = self._levels.pop()
            group = level.group()
            if group.required or group.excluded:
                self._levels[-1].add(group, minus=level.minus)

    def _is_operator(self, token: Token) -> bool:
        if not self._operators or token.kind != "plain" or token.field or token.minus:
            return False
        if token.text in OR:
            self._levels[-1].joins = True
        elif token.text in NOT:
            self._levels[-1].negates = True
        return token.text in OR | NOT | AND

    def _take_text(self, token: Token) -> None:
        signs = not _has_letters(token.text)
        if signs and (token.kind != "quoted" or token.field or not token.text.strip()):
            self._ignored.append(token.raw)
            return
        self._terms += 1
        if self._terms > MAX_TERMS:
            self._cut = True
            return
        level = self._levels[-1]
        item = (
            Term(token.text, quoted=True, field=SIGNS) if signs else _item(token, token.field or level.name)
        )
        level.add(item, minus=token.minus)


def _item(token: Token, field: str) -> Item:
    if field and field != "title":
        return Restriction(field, token.text)
    return Term(token.text, token.kind == "quoted", TITLE if field else BODY)
