"""Answers a question from one state of the index: matches, ranks or sorts, counts facets, reads the page's documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property, partial
from typing import Any

import numpy as np
from whoosh.util.times import long_to_datetime

from search.engine.ask import Answer, Ask, FacetCount, Hit, Node, ValueCounts
from search.engine.container import Array
from search.engine.evaluation import mask_of, weights_of
from search.engine.folding_groups import Ranked, Rows
from search.engine.masks import Mask
from search.engine.opened import Opened
from search.engine.parts import Part
from search.engine.passages import looked_closely
from search.engine.ranking import best_by_score
from search.engine.schema import KEY
from search.engine.scoring import scorers
from search.engine.sorting import best_by_columns


def answer_to(question: Ask, opened: Opened) -> Answer:
    return _Answering(question, opened).answer()


class _PartHits:
    """What of one part matches: everything asked, and what would match if a filter were not set."""

    def __init__(self, part: Part, match: Mask, filters: Mapping[str, Mask]) -> None:
        self.part = part
        self._matched = match(part) & part.live
        self._filtered = {name: mask(part) for name, mask in filters.items()}
        self.mask = self._within(self._filtered)
        self.count = int(np.count_nonzero(self.mask))

    @cached_property
    def documents(self) -> Array:
        return np.flatnonzero(self.mask)

    def without(self, name: str) -> Array:
        """The documents that match all but this filter."""
        if name not in self._filtered:
            return self.documents
        return np.flatnonzero(self._within(other for other in self._filtered if other != name))

    def _within(self, names: Iterable[str]) -> Array:
        found = self._matched
        for name in names:
            found = found & self._filtered[name]
        return found


class _Answering:
    def __init__(self, question: Ask, opened: Opened) -> None:
        self.question, self.opened = question, opened
        self._unpacked: dict[int, Mapping[str, Any]] = {}
        match = self._mask(question.match)
        filters = {name: self._mask(node) for name, node in question.filters.items()}
        self.hits = [_PartHits(part, match, filters) for part in opened.parts]
        self.documents = sum(hits.count for hits in self.hits)
        self.rows = self._rows()
        self.total = self.documents - (self.rows.surplus if self.rows else 0)

    def answer(self) -> Answer:
        asked = self.question
        return Answer(
            total=self.total,
            hits=tuple(self._hits()),
            facets={name: self._facet(name, field) for name, field in asked.facets.items()},
            queries={name: self._count(node) for name, node in asked.queries.items()},
            columns={name: tuple(self._column(name)) for name in asked.columns},
        )

    def _mask(self, node: Node) -> Mask:
        return mask_of(node, self.opened.read)

    def _rows(self) -> Rows | None:
        """What is folded into rows; None where every document is a row."""
        if not self.question.fold:
            return None
        masks = [hits.mask for hits in self.hits]
        rows = Rows(self.question.fold, self.opened.parts, self.opened.numbering, masks)
        return rows if rows.any else None

    def _page(self) -> Ranked:
        asked = self.question
        most = min(asked.start + asked.size, self.total)
        if most <= asked.start:
            return []
        best = self.rows.first(self._best, most, self.documents) if self.rows else self._best(most)
        return best[asked.start :]

    def _best(self, most: int) -> Ranked:
        """The first so many documents."""
        asked, some = self.question, [each for each in self.hits if each.count]
        if asked.sort:
            ordered = best_by_columns([(each.part, each.documents) for each in some], asked.sort, most)
            return [(document, None) for document in ordered]
        weights = weights_of(asked.rank or asked.match, self.opened.read)
        terms = scorers(self.opened.parts, weights)
        hits = [(each.part, each.mask) for each in some]
        if asked.closely is None:
            return [(document, score) for score, document in best_by_score(hits, terms, most, asked.ties)]
        wanted = max(most, asked.closely.depth)
        best = [(document, score) for score, document in best_by_score(hits, terms, wanted, asked.ties)]
        return looked_closely(self.opened.parts, asked.closely, best, self._stored)[:most]

    def _hits(self) -> Iterable[Hit]:
        page = self._page()
        keys = self.opened.parts.first_values(KEY, [document for document, _ in page])
        for document, score in page:
            others = self.rows.others(document) if self.rows else 0
            yield Hit(keys[document] or "", score, partial(self._stored, document), others)

    def _stored(self, document: int) -> Mapping[str, Any]:
        """Unpacked once, though ranking and the page both read it."""
        if document not in self._unpacked:
            part, number = self.opened.parts.place(document)
            self._unpacked[document] = part.segment.stored(number)
        return self._unpacked[document]

    def _facet(self, name: str, field: str) -> FacetCount:
        """Counts as if this facet's own filter were not set, so that its other values stay on offer."""
        numbering = self.opened.numbering
        numbers = [numbering.of(field, hits.part) for hits in self.hits]
        values = numbering.values(field)
        counts = np.zeros(len(values), np.int64)
        missing = 0
        for hits, own in zip(self.hits, numbers, strict=True):
            found, without = hits.part.segment.fields[field].ordinals.count(hits.without(name), len(own))
            counts[own] += found
            missing += without
        if self.rows:
            others = [hits.without(name) for hits in self.hits] if name in self.question.filters else None
            surplus, without = self.rows.surplus_of(field, others, numbers, len(values))
            counts -= surplus
            missing -= without
        return FacetCount(ValueCounts(values, counts), missing)

    def _count(self, node: Node) -> int:
        mask = self._mask(node)
        return sum(int(np.count_nonzero(hits.mask & mask(hits.part))) for hits in self.hits)

    def _column(self, name: str) -> Iterable[Any]:
        for hits in self.hits:
            field = hits.part.segment.fields[name]
            if field.has("numbers"):
                numbers = field.numbers
                chosen = hits.documents[numbers.present[hits.documents]]
                yield from self._converted(name, numbers.numbers[chosen].tolist())
            elif field.has("rows"):
                ordinals, values = field.ordinals, hits.part.values(name)
                rows = ordinals.rows[hits.documents].tolist()
                yield from (values[value] for row in rows for value in ordinals.row(row))
            else:
                texts = (hits.part.segment.stored(document).get(name) for document in hits.documents.tolist())
                yield from (text for text in texts if text is not None)

    def _converted(self, name: str, numbers: list[Any]) -> Iterable[Any]:
        return map(long_to_datetime, numbers) if self.opened.is_moment(name) else numbers
