"""A text that remembers where each part of it came from, and the replay of a ledger.

A traced text is a row of pieces. Each piece covers a span of the decoded raw text and holds what now stands
there; the spans are adjacent, in order, and cover the whole. Every stage hands in its edits in the offsets of
the text that it was given; `apply` turns them into ledger entries in the offsets of the raw text. An edit that
touches part of an already changed piece is widened to the whole piece, so that every entry can be replayed, and
vetoed, on its own.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from archive.ingest.records import Entry, Stage


@dataclass(frozen=True)
class Edit:
    """A change that a stage asks for: `start` and `end` are offsets in the text it was given."""

    start: int
    end: int
    after: str
    rule: str
    reason: str
    confidence: float = 1.0


@dataclass(frozen=True)
class Piece:
    start: int
    end: int
    text: str
    changed: bool = False


class LedgerMismatch(ValueError):
    """A ledger entry does not fit the text it is replayed over."""


class TracedText:
    """An immutable text with the map to its origin."""

    def __init__(self, origin: str, pieces: Sequence[Piece] | None = None) -> None:
        self.origin = origin
        self.pieces = tuple(pieces) if pieces is not None else (Piece(0, len(origin), origin),)
        self.text = "".join(piece.text for piece in self.pieces)
        self._ends = list(accumulate(len(piece.text) for piece in self.pieces))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the raw text that a span of this text came from."""
        if start == end:
            at = self._origin(start, at_end=False)
            return at, at
        return self._origin(start, at_end=False), self._origin(end, at_end=True)

    def _origin(self, offset: int, *, at_end: bool) -> int:
        # The piece that holds the character before (an end) or after (a start) the offset.
        probe = offset - 1 if at_end else offset
        index = min(bisect_right(self._ends, max(probe, 0)), len(self.pieces) - 1)
        piece = self.pieces[index]
        if piece.changed:
            return piece.end if at_end else piece.start
        return piece.start + offset - (self._ends[index] - len(piece.text))

    def covered(self, start: int, end: int) -> tuple[int, int]:
        """The span of this text that came from a span of the raw text; whole pieces where they were changed."""
        low = bisect_right(self._starts, start) - 1
        high = bisect_left(self._starts, end) - 1
        return self._offset(low, start, at_end=False), self._offset(high, end, at_end=True)

    @cached_property
    def _starts(self) -> list[int]:
        return [piece.start for piece in self.pieces]

    def _offset(self, index: int, origin: int, *, at_end: bool) -> int:
        piece = self.pieces[index]
        begin = self._ends[index] - len(piece.text)
        if piece.changed:
            return self._ends[index] if at_end else begin
        return begin + min(origin, piece.end) - piece.start

    def apply(self, stage: Stage, edits: Iterable[Edit]) -> tuple[TracedText, tuple[Entry, ...]]:
        """Makes the edits (in any order, not overlapping) and returns the new text and its ledger entries.

        Raises ValueError when two edits overlap or one inserts text without touching any.
        """
        pieces: list[Piece] = []
        entries: list[Entry] = []
        cursor = _Cursor(self.pieces)
        for edit in self._widened(edits):
            pieces += cursor.take_until(edit.start)
            covered = cursor.take_until(edit.end)
            start, end = covered[0].start, covered[-1].end
            before = "".join(piece.text for piece in covered)
            pieces.append(Piece(start, end, edit.after, changed=True))
            entries.append(
                Entry(stage, edit.rule, edit.reason, start, end, before, edit.after, edit.confidence)
            )
        pieces += cursor.take_until(len(self.text))
        return TracedText(self.origin, pieces + cursor.rest()), tuple(entries)

    def _widened(self, edits: Iterable[Edit]) -> list[Edit]:
        """The edits in order, each grown to whole changed pieces; edits that meet in one piece become one."""
        widened: list[Edit] = []
        for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
            if edit.start >= edit.end:
                raise ValueError(f"an edit must replace at least one character: {edit}")
            start, end = self._whole(edit.start, at_end=False), self._whole(edit.end, at_end=True)
            after = self.text[start : edit.start] + edit.after + self.text[edit.end : end]
            if widened and widened[-1].end > start:
                last = widened.pop()
                after = _joined(self.text, last, edit, end)
                start = last.start
                end = max(end, last.end)
                edit = Edit(
                    edit.start, edit.end, after, edit.rule, edit.reason, min(edit.confidence, last.confidence)
                )
            widened.append(Edit(start, end, after, edit.rule, edit.reason, edit.confidence))
        return widened

    def _whole(self, offset: int, *, at_end: bool) -> int:
        probe = offset - 1 if at_end else offset
        index = min(bisect_right(self._ends, probe), len(self.pieces) - 1)
        piece = self.pieces[index]
        if not piece.changed:
            return offset
        return self._ends[index] if at_end else self._ends[index] - len(piece.text)


