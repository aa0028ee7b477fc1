"""What wording differs between two texts, piece by piece, as a reader would mark it.

Words are compared, not characters. First the words that stand once in either text are matched (B. Cohen's patience
diff), then, between these, those that stand once there, and so on; a stretch without any is compared word by word
where it is short, and otherwise is another wording as a whole. So time grows with the length, whatever the texts.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Literal

from archive.text.folding import fold, fold_with_map
from archive.text.words import cut

# Cut at once: jieba's time grows with the square of a run without punctuation, and no word reaches over it.
_RUN = re.compile(r"\w{1,500}|\W+")
_SMALL = 64  # words on either side that are compared one by one
_DEEPEST = 40  # stretches within stretches

Kind = Literal["equal", "insert", "delete"]


@dataclass(frozen=True)
class Change:
    """A piece of text that both have (`equal`), or only the one before (`delete`) or after (`insert`)."""

    kind: Kind
    text: str


def differences(before: str, after: str) -> tuple[Change, ...]:
    """The pieces in reading order; those but the inserted make `before`, those but the deleted make `after`."""
    return _changes(before, after, alike=str)


def differences_in_wording(before: str, after: str) -> tuple[Change, ...]:
    """As `differences`, but spellings that fold to the same are equal: an equal piece stands as in `after`."""
    return _changes(before, after, alike=fold)


def _changes(before: str, after: str, *, alike: Callable[[str], str]) -> tuple[Change, ...]:
    if before == after:
        return (Change("equal", after),) if after else ()
    old, new = _words(before), _words(after)
    matches = _matches([alike(word) for word in old], [alike(word) for word in new])
    pieces = groupby(_pieces(old, new, matches), key=attrgetter("kind"))
    return tuple(Change(kind, "".join(piece.text for piece in group)) for kind, group in pieces)


def _words(text: str) -> list[str]:
    """The words of a text; joined, they are the text. Cut as folded, so that both scripts are cut alike."""
    folded = fold_with_map(text)
    starts, offset = [], 0
    for run in _RUN.findall(folded.text):
        for word in cut(run):
            starts.append(folded.starts[offset])
            offset += len(word)
    bounds = sorted({0, len(text), *starts})  # a character that folds to several is never cut
    return [text[start:end] for start, end in pairwise(bounds)]


def _pieces(old: Sequence[str], new: Sequence[str], matches: Sequence[tuple[int, int]]) -> Iterator[Change]:
    """Every word once; between two that match the deleted come before the inserted."""
    low = start = 0
    for i, j in [*matches, (len(old), len(new))]:
        yield from (Change("delete", word) for word in old[low:i])
        yield from (Change("insert", word) for word in new[start:j])
        yield from (Change("equal", word) for word in new[j : j + 1])
        low, start = i + 1, j + 1


@dataclass(frozen=True)
class _Stretch:
    """Words [low, high) of the one text that stand where [start, end) of the other do."""

    low: int
    high: int
    start: int
    end: int
    depth: int = 0


def _matches(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The places of the words that are in both texts, in the order of both."""
    found: list[tuple[int, int]] = []
    waiting = [_Stretch(0, len(old), 0, len(new))]
    while waiting:
        stretch = waiting.pop()
        inner = _trim(old, new, stretch, found)
        if inner.low == inner.high or inner.start == inner.end:
            continue
        anchors = _anchors(old, new, inner) if inner.depth < _DEEPEST else []
        if anchors:
            found += anchors
            waiting += _between(inner, anchors)
        else:
            found += _word_by_word(old, new, inner)
    return sorted(found)


def _trim(
    old: Sequence[str], new: Sequence[str], stretch: _Stretch, found: list[tuple[int, int]]
) -> _Stretch:
    """What is left of a stretch when equal words at both ends are matched."""
    low, high, start, end = stretch.low, stretch.high, stretch.start, stretch.end
    while low < high and start < end and old[low] == new[start]:
        found.append((low, start))
        low, start = low + 1, start + 1
    while low < high and start < end and old[high - 1] == new[end - 1]:
        high, end = high - 1, end - 1
        found.append((high, end))
    return _Stretch(low, high, start, end, stretch.depth)


def _anchors(old: Sequence[str], new: Sequence[str], stretch: _Stretch) -> list[tuple[int, int]]:
    """The longest row of words, in the order of both, each of which stands once on either side."""
    places = _once(old, stretch.low, stretch.high)
    others = _once(new, stretch.start, stretch.end)
    pairs = [(place, others[word]) for word, place in places.items() if word in others]
    return _rising(pairs)


def _once(words: Sequence[str], start: int, end: int) -> dict[str, int]:
    """The words that stand once in [start, end), with their places, in order."""
    counts = Counter(words[start:end])
    return {words[place]: place for place in range(start, end) if counts[words[place]] == 1}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Of pairs in the order of their first places the longest row in the order of their second (patience)."""
    tops: list[int] = []  # the lowest second place that ends a row of each length
    rows: list[int] = []  # which pair that is
    before: list[int] = []
    for index, (_, place) in enumerate(pairs):
        length = bisect_left(tops, place)
        before.append(rows[length - 1] if length else -1)
        tops[length : length + 1], rows[length : length + 1] = [place], [index]
    row, index = [], rows[-1] if rows else -1
    while index >= 0:
        row.append(pairs[index])
        index = before[index]
    return row[::-1]


def _between(stretch: _Stretch, anchors: Sequence[tuple[int, int]]) -> Iterator[_Stretch]:
    low, start = stretch.low, stretch.start
    for i, j in [*anchors, (stretch.high, stretch.end)]:
        yield _Stretch(low, i, start, j, stretch.depth + 1)
        low, start = i + 1, j + 1


def _word_by_word(old: Sequence[str], new: Sequence[str], stretch: _Stretch) -> Iterator[tuple[int, int]]:
    if max(stretch.high - stretch.low, stretch.end - stretch.start) > _SMALL:
        return
    ours, theirs = old[stretch.low : stretch.high], new[stretch.start : stretch.end]
    for block in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            yield stretch.low + block.a + step, stretch.start + block.b + step
