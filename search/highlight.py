"""Marks what was asked for in a text, and picks the passages that show it best.

Marking folds and skips as the index does, so what was found is what is marked: 突击队 in 突擊隊, 核酸检测 in
“核酸、检测”. The text itself is shown as it is, escaped; only <mark> is ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from archive.text.folding import fold_with_map
from search.engine.analysis import characters, query_words

SNIPPET_LENGTH = 90
LEAD = 24  # characters shown before the first hit
BOUNDARIES = "。！？；!?;\n"
NEVER_FIRST = " 、，,。．.；;：:！!？?”’」』》）)】…·—"  # marks that end something
Span = tuple[int, int]


@dataclass(frozen=True)
class Snippet:
    """A passage of one paragraph. `html` is safe to show."""

    paragraph: int
    anchor: str
    html: SafeString


@dataclass(frozen=True)
class Passage:
    """A paragraph to take snippets from."""

    number: int
    anchor: str
    text: str


def needles(texts: Iterable[str], pieces: Iterable[str] = ()) -> list[str]:
    """What to look for, folded, letters and digits only: each text with its words, and each piece as one."""
    found: dict[str, None] = {}
    for piece in pieces:
        found.setdefault("".join(characters(piece)))
    for text in texts:
        found.setdefault("".join(characters(text)))
        for word in query_words(text):
            found.setdefault("".join(characters(word)))
    return [needle for needle in found if needle]


def spans(text: str, wanted: Sequence[str]) -> list[Span]:
    """Where the needles stand in the text, in order, overlapping ones joined."""
    folded = fold_with_map(text)
    offsets = [offset for offset, char in enumerate(folded.text) if char.isalnum()]
    letters = "".join(folded.text[offset] for offset in offsets)
    found = []
    for needle in wanted:
        at = letters.find(needle)
        while at >= 0:
            found.append((folded.starts[offsets[at]], folded.starts[offsets[at + len(needle) - 1]] + 1))
            at = letters.find(needle, at + 1)
    return _joined(sorted(found))


def _joined(ordered: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in ordered:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def marked(text: str, texts: Iterable[str], pieces: Iterable[str] = ()) -> SafeString:
    """The whole text as HTML with every hit in <mark>."""
    return with_marks(text, spans(text, needles(texts, pieces)))


def snippets(
    passages: Iterable[Passage], texts: Iterable[str], pieces: Iterable[str] = (), most: int = 2
) -> tuple[Snippet, ...]:
    """The passages that hold most of what was asked for, in reading order; the first one where nothing is marked."""
    wanted = needles(texts, pieces)
    scored = []
    first: Passage | None = None
    for passage in passages:
        first = first or passage
        hits = spans(passage.text, wanted)
        if hits:
            scored.append((_worth(hits), passage, hits))
    if not scored:
        return (_snippet(first, []),) if first else ()
    best = sorted(scored, key=lambda item: (-item[0][0], -item[0][1], item[1].number))[:most]
    return tuple(
        _snippet(passage, hits) for _, passage, hits in sorted(best, key=lambda item: item[1].number)
    )


def _worth(hits: list[Span]) -> tuple[int, int]:
    """The longest run that was found, then how many places were."""
    return max(end - start for start, end in hits), len(hits)


def _snippet(passage: Passage, hits: list[Span]) -> Snippet:
    start = _start(passage.text, hits[0][0]) if hits else 0
    shown = [hit for hit in hits if start <= hit[0] < start + SNIPPET_LENGTH]
    end = min(len(passage.text), max([start + SNIPPET_LENGTH, *(high for _, high in shown)]))  # no hit is cut
    html = with_marks(passage.text, shown, start, end)
    before = "…" if start else ""
    after = "…" if end < len(passage.text) else ""
    return Snippet(passage.number, passage.anchor, mark_safe(f"{before}{html}{after}"))  # noqa: S308  built by with_marks


def _start(text: str, hit: int) -> int:
    """A sentence's start shortly before the hit, else some characters before it."""
    low = max(0, hit - LEAD)
    boundary = max(text.rfind(mark, low, hit) for mark in BOUNDARIES)
    start = boundary + 1 if boundary >= 0 else low
    while start < hit and text[start] in NEVER_FIRST:
        start += 1
    return start


def with_marks(text: str, hits: list[Span], start: int = 0, end: int | None = None) -> SafeString:
    """The text from `start` to `end` as HTML, escaped, the hits in <mark>."""
    parts = []
    at = start
    for low, high in hits:
        parts += [escape(text[at:low]), "<mark>", escape(text[low:high]), "</mark>"]
        at = high
    parts.append(escape(text[at:end]))
    return mark_safe("".join(parts))  # noqa: S308  every piece of text above is escaped
