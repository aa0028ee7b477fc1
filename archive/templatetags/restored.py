"""A paragraph with its restored passages in place, and the list of what was restored."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django import template

from archive.models import LedgerEntry
from archive.reading import ReadParagraph

register = template.Library()

Placed = list[tuple[int, LedgerEntry]]
MOST_LOOKED_AT = 10_000_000  # characters; beyond it a paragraph's repairs are listed, not searched for


@dataclass(frozen=True)
class Segment:
    """A stretch of a paragraph: `found` is what the source had where it was restored, None where it was not."""

    text: str
    found: str | None = None


@dataclass(frozen=True)
class Change:
    """Equal repairs of one paragraph, and how many there are."""

    before: str
    after: str
    count: int


@dataclass(frozen=True)
class Method:
    """What was restored in a paragraph by one rule with one confidence."""

    rule: str
    reason: str
    confidence: float
    changes: tuple[Change, ...]


@register.filter
def segments(read: ReadParagraph) -> list[Segment]:
    """The paragraph's text cut at its repairs. A repair whose place is not certain is not shown in place."""
    text = read.paragraph.text
    pieces: list[Segment] = []
    cursor = 0
    for at, repair in _placed(read):
        if at > cursor:
            pieces.append(Segment(text[cursor:at]))
        pieces.append(Segment(repair.after, repair.before))
        cursor = at + len(repair.after)
    if cursor < len(text):
        pieces.append(Segment(text[cursor:]))
    return pieces


@register.filter
def by_method(repairs: Sequence[LedgerEntry]) -> list[Method]:
    """The repairs by rule and confidence, in order, equal ones once."""
    methods: dict[tuple[str, str, float], Counter[tuple[str, str]]] = {}
    for repair in repairs:
        method = methods.setdefault((repair.rule, repair.reason, repair.confidence), Counter())
        method[repair.before, repair.after] += 1
    return [
        Method(*method, tuple(Change(*change, count) for change, count in counts.items()))
        for method, counts in methods.items()
    ]


def _placed(read: ReadParagraph) -> Placed:
    """Each repair with its offset in the published paragraph."""
    return _by_offsets(read) or _by_search(read.paragraph.text, read.repairs)


def _by_offsets(read: ReadParagraph) -> Placed:
    """Counts on from the raw offsets; empty unless every repair is where it should be, up to the paragraph's end.

    It is not where later stages changed the paragraph too, or where a repair reaches over its border.
    """
    text, placed = read.paragraph.text, []
    raw, at = read.paragraph.start, 0
    for repair in read.repairs:
        at += repair.start - raw
        if repair.start < raw or not text.startswith(repair.after, at):
            return []
        placed.append((at, repair))
        raw, at = repair.end, at + len(repair.after)
    return placed if placed and len(text) - at == read.paragraph.end - raw else []


def _by_search(text: str, repairs: Sequence[LedgerEntry]) -> Placed:
    """The repairs whose restored text stands exactly once in what is left of the paragraph."""
    placed: Placed = []
    cursor = 0
    if len(text) * len(repairs) > MOST_LOOKED_AT:
        return placed
    for repair in repairs:
        at = text.find(repair.after, cursor) if repair.after else -1
        if at >= 0 and text.find(repair.after, at + 1) < 0:
            placed.append((at, repair))
            cursor = at + len(repair.after)
    return placed
