"""Merges segments into one, deleted documents left out: arrays are put together, nothing is analysed anew.

Each section is written in portions of terms, so that a merge takes memory for a portion and not for the segments.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from search.engine.building import SectionWriter
from search.engine.container import Array, ContainerWriter
from search.engine.dense import DenseTerms
from search.engine.dictionary import Dictionary
from search.engine.frequencies import Narrowing
from search.engine.inverting import unsigned
from search.engine.ordinals import Numbers, Ordinals
from search.engine.segment import Field, Segment
from search.engine.uniting import unite

PORTION = 4_000_000  # entries of a section that are put together at once


@dataclass(frozen=True)
class Source:
    """A segment to merge. `live` says which of its documents are not deleted, None that all are; `first` is the number
    of its first document in the merged segment."""

    segment: Segment
    live: Array | None
    first: int

    @cached_property
    def documents(self) -> int:
        return self.segment.documents if self.live is None else int(self.live.sum())

    @cached_property
    def numbers(self) -> Array:
        """The new number of each document; meaningless for deleted ones."""
        live = self.segment.everything() if self.live is None else self.live
        return np.cumsum(live, dtype=np.int64) - 1 + self.first

    def chosen(self, per_document: Array) -> Array:
        return per_document if self.live is None else per_document[self.live]


def merge(segments: Sequence[tuple[Segment, Array | None]], path: Path) -> None:
    """Writes the merged segment and syncs it. Each segment comes with its live documents (None: all)."""
    sources: list[Source] = []
    for segment, live in segments:
        sources.append(Source(segment, live, sum(source.documents for source in sources)))
    documents = sum(source.documents for source in sources)
    with path.open("wb") as file:
        out = SectionWriter(ContainerWriter(file))
        for name in sources[0].segment.fields:
            _merge_field(out, name, sources, documents)
        _merge_stored(out, sources)
        out.container.close({"documents": documents, "fields": out.fields})
        os.fsync(file.fileno())


class _Side:
    """One field of one source: its posting lists with new document numbers, without those of deleted documents."""

    def __init__(self, source: Source, name: str) -> None:
        self.source = source
        self.field: Field = source.segment.fields[name]
        self.terms: Array = np.zeros(0, np.int64)  # the merged number of each of its terms

    @cached_property
    def postings(self) -> Array:
        """How many postings each term has."""
        return self._live_counts(lambda first, last: self._keep(first, last), "starts")

    @cached_property
    def positions(self) -> Array:
        return self._live_counts(lambda first, last: self._keep_positions(first, last), "position_starts")

    def _live_counts(self, kept: Any, section: str) -> Array:
        starts = self.field.array(section).astype(np.int64)
        if self.source.live is None:
            return np.diff(starts)
        counts = np.zeros(len(starts) - 1, np.int64)
        for first, last in _portions(np.diff(starts)):
            summed = np.concatenate(([0], np.cumsum(kept(first, last))))
            counts[first:last] = np.diff(summed[starts[first : last + 1] - starts[first]])
        return counts

    def take(self, section: str, first: int, last: int) -> Array:
        """A section's entries for the terms from `first` on, before `last`."""
        if section == "positions":
            entries, keep = self._entries("positions", "position_starts", first, last), self._keep_positions
        elif section == "freqs":
            entries, keep = self._freqs(first, last), self._keep
        else:
            entries, keep = self._entries(section, "starts", first, last), self._keep
        entries = entries if self.source.live is None else entries[keep(first, last)]
        return self.source.numbers[entries] if section == "docs" else entries

    def _entries(self, section: str, starts: str, first: int, last: int) -> Array:
        bounds = self.field.array(starts)
        return self.field.array(section)[int(bounds[first]) : int(bounds[last])]

    def _keep(self, first: int, last: int) -> Array:
        assert self.source.live is not None
        return self.source.live[self._entries("docs", "starts", first, last)]

    def _keep_positions(self, first: int, last: int) -> Array:
        return np.repeat(self._keep(first, last), self._freqs(first, last))

    def _freqs(self, first: int, last: int) -> Array:
        bounds = self.field.array("starts")
        freqs = self.field.freqs(slice(int(bounds[first]), int(bounds[last])))
        assert freqs is not None
        return freqs


def _merge_field(out: SectionWriter, name: str, sources: Sequence[Source], documents: int) -> None:
    sides = [_Side(source, name) for source in sources]
    terms = _merge_terms(sides)
    field = sides[0].field
    prefix = out.field(name, **_notes(sides))
    out.dictionary(prefix, terms)
    _write_postings(out, prefix, sides, len(terms), documents)
    if field.has("lengths"):
        parts = (side.source.chosen(side.field.lengths) for side in sides)
        out.container.add_parts(f"{prefix}.lengths", np.uint8, parts)
    if field.has("rows"):
        out.put(prefix, _merge_ordinals(sides).sections().items())
    if field.has("numbers"):
        out.put(prefix, _merge_numbers(sides).sections().items())


def _notes(sides: Sequence[_Side]) -> dict[str, Any]:
    notes = [side.field.notes for side in sides]
    if "length" not in notes[0]:
        return {}
    having = [note for note in notes if note["longest"]]
    return {
        "boost": notes[0]["boost"],
        "length": sum(int(side.positions.sum()) for side in sides),
        # With deletions these may be a little wide: as bounds they hold.
        "shortest": min((note["shortest"] for note in having), default=0),
        "longest": max((note["longest"] for note in having), default=0),
    }


