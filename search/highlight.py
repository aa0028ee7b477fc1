"""Marks what was asked for in a text, and picks the passages that show it best.

Marking folds and skips as the index does, so what was found is what is marked: 突击队 in 突擊隊, 核酸检测 in
“核酸、检测”. The text itself is shown as it is, escaped; only <mark> is ours.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate

import numpy as np
from django.utils.safestring import SafeString

from archive.markup import escaped
from archive.text.folding import fold
from archive.text.points import Offsets, PointMap, points_of, text_of
from search.engine.analysis import characters, query_words

SNIPPET_LENGTH = 90
LEAD = 24  # characters shown before the first hit
_SENTENCES = re.compile(".*[。！？；!?;\n]", re.DOTALL)  # up to the last end of one
NEVER_FIRST = " 、，,。．.；;：:！!？?”’」』》）)】…·—"  # marks that end something
Span = tuple[int, int]


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


def spans(text: str, wanted: Collection[str]) -> list[Span]:
    """Where the needles stand in the text, in order, overlapping ones joined. None crosses a line end."""
    if not wanted:
        return []
    letters, starts = _letters(text)
    found: list[Span] = []
    for needle in wanted:
        if places := list(_places(letters, needle)):
            first = np.array(places)
            found += zip(starts[first].tolist(), (starts[first + len(needle) - 1] + 1).tolist(), strict=True)
    return _joined(sorted(found))


def spans_in_each(texts: Sequence[str], wanted: Collection[str]) -> list[list[Span]]:
    """As `spans` for each of the texts, which are looked through as one: twenty take a third of the time."""
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    found: list[list[Span]] = [[] for _ in texts]
    for low, high in spans("\n".join(texts), wanted):
        number = bisect_right(starts, low) - 1
        found[number].append((low - starts[number], high - starts[number]))
    return found


def _letters(text: str) -> tuple[str, Offsets]:
    """The letters, digits and line ends of a text, folded, and where in the text each of them stands."""
    letters, starts = _searched(points_of(text))
    return text_of(letters), starts


_searched = PointMap(lambda char: "".join(part for part in fold(char) if part.isalnum() or part == "\n"))


def _places(text: str, needle: str) -> Iterator[int]:
    """Where the needle stands in the text, overlapping itself or not."""
    at = text.find(needle)
    while at >= 0:
        yield at
        at = text.find(needle, at + 1)


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


def excerpts(
    text: str, passages: Sequence[Span], found: Sequence[Span], most: int = 2
) -> list[tuple[int, SafeString]]:
    """What to show of the passages of a text, given in order and apart: of those in which most was found their number,
    counted from 0, and HTML with the hits in <mark>; of the first one where nothing was."""
    hits = _by_passage(found, passages)
    best = sorted(hits, key=lambda number: (_worth(hits[number]), -number), reverse=True)[:most]
    return [
        (number, _excerpt(text, passages[number], hits.get(number, [])))
        for number in sorted(best or range(len(passages))[:1])
    ]


def whole_passages(
    text: str, passages: Sequence[Span], found: Sequence[Span]
) -> list[tuple[int, SafeString]]:
    """As `excerpts`, of all passages in which anything was found, each whole."""
    hits = _by_passage(found, passages) or {number: [] for number in range(len(passages))[:1]}
    return [(number, with_marks(text, hits[number], *passages[number])) for number in sorted(hits)]


def _by_passage(found: Iterable[Span], passages: Sequence[Span]) -> dict[int, list[Span]]:
    """The hits in each passage that has any; those that lie in none are left out."""
    hits: dict[int, list[Span]] = {}
    for hit in found:
        number = bisect_left(passages, (hit[0] + 1,)) - 1  # the last one that begins there or before
        if number >= 0 and hit[1] <= passages[number][1]:
            hits.setdefault(number, []).append(hit)
    return hits


def _worth(hits: list[Span]) -> tuple[int, int]:
    """The longest run that was found, then how many places were."""
    return max([end - start for start, end in hits]), len(hits)


def _excerpt(text: str, passage: Span, hits: list[Span]) -> SafeString:
    begin, end = passage
    start = _start(text, hits[0][0], begin) if hits else begin
    limit = start + SNIPPET_LENGTH
    shown = [hit for hit in hits if start <= hit[0] < limit]
    stop = min(end, max(limit, shown[-1][1])) if shown else min(end, limit)  # no hit is cut
    before = "…" if start > begin else ""
    after = "…" if stop < end else ""
    return SafeString(f"{before}{with_marks(text, shown, start, stop)}{after}")


def _start(text: str, hit: int, begin: int) -> int:
    """A sentence's start shortly before the hit, else some characters before it; not before `begin`."""
    low = max(begin, hit - LEAD)
    sentence = _SENTENCES.match(text, low, hit)
    start = sentence.end() if sentence else low
    while start < hit and text[start] in NEVER_FIRST:
        start += 1
    return start


def with_marks(
    text: str, hits: list[Span], start: int = 0, end: int | None = None, tag: str = "mark"
) -> SafeString:
    """The text from `start` to `end` as HTML, escaped, the hits in <mark>, or in another `tag`."""
    parts = []
    at = start
    for low, high in hits:
        parts.append(f"{escaped(text[at:low])}<{tag}>{escaped(text[low:high])}</{tag}>")
        at = high
    parts.append(escaped(text[at:end]))
    return SafeString("".join(parts))  # every piece of text above is escaped
