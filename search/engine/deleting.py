"""Deletes documents by key: which segments hold them, and which bitmaps change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from search.engine import table
from search.engine.container import Array
from search.engine.dictionary import encoded
from search.engine.schema import KEY
from search.engine.segment import opened
from search.engine.table import Entry


class Deletions:
    """Marks documents of the segments of a table; `entries` then writes what changed."""

    def __init__(self, generation: Path, entries: Sequence[Entry]) -> None:
        self._generation, self._entries = generation, entries
        self._live: dict[int, Array] = {}  # by the number of the segment
        self._changed: set[int] = set()

    def delete(self, keys: Iterable[str]) -> None:
        terms = [encoded(key) for key in keys]
        for number, entry in enumerate(self._entries if terms else ()):
            keys_field = opened(self._generation / entry.name).fields[KEY]
            for term in terms:
                found = keys_field.find(term)
                for document in found.docs.tolist() if found else ():
                    self.mark(number, document)

    def mark(self, segment: int, document: int) -> None:
        if segment not in self._live:
            self._live[segment] = self._read(self._entries[segment])
        if self._live[segment][document]:
            self._live[segment][document] = False
            self._changed.add(segment)

    def entries(self) -> list[Entry]:
        """The entries as they are now; one that holds no live document any more is left out."""
        return [entry for number, entry in self._current() if number not in self._changed or entry.live]

    def _current(self) -> Iterator[tuple[int, Entry]]:
        for number, entry in enumerate(self._entries):
            if number in self._changed:
                entry = table.with_deletions(self._generation, entry, self._live[number])
            yield number, entry

    def _read(self, entry: Entry) -> Array:
        live = table.live_documents(self._generation, entry)
        return np.ones(entry.documents, bool) if live is None else live
