"""The reading side: one open index for each process and generation, shared by its threads, and one way to answer."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from archive.text import words
from search.engine import generations, table
from search.engine.answering import answer_to
from search.engine.ask import Answer, Ask
from search.engine.completing import Completion, Naming, Pattern, completions
from search.engine.errors import IndexDamaged
from search.engine.generations import Generation
from search.engine.opened import Opened
from search.engine.schema import KEY, FieldSpec, build, digest
from search.engine.similar import key_terms
from search.engine.spelling import Near, nearest, sounding

ATTEMPTS = (
    20  # at opening: the writer may take away a segment between our reading of its table and of the segment
)


class Reader:
    """Answers from the current generation; moves by itself when the pointer or the index moves.

    What is open is never changed: a thread goes on with the state that it began with. Raises an IndexUnavailable when
    the index is missing, outdated or damaged.
    """

    def __init__(self, root: Path, specs: Sequence[FieldSpec], default_field: str) -> None:
        self.root, self.specs, self.default_field = root, tuple(specs), default_field
        self.schema = build(self.specs)
        self.digest = digest(self.specs)
        self._opened: Opened | None = None
        self._lock = threading.Lock()

    def answer(self, question: Ask) -> Answer:
        """Raises a LookupError for a field that the index does not have."""
        self._refuse_unknown_fields(question)
        return answer_to(question, self._current())

    def _refuse_unknown_fields(self, question: Ask) -> None:
        named = [*question.facets.values(), *question.columns, *(name for name, _ in question.sort)]
        named += [question.fold] if question.fold else []
        for name in named:
            if name not in self.schema:
                raise LookupError(f"the index has no field {name!r}")

    def documents(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Every document's key with its stored fields, in the order of the index."""
        for part in self._current().parts:
            for document in part.live.nonzero()[0].tolist():
                fields = part.segment.stored(document)
                yield fields[KEY], fields

    def keys(self) -> dict[str, dict[str, Any]]:
        """As `documents`, all at once."""
        return dict(self.documents())

    def key_terms(self, key: str, field: str, size: int) -> list[tuple[str, float]]:
        """The words that set a document apart, with their weights: what “similar” asks for."""
        return key_terms(self._current().parts, key, field, size)

    def nearest(self, field: str, word: str, most: int = 1) -> list[Near]:
        """The indexed words that look or sound most like a word."""
        return nearest(self._current().parts, field, word, most)

    def sounding(self, field: str, pattern: Pattern, most: int) -> list[tuple[str, int]]:
        """The indexed words of which each letter is one of a set, the most frequent first, with their documents."""
        return sounding(self._current().parts, field, pattern, most)

    def completions(
        self, field: str, naming: Naming, patterns: Sequence[Pattern], most: int
    ) -> list[Completion]:
        """The values of a whole-value field in whose names a pattern stands. A field's naming is always the same."""
        return completions(self._current().parts, field, naming, patterns, most)

    def current(self) -> Generation:
        return generations.current(self.root, self.digest)

    def probe(self) -> Generation:
        """Opens the current generation, as a search would."""
        return self._current().generation

    def segments(self) -> int:
        return len(self._current().parts)

    def _current(self) -> Opened:
        opened = self._opened
        if opened is None or not opened.is_current():
            with self._lock:
                opened = self._opened
                if opened is None or not opened.is_current():
                    opened = self._opened = self._open()
        opened.parts.refuse_cut()
        words.use(opened.dictionary)
        return opened

    def _open(self) -> Opened:
        for attempt in range(ATTEMPTS):
            pointer, generation = generations.state(self.root), self.current()
            before = pointer, table.state(generation.path)
            try:
                return Opened(self.root, generation, self.schema, self.default_field, self._opened)
            except (IndexDamaged, OSError) as error:
                now = generations.state(self.root), table.state(generation.path)
                if attempt == ATTEMPTS - 1 or now == before:
                    raise IndexDamaged(f"the index {generation.path} cannot be opened: {error}") from error
        raise AssertionError("unreachable")


_shared: dict[tuple[Path, str], Reader] = {}
_sharing = threading.Lock()


def shared(root: Path, specs: Sequence[FieldSpec], default_field: str) -> Reader:
    """The process's one reader of an index; Haystack would make one for each thread."""
    key = (root, digest(specs))
    with _sharing:
        if key not in _shared:
            _shared[key] = Reader(root, specs, default_field)
        return _shared[key]
