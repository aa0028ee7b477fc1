"""What can be asked of an index and what it answers, free of any engine's own classes."""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any


@dataclass(frozen=True)
class Everything:
    """Matches every document."""


@dataclass(frozen=True)
class Nothing:
    """Matches no document."""


@dataclass(frozen=True)
class Words:
    """Documents that hold all the words of `text`, or `text` itself in one piece."""

    field: str
    text: str


@dataclass(frozen=True)
class Substring:
    """Documents in which `text` stands in one piece, however it falls into words."""

    field: str
    text: str


@dataclass(frozen=True)
class Near:
    """Documents that hold the words of `text` in their order, each at most `distance` words after the one before. The
    parts of a long word count as words of their own."""

    field: str
    text: str
    distance: int


@dataclass(frozen=True)
class Prefix:
    """Documents with a word or a whole value that begins with `text`; a word as the index has it, folded."""

    field: str
    text: str


@dataclass(frozen=True)
class Values:
    """Documents that have one of these whole values."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Missing:
    """Documents without any value in a whole-value field."""

    field: str


@dataclass(frozen=True)
class Between:
    """Documents with a whole value from `low` to `high` in text order, both included; None is open."""

    field: str
    low: str | None = None
    high: str | None = None


@dataclass(frozen=True)
class Written:
    """A query in Haystack's own syntax, as SearchQuerySet builds it. Never made from what a visitor types."""

    text: str


@dataclass(frozen=True)
class AllOf:
    parts: tuple[Node, ...]


@dataclass(frozen=True)
class AnyOf:
    parts: tuple[Node, ...]


@dataclass(frozen=True)
class AtLeast:
    """Documents that match so many of the parts."""

    least: int
    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Not:
    part: Node


@dataclass(frozen=True)
class Ranked:
    """Documents that hold any of the words of `text`; what ranking adds up."""

    field: str
    text: str
    boost: float = 1.0


Node = (
    Everything
    | Nothing
    | Words
    | Substring
    | Near
    | Prefix
    | Values
    | Missing
    | Between
    | Written
    | AllOf
    | AnyOf
    | AtLeast
    | Not
    | Ranked
)


@dataclass(frozen=True)
class Closely:
    """Of the `depth` documents that rank first, those come before that hold more of these texts in one passage of a stored
    text field, in its opening, and anywhere in it: each weighs so much beside the rank."""

    field: str
    texts: tuple[str, ...]
    passage: float = 1.0
    opening: float = 1.0
    anywhere: float = 0.0
    depth: int = 60


@dataclass(frozen=True)
class Ask:
    """One search: what `match` and all `filters` match, ranked by `rank` (by `match` where there is none) and, where it is
    given, `closely`.

    `filters` are named, so that a facet can be counted as if its own filter were not set. `facets` maps each facet
    that is to be counted to its whole-value field. `sort` lists (field, descending); empty means by relevance.
    Among equal scores `ties`, written as `sort` is, say which comes first; what they leave goes to the document indexed first.
    `queries` are counted among the hits, by name.

    Where `fold` names a whole-value field of one value at most, documents with the same value are one row: the total and
    the facets count rows, and the best document of each row is its hit.
    """

    match: Node
    rank: Node | None = None
    closely: Closely | None = None
    filters: Mapping[str, Node] = field(default_factory=dict)
    facets: Mapping[str, str] = field(default_factory=dict)
    queries: Mapping[str, Node] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    sort: tuple[tuple[str, bool], ...] = ()
    ties: tuple[tuple[str, bool], ...] = ()
    start: int = 0
    size: int = 20
    fold: str = ""


@dataclass(frozen=True)
class Hit:
    """`stored` holds the document's fields as they were given to the writer; they are unpacked when first asked for.
    `others` is how many more documents stand in its row."""

    key: str
    score: float | None
    _unpack: Callable[[], Mapping[str, Any]] = field(repr=False, compare=False)
    others: int = 0

    @cached_property
    def stored(self) -> Mapping[str, Any]:
        return self._unpack()


class ValueCounts(Mapping[str, int]):
    """How many documents have each value of a facet. Values that none has are not in it.

    `values[i]` is counted by `counts[i]`; only what is asked for becomes Python's own numbers.
    """

    def __init__(self, values: Sequence[str], counts: Any) -> None:
        self._values, self._counts = values, counts

    def __getitem__(self, value: str) -> int:
        return self._all[value]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return int((self._counts > 0).sum())

    @cached_property
    def _all(self) -> dict[str, int]:
        return dict(self._pairs((self._counts > 0).nonzero()[0]))

    def items(self) -> ItemsView[str, int]:
        return self._all.items()

    def largest(self, most: int) -> list[tuple[str, int]]:
        """The most frequent values with their counts, in no order; and all that are as frequent as the last of them, so
        that whoever chooses among these chooses the same each time."""
        some = (self._counts > 0).nonzero()[0]
        if len(some) > most:
            counts = self._counts[some]
            ascending = counts.copy()
            ascending.partition(-most)
            some = some[counts >= ascending[-most]]
        return list(self._pairs(some))

    def _pairs(self, numbers: Any) -> Iterator[tuple[str, int]]:
        named = map(self._values.__getitem__, numbers.tolist())
        return zip(named, self._counts[numbers].tolist(), strict=True)


@dataclass(frozen=True)
class FacetCount:
    """`counts` by value; `missing` counts the documents without a value."""

    counts: ValueCounts
    missing: int


@dataclass(frozen=True)
class Answer:
    """`columns` holds, for each column asked for, the values of all hits (not only of this page)."""

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, FacetCount] = field(default_factory=dict)
    queries: Mapping[str, int] = field(default_factory=dict)
    columns: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
