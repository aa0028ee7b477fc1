"""Looks up terms for Whoosh's readers: the dictionary, what is known of each term, and its postings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.reading import TermInfo, TermNotFound
from whoosh.util.numeric import byte_to_length

from search.engine.codec.matcher import ArrayMatcher
from search.engine.codec.postings import PostingList, PostingTable
from search.engine.container import Array
from search.engine.dictionary import Dictionary
from search.engine.segment import Field, Segment

Term = tuple[str, bytes]
REMEMBERED = 4096  # Whoosh looks up each term of a query several times


class FieldTerms:
    """The terms of one field, by number."""

    def __init__(self, field: Field) -> None:
        self.name = field.name
        self.dictionary: Dictionary = field.terms
        self.find = lru_cache(REMEMBERED)(self.dictionary.find)
        self.postings = PostingTable(field)
        self.lengths: Array | None = field.lengths if field.has("lengths") else None

    def info(self, number: int) -> ArrayTermInfo:
        return ArrayTermInfo(self, number)


class ArrayTermInfo(TermInfo):
    """What is known of a term, counted when it is asked for."""

    def __init__(self, terms: FieldTerms, number: int) -> None:
        self._terms, self._number = terms, number

    @cached_property
    def _list(self) -> PostingList:
        return self._terms.postings[self._number]

    def doc_frequency(self) -> int:
        return len(self._list)

    def weight(self) -> float:
        weights = self._list.weights
        return float(len(self._list) if weights is None else weights.sum(dtype=np.float64))

    def max_weight(self) -> float:
        weights = self._list.weights
        return 1.0 if weights is None else float(weights.max())

    def min_length(self) -> int:
        return self._length("min_lengths", np.min)

    def max_length(self) -> int:
        return self._length("max_lengths", np.max)

    def _length(self, section: str, extreme: Any) -> int:
        """0 where lengths are not known."""
        known = self._terms.postings.section(section)
        if known is not None:
            return int(byte_to_length(known[self._number]))
        if self._terms.lengths is None:
            return 0
        return int(byte_to_length(extreme(self._terms.lengths[self._list.docs])))

    # Whoosh moves these two by a segment's place among others.
    @cached_property
    def _minid(self) -> int:
        return int(self._list.docs[0])

    @cached_property
    def _maxid(self) -> int:
        return int(self._list.docs[-1])


class ArrayCursor(base.FieldCursor):
    """A place in the terms of a field; begins at the first."""

    def __init__(self, terms: FieldTerms, fieldobj: Any) -> None:
        self._terms, self._fieldobj = terms, fieldobj
        self._number = 0

    def is_valid(self) -> bool:
        return self._number < len(self._terms.dictionary)

    def first(self) -> str | None:
        self._number = 0
        return self.text()

    def find(self, term: bytes | str) -> str | None:
        """Goes to the first term that is not before this one."""
        found = term if isinstance(term, bytes) else self._fieldobj.to_bytes(term)
        self._number = self._terms.dictionary.at_or_after(found)
        return self.text()

    def next(self) -> str | None:
        self._number = min(self._number + 1, len(self._terms.dictionary))
        return self.text()

    def text(self) -> Any:
        """The term as its field reads it, None behind the last."""
        return self._fieldobj.from_bytes(self._terms.dictionary[self._number]) if self.is_valid() else None

    def term_info(self) -> TermInfo | None:
        return self._terms.info(self._number) if self.is_valid() else None


class ArrayTermsReader(base.TermsReader):
    """Terms are ordered by field, then by their bytes."""

    def __init__(self, segment: Segment) -> None:
        named = sorted(segment.fields.items())
        self._fields = {name: FieldTerms(field) for name, field in named if field.has("terms")}

    def indexed_field_names(self) -> Iterable[str]:
        return self._fields.keys()

    def _number(self, fieldname: str, term: bytes) -> int:
        """Raises KeyError where there is no such term."""
        number = self._fields[fieldname].find(term)
        if number < 0:
            raise KeyError(f"{fieldname}:{term!r}")
        return number

    def __contains__(self, term: Term) -> bool:
        fieldname, text = term
        return fieldname in self._fields and self._fields[fieldname].find(text) >= 0

    def cursor(self, fieldname: str, fieldobj: Any) -> base.FieldCursor:
        if fieldname not in self._fields:
            return base.EmptyCursor()
        return ArrayCursor(self._fields[fieldname], fieldobj)

    def terms(self) -> Iterator[Term]:
        return self.terms_from("", b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[Term]:
        for terms, first in self._from(fieldname, prefix):
            yield from ((terms.name, text) for text in terms.dictionary.between(first, len(terms.dictionary)))

    def items(self) -> Iterator[tuple[Term, TermInfo]]:
        return self.items_from("", b"")

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[Term, TermInfo]]:
        for terms, first in self._from(fieldname, prefix):
            for number, text in enumerate(terms.dictionary.between(first, len(terms.dictionary)), first):
                yield (terms.name, text), terms.info(number)

    def _from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[FieldTerms, int]]:
        """This field and those after it, each with the number of its first term that is asked for."""
        for name, terms in self._fields.items():
            if name >= fieldname:
                yield terms, terms.dictionary.at_or_after(prefix) if name == fieldname else 0

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        try:
            return self._fields[fieldname].info(self._number(fieldname, text))
        except KeyError as error:
            raise TermNotFound(f"no term {fieldname}:{text!r}") from error

    def frequency(self, fieldname: str, text: bytes) -> float:
        return self._fields[fieldname].info(self._number(fieldname, text)).weight()

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        return self._fields[fieldname].info(self._number(fieldname, text)).doc_frequency()

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> ArrayMatcher:
        try:
            number = self._number(fieldname, text)
        except KeyError as error:
            raise TermNotFound(f"no term {fieldname}:{text!r}") from error
        terms = self._fields[fieldname]
        postings = terms.postings[number]
        return ArrayMatcher(
            postings, postings.docs.data, format_, (fieldname, text), scorer, terms.info(number)
        )
