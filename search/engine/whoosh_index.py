"""The index as Whoosh's own classes know one, read-only: for their searchers, readers and queries."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from whoosh.fields import Schema
from whoosh.index import Index

from search.engine import generations
from search.engine.parts import Parts
from search.engine.schema import FieldSpec, build, digest


class WhooshIndex(Index):
    """Always the current generation: each reader and searcher made from it sees what is indexed by then."""

    def __init__(self, root: Path, specs: Sequence[FieldSpec]) -> None:
        self.root, self.specs = root, tuple(specs)

    @property
    def schema(self) -> Schema:
        return build(self.specs)

    def reader(self, reuse: Any = None) -> Any:
        """Raises an IndexUnavailable when there is no index, or one that cannot be used."""
        from search.engine.codec.index import reader_over  # seldom needed, and it loads much of Whoosh

        generation = generations.current(self.root, digest(self.specs))
        return reader_over(Parts.open(generation.path), self.schema)

    def is_empty(self) -> bool:
        return bool(self.doc_count_all() == 0)