def _merge_terms(sides: Sequence[_Side]) -> Dictionary:
    """The terms that any live document holds; each side learns the numbers of its own."""
    held = [
        np.ones(len(side.field.terms), bool) if side.source.live is None else side.postings > 0
        for side in sides
    ]
    terms, numbers = unite([side.field.terms for side in sides], held)
    for side, own in zip(sides, numbers, strict=True):
        side.terms = own
    return terms


def _write_postings(
    out: SectionWriter, prefix: str, sides: Sequence[_Side], count: int, documents: int
) -> None:
    field = sides[0].field
    postings = _totals([side.postings for side in sides], sides, count)
    dense = DenseTerms(documents)
    parts = _portions_of("docs", sides, postings, dense)
    out.container.add_parts(f"{prefix}.docs", np.promote_types(np.uint16, unsigned(documents - 1)), parts)
    out.put(prefix, dense.sections().items())
    _write_starts(out, f"{prefix}.starts", postings)
    if field.has("freqs"):
        narrowing = Narrowing()
        portions = map(narrowing.take, _portions_of("freqs", sides, postings))
        out.container.add_parts(f"{prefix}.freqs", np.uint8, portions)
        out.put(prefix, narrowing.sections().items())
    if field.has("positions"):
        positions = _totals([side.positions for side in sides], sides, count)
        _write_starts(out, f"{prefix}.position_starts", positions)
        dtype = np.result_type(*(side.field.array("positions").dtype for side in sides))
        out.container.add_parts(f"{prefix}.positions", dtype, _portions_of("positions", sides, positions))


def _totals(counts: Sequence[Array], sides: Sequence[_Side], count: int) -> Array:
    totals = np.zeros(count + 1, np.int64)  # one more, for terms that are gone from the end
    for own, side in zip(counts, sides, strict=True):
        np.add.at(totals, side.terms, own)
    return totals[:count]


def _write_starts(out: SectionWriter, name: str, totals: Array) -> None:
    starts = np.concatenate(([0], np.cumsum(totals)))
    out.container.add(name, starts.astype(unsigned(int(starts[-1]))))


def _portions_of(
    section: str, sides: Sequence[_Side], totals: Array, dense: DenseTerms | None = None
) -> Iterator[Array]:
    for first, last in _portions(totals):
        portion = _portion(section, sides, totals, first, last)
        if dense is not None:
            dense.take(first, totals[first:last], portion)
        yield portion


def _portions(totals: Array) -> Iterator[tuple[int, int]]:
    """Ranges of terms with about PORTION entries each."""
    summed = np.cumsum(totals)
    first = 0
    while first < len(totals):
        before = int(summed[first - 1]) if first else 0
        last = max(first + 1, int(np.searchsorted(summed, before + PORTION)))
        yield first, last
        first = last


def _portion(section: str, sides: Sequence[_Side], totals: Array, first: int, last: int) -> Array:
    """A section's entries for a range of merged terms: term by term, in each the sides one after the other."""
    own_totals = totals[first:last]
    ends = np.cumsum(own_totals)
    free = ends - own_totals  # where the next entries of each term go
    merged = np.empty(int(ends[-1]), np.int64)
    for side in sides:
        low, high = (int(bound) for bound in np.searchsorted(side.terms, (first, last)))
        counts = (side.positions if section == "positions" else side.postings)[low:high]
        terms = side.terms[low:high] - first
        entries = side.take(section, low, high)
        begins = np.cumsum(counts) - counts
        merged[np.arange(len(entries)) + np.repeat(free[terms] - begins, counts)] = entries
        np.add.at(free, terms, counts)
    return merged


def _merge_ordinals(sides: Sequence[_Side]) -> Ordinals:
    numbers: dict[tuple[int, ...], int] = {}
    rows = []
    for side in sides:
        own = side.field.ordinals
        values = side.terms[own.values].tolist()
        bounds = own.starts.tolist()
        used = np.zeros(len(bounds) - 1, bool)
        chosen = side.source.chosen(own.rows)
        used[chosen] = True
        renumbered = np.zeros(len(bounds) - 1, np.int64)
        for row in np.flatnonzero(used).tolist():
            key = tuple(values[bounds[row] : bounds[row + 1]])
            renumbered[row] = numbers.setdefault(key, len(numbers))
        rows.append(renumbered[chosen])
    return Ordinals.numbered(np.concatenate(rows), list(numbers))


def _merge_numbers(sides: Sequence[_Side]) -> Numbers:
    columns = [side.field.numbers for side in sides]
    pairs = list(zip(sides, columns, strict=True))
    return Numbers(
        np.concatenate([side.source.chosen(column.numbers) for side, column in pairs]),
        np.concatenate([side.source.chosen(column.present) for side, column in pairs]),
    )


def _merge_stored(out: SectionWriter, sources: Sequence[Source]) -> None:
    out.container.add_parts(
        "stored.blob", np.uint8, (part for source in sources for part in _live_blobs(source))
    )
    lengths = [
        source.chosen(np.diff(source.segment.container.array("stored.starts").astype(np.int64)))
        for source in sources
    ]
    starts = np.concatenate([np.zeros(1, np.int64), *lengths]).cumsum()
    out.container.add("stored.starts", starts.astype(np.uint64))


def _live_blobs(source: Source) -> Iterator[Array]:
    """The stored documents, as few runs as the deleted ones leave."""
    container = source.segment.container
    blob, starts = container.array("stored.blob"), container.array("stored.starts").astype(np.int64)
    live = source.segment.everything() if source.live is None else source.live
    edges = np.flatnonzero(np.diff(np.concatenate(([0], live.view(np.int8), [0]))))
    for first, last in edges.reshape(-1, 2).tolist():
        yield blob[starts[first] : starts[last]]
