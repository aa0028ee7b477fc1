"""Documents of one group as one row: how many rows there are, how many have a value, and the best document of each.

A group is what documents have in common in a whole-value field of one value at most; a document without one is a row of
its own. A row is made of the documents that match, so it has a value where any of these has it, and choosing a value
finds as many rows as were counted for it.

Few documents stand in groups. So all documents are counted as ever, and what members of groups count too often is
taken off again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np

from search.engine.container import Array
from search.engine.numbering import ValueNumbers
from search.engine.parts import Part

Ranked = Sequence[tuple[int, float | None]]  # documents of the index with their scores, best first

SPARE = (
    12  # documents more than rows that are looked at first: most copies of one text stand beside each other
)
FURTHER = 4  # times as many are looked at where these were not enough


class _Members(NamedTuple):
    """Documents of a part that stand in groups, and the group of each."""

    documents: Array
    groups: Array

    def among(self, mask: Array) -> _Members:
        return self.where(mask.take(self.documents))

    def where(self, kept: Array) -> _Members:
        return _Members(self.documents[kept], self.groups[kept])


class Rows:
    """The rows of the documents that match: a mask over each part."""

    def __init__(
        self, field: str, parts: Sequence[Part], numbering: ValueNumbers, masks: Sequence[Array]
    ) -> None:
        self._parts = parts
        self._all = [_members(field, part, numbering.of(field, part)) for part in parts]
        self._groups = len(numbering.values(field))
        self._matching = [members.among(mask) for members, mask in zip(self._all, masks, strict=True)]
        self._sizes = self._sizes_of(self._matching)
        self.surplus = int(self._sizes.sum()) - int(np.count_nonzero(self._sizes))  # documents more than rows

    @property
    def any(self) -> bool:
        """Whether any document of the index stands in a group."""
        return any(len(members.documents) for members in self._all)

    def others(self, document: int) -> int:
        """How many more documents stand in the row of one that matches."""
        group = int(self._group_of[document])
        return int(self._sizes[group]) - 1 if group >= 0 else 0

    def first(self, best: Callable[[int], Ranked], most: int, documents: int) -> Ranked:
        """The best document of each of the first `most` rows; `best` gives so many of all `documents` that match."""
        wanted = most + min(self.surplus, SPARE)
        while True:
            found = self._first_of_each(best(min(wanted, documents)))
            if len(found) >= most or wanted >= documents:
                return found[:most]
            wanted *= FURTHER

    def surplus_of(
        self, field: str, others: Sequence[Array] | None, numbers: Sequence[Array], values: int
    ) -> tuple[Array, int]:
        """How many documents more than rows have each of a field's `values`, and how many more have none; among `others`
        than those that match, where they are given. `numbers` are those of each part's values among all."""
        pairs = [
            _pairs(part, field, members, own + 1, values + 1)
            for part, members, own in zip(
                self._parts, self._together if others is None else self._among(others), numbers, strict=True
            )
        ]
        together = np.sort(_joined(pairs))
        repeated = together[1:][together[1:] == together[:-1]]
        counts = np.bincount(repeated % (values + 1), minlength=values + 1)
        return counts[1:], int(counts[0])

    @cached_property
    def _together(self) -> list[_Members]:
        return self._not_alone(self._matching)

    def _among(self, documents: Sequence[Array]) -> list[_Members]:
        masks = (_mask(part, some) for part, some in zip(self._parts, documents, strict=True))
        return self._not_alone([members.among(mask) for members, mask in zip(self._all, masks, strict=True)])

    def _not_alone(self, some: Sequence[_Members]) -> list[_Members]:
        """Those that have others of their group among them: only these count too often."""
        several = self._sizes_of(some) > 1
        return [members.where(several.take(members.groups)) for members in some]

    def _first_of_each(self, ranked: Ranked) -> Ranked:
        groups = self._group_of.take([document for document, _ in ranked]).tolist() if ranked else []
        seen: set[int] = set()
        found = []
        for each, group in zip(ranked, groups, strict=True):
            if group not in seen:
                found.append(each)
            if group >= 0:
                seen.add(group)
        return found

    def _sizes_of(self, some: Sequence[_Members]) -> Array:
        return np.bincount(_joined([members.groups for members in some]), minlength=self._groups)

    @cached_property
    def _group_of(self) -> Array:
        """For each document of the index its group where it matches; -1 where it stands in none."""
        found = np.full(sum(part.documents for part in self._parts), -1, np.int64)
        for part, members in zip(self._parts, self._matching, strict=True):
            found[members.documents.astype(np.int64) + part.first] = members.groups
        return found


def _members(field: str, part: Part, numbers: Array) -> _Members:
    """From the posting lists of the groups, which stand one after the other."""
    own = part.segment.fields[field]
    sizes: Array = np.diff(own.array("starts").astype(np.int64))
    return _Members(own.array("docs"), np.repeat(numbers, sizes))


def _pairs(part: Part, field: str, members: _Members, numbers: Array, width: int) -> Array:
    """The group and the value of each value of the members, as one number; 0 stands for having none."""
    ordinals = part.segment.fields[field].ordinals
    rows = ordinals.rows.take(members.documents)
    lengths, groups = ordinals.lengths.take(rows), members.groups * width
    ends = np.cumsum(lengths)
    within = np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - lengths, lengths)
    at = within + np.repeat(ordinals.starts.take(rows).astype(np.int64), lengths)
    held = np.repeat(groups, lengths) + numbers.take(ordinals.values.take(at))
    return np.concatenate((held, groups[lengths == 0]))


def _mask(part: Part, documents: Array) -> Array:
    mask = part.nothing()
    mask[documents] = True
    return mask


def _joined(arrays: Sequence[Array]) -> Array:
    return np.concatenate(arrays) if arrays else np.zeros(0, np.int64)