def _joined(text: str, last: Edit, edit: Edit, end: int) -> str:
    """Two edits inside one changed piece, as one replacement of [last.start, max(end, last.end))."""
    tail = text[edit.start : last.end]
    if not last.after.endswith(tail):
        raise ValueError(f"edits overlap: {last} and {edit}")
    kept = last.after[: len(last.after) - len(tail)]
    return kept + edit.after + text[edit.end : max(end, last.end)]


class _Cursor:
    """Walks the pieces by offsets in the current text, cutting unchanged pieces where asked."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._index = 0
        self._inside = 0  # so much of the piece at hand was taken
        self._offset = 0

    def take_until(self, offset: int) -> list[Piece]:
        taken: list[Piece] = []
        while self._offset < offset:
            piece = self._pieces[self._index]
            length = min(len(piece.text) - self._inside, offset - self._offset)
            taken.append(self._part(piece, self._inside + length))
            self._offset += length
        return taken

    def _part(self, piece: Piece, end: int) -> Piece:
        """The piece at hand from where it was left up to `end`; only unchanged ones are ever cut: edits were
        widened. Only the part is copied, so that many cuts of a long piece take no more time than one."""
        begin, self._inside = self._inside, end
        if end == len(piece.text):
            self._index, self._inside = self._index + 1, 0
            if not begin:
                return piece
        return Piece(piece.start + begin, piece.start + end, piece.text[begin:end])

    def rest(self) -> list[Piece]:
        """What was not taken: empty pieces at the end."""
        return list(self._pieces[self._index :])


def replay(raw_text: str, ledger: Iterable[Entry]) -> str:
    """The published text: the raw text with every ledger entry made again, in order, but for the vetoed ones.

    An entry with an empty span (how the text was decoded) is a note and changes nothing. Raises LedgerMismatch when
    an entry's `before` is not what stands at its span.
    """
    pieces = [Piece(0, len(raw_text), raw_text)]
    starts = [0]
    for entry in ledger:
        if entry.start < entry.end and not entry.vetoed:
            _make_again(pieces, starts, entry)
    return "".join(piece.text for piece in pieces)


def _make_again(pieces: list[Piece], starts: list[int], entry: Entry) -> None:
    """Puts one entry in place of the pieces that it covers; the first and the last may be cut."""
    low, high = bisect_right(starts, entry.start) - 1, bisect_left(starts, entry.end)
    head, first = _cut(pieces[low], entry.start)
    covered = [first, *pieces[low + 1 : high]]
    covered[-1], tail = _cut(covered[-1], entry.end)
    before = "".join(piece.text for piece in covered)
    if before != entry.before or covered[0].start != entry.start or covered[-1].end != entry.end:
        raise LedgerMismatch(f"expected {entry.before!r} at [{entry.start}, {entry.end}), found {before!r}")
    made = Piece(entry.start, entry.end, entry.after, changed=True)
    pieces[low:high] = [piece for piece in (head, made, tail) if piece.start < piece.end]
    starts[low:high] = [piece.start for piece in (head, made, tail) if piece.start < piece.end]


def _cut(piece: Piece, offset: int) -> tuple[Piece, Piece]:
    """The piece before and from an offset of the raw text; either may be empty. A changed piece is never cut."""
    if offset >= piece.end:
        return piece, Piece(piece.end, piece.end, "")
    if offset <= piece.start or piece.changed:
        return Piece(piece.start, piece.start, ""), piece
    at = offset - piece.start
    return Piece(piece.start, offset, piece.text[:at]), Piece(offset, piece.end, piece.text[at:])
