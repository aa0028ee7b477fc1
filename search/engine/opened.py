"""One state of an index, held open: it answers the same however the files move on."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from whoosh import query
from whoosh.fields import DATETIME, Schema

from search.engine import generations, own_words, table
from search.engine.container import Array
from search.engine.generations import Generation
from search.engine.masks import Mask
from search.engine.numbering import ValueNumbers
from search.engine.parts import Part, Parts
from search.engine.segment import forget_removed
from search.engine.written import Reading, read


class Opened:
    """`before` is the state that this one follows: what is known of segments that stand in both is kept.

    Raises IndexDamaged where a file of the generation is not whole."""

    def __init__(
        self,
        root: Path,
        generation: Generation,
        schema: Schema,
        default_field: str,
        before: Opened | None = None,
    ) -> None:
        self.root, self.generation = root, generation
        self._schema, self._default_field = schema, default_field
        # Noted before the files are read: what changes meanwhile makes this state outdated, never unnoticed.
        self._state = self._now()
        self.dictionary = own_words.dictionary(generation)
        self.parts = Parts.open(generation.path)
        same = before is not None and before.generation == generation
        self.numbering: ValueNumbers = before.numbering if before is not None and same else ValueNumbers()
        self.numbering.keep({part.segment.name for part in self.parts})
        forget_removed(root)

    def is_current(self) -> bool:
        return self._state == self._now()

    def _now(self) -> tuple[Any, ...]:
        return generations.state(self.root), table.state(self.generation.path)

    def read(self, written: str) -> Reading:
        """A query in Haystack's syntax."""
        return read(written, self._schema, self._default_field, self._by_whoosh)

    def is_moment(self, field: str) -> bool:
        return isinstance(self._schema[field], DATETIME)

    def _by_whoosh(self, asked: query.Query) -> Mask:
        found = np.zeros(self.parts.documents, bool)
        found[list(self._searcher.docs_for_query(asked))] = True

        def mask(part: Part) -> Array:
            return found[part.first : part.first + part.documents]

        return mask

    @cached_property
    def _searcher(self) -> Any:
        from search.engine.codec.index import searcher_over  # seldom needed, and it loads much of Whoosh

        return searcher_over(self.parts, self._schema)
