"""The reading side: one open searcher for each process and generation, and one way to answer."""

from __future__ import annotations

import os
import pickle
import struct
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from whoosh import scoring
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.searching import Searcher

from search.engine import generations
from search.engine.ask import Answer, Ask, FacetCount, Hit, Node
from search.engine.columns import Columns, count
from search.engine.errors import IndexDamaged
from search.engine.evaluation import Evaluator
from search.engine.matching import to_query
from search.engine.schema import KEY, FieldSpec, build, digest

# What Whoosh raises when a file does not hold what it should.
DAMAGE = (OSError, EOFError, ValueError, LookupError, OverflowError, struct.error, pickle.UnpicklingError)


class Opened:
    """One state of the index, held open: a searcher and the columns made from it."""

    def __init__(self, generation: generations.Generation, schema: Schema) -> None:
        self.generation = generation
        try:
            self.index = FileIndex(FileStorage(str(generation.path)), schema=schema)
            self.searcher: Searcher = self.index.searcher(weighting=scoring.BM25F())
        except Exception as error:  # unpickling what is damaged may raise anything
            raise IndexDamaged(f"the index {generation.path} cannot be opened: {error}") from error
        self.columns = Columns(self.searcher.reader(), schema)

    def is_current(self, generation: generations.Generation) -> bool:
        return generation == self.generation and bool(self.searcher.up_to_date())


class Reader:
    """Answers from the current generation; moves by itself when the pointer or the index moves.

    Whoosh's posting files are read by seeking in shared file objects, so the threads of a process take turns.
    """

    def __init__(self, root: Path, specs: Sequence[FieldSpec], default_field: str) -> None:
        self.root, self.specs, self.default_field = root, tuple(specs), default_field
        self.schema = build(self.specs)
        self.digest = digest(self.specs)
        self._opened: Opened | None = None
        self._lock = threading.RLock()
        self._process = os.getpid()

    def answer(self, question: Ask) -> Answer:
        """Raises an IndexUnavailable when the index is missing, outdated or damaged, and a LookupError for a field
        that it does not have."""
        self._refuse_unknown_fields(question)
        with self._lock:
            opened = self._current()
            try:
                return _Search(opened, question, self._query).answer()
            except DAMAGE as error:
                self._opened = None
                raise IndexDamaged(f"the index {opened.generation.path} cannot be read: {error}") from error

    def _refuse_unknown_fields(self, question: Ask) -> None:
        named = [*question.facets.values(), *question.columns, *(name for name, _ in question.sort)]
        for name in named:
            if name not in self.schema:
                raise LookupError(f"the index has no field {name!r}")

    def keys(self) -> dict[str, dict[str, Any]]:
        """Every document's key with its stored fields, for comparing with the database."""
        with self._lock:
            reader = self._current().searcher.reader()
            return {fields[KEY]: fields for _, fields in reader.iter_docs()}

    def key_terms(self, key: str, field: str, size: int) -> list[tuple[str, float]]:
        """The words that set a document apart, with their weights: what “similar” asks for."""
        with self._lock:
            searcher = self._current().searcher
            number = searcher.document_number(**{KEY: key})
            return [] if number is None else list(searcher.key_terms([number], field, numterms=size))

    def suggest(self, field: str, word: str) -> str | None:
        """The indexed word nearest to a word by edit distance."""
        with self._lock:
            found = self._current().searcher.reader().corrector(field).suggest(word, limit=1)
            return found[0] if found else None

    def current(self) -> generations.Generation:
        return generations.current(self.root, self.digest)

    def probe(self) -> generations.Generation:
        """Opens the current generation, as a search would. Raises an IndexUnavailable when that cannot be."""
        with self._lock:
            return self._current().generation

    def _current(self) -> Opened:
        if self._process != os.getpid():  # never share file positions with the process that forked us
            self._opened, self._process = None, os.getpid()
        generation = self.current()
        if self._opened is None or not self._opened.is_current(generation):
            self._opened = Opened(generation, self.schema)
        return self._opened

    def _query(self, node: Node) -> Any:
        return to_query(node, self.schema, self.default_field)


_shared: dict[tuple[Path, str], Reader] = {}
_sharing = threading.Lock()


def shared(root: Path, specs: Sequence[FieldSpec], default_field: str) -> Reader:
    """The process's one reader of an index; Haystack would make one for each thread."""
    key = (root, digest(specs))
    with _sharing:
        if key not in _shared:
            _shared[key] = Reader(root, specs, default_field)
        return _shared[key]


class _Search:
    """One question to one open state."""

    def __init__(self, opened: Opened, question: Ask, to_whoosh: Any) -> None:
        self.searcher, self.columns, self.question = opened.searcher, opened.columns, question
        self.to_whoosh = to_whoosh
        self._documents = Evaluator(opened.searcher, opened.columns, to_whoosh).documents

    def answer(self) -> Answer:
        asked = self.question
        matched = self._documents(asked.match)
        filtered = {name: self._documents(node) for name, node in asked.filters.items()}
        hits = matched.intersection(*filtered.values())
        return Answer(
            total=len(hits),
            hits=tuple(self._page(hits)),
            facets={name: self._facet(name, matched, filtered, hits) for name in asked.facets},
            queries={name: len(hits & self._documents(node)) for name, node in asked.queries.items()},
            columns={name: self._column(name, hits) for name in asked.columns},
        )

    def _facet(
        self, name: str, matched: set[int], filtered: dict[str, set[int]], hits: set[int]
    ) -> FacetCount:
        """Counts as if this facet's own filter were not set, so that its other values stay on offer."""
        others = [documents for other, documents in filtered.items() if other != name]
        documents = matched.intersection(*others) if name in filtered else hits
        return count(self.columns.values(self.question.facets[name]), documents)

    def _column(self, name: str, hits: Iterable[int]) -> tuple[Any, ...]:
        column = self.columns.values(name)
        return tuple(value for number in hits for value in column.get(number, ()))

    def _page(self, hits: set[int]) -> Iterable[Hit]:
        window = slice(self.question.start, self.question.start + self.question.size)
        scores = {} if self.question.sort else self._scores(hits)
        ordered = self._sorted(hits) if self.question.sort else sorted(hits, key=lambda n: (-scores[n], n))
        for number in ordered[window]:
            stored = self.searcher.stored_fields(number)
            yield Hit(stored[KEY], scores.get(number), stored)

    def _sorted(self, hits: set[int]) -> list[int]:
        """By each field in turn, later ones first, since Python's sort is stable; documents without a value last."""
        ordered = sorted(hits)
        for field, descending in reversed(self.question.sort):
            column = self.columns.values(field)
            having = [number for number in ordered if number in column]
            having.sort(key=lambda number: column[number][0], reverse=descending)
            ordered = having + [number for number in ordered if number not in column]
        return ordered

    def _scores(self, hits: set[int]) -> dict[int, float]:
        """By BM25F over the words of what was asked; what was found in one piece alone comes after."""
        scored = self.searcher.search(
            self.to_whoosh(self.question.rank or self.question.match), limit=None, filter=hits
        )
        return dict.fromkeys(hits, 0.0) | {number: score for score, number in scored.top_n}
