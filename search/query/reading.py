"""How a query was understood: plain values, which the builder, ranking, highlighting and pages share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

BODY, TITLE = "text", "title"  # fields of the index in which a term is looked for
HEADS = "heads"  # one that only ranks: headings and names of bodies
SIGNS = "signs"  # and that of punctuation, which the others leave out


@dataclass(frozen=True)
class Term:
    """A text to look for in a field; `quoted`: it must stand in one piece. `also` are other texts that do as well:
    synonyms, or the words that a spelling in pinyin stands for."""

    text: str
    quoted: bool = False
    field: str = BODY
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Restriction:
    """A facet's value that the query names, as 城市:上海 does. `keys` are the values that it means, `low` and `high`
    the days of a range, `label` what a page calls it. Without keys and days it means nothing and matches nothing."""

    facet: str
    given: str
    keys: tuple[str, ...] = ()
    low: str = ""
    high: str = ""
    label: str = ""

    @property
    def means_nothing(self) -> bool:
        return not (self.keys or self.low or self.high)


@dataclass(frozen=True)
class Group:
    """One of each group of `required` must match, none of `excluded` may."""

    required: tuple[tuple[Item, ...], ...] = ()
    excluded: tuple[Item, ...] = ()


Item = Term | Restriction | Group


@dataclass(frozen=True)
class Reading(Group):
    """A whole query. `ignored` lists what has no letter to look for; `cut` that there were too many terms, `deep` that
    brackets were nested too deep and the inner ones left out."""

    ignored: tuple[str, ...] = ()
    cut: bool = False
    deep: bool = False

    @property
    def terms(self) -> tuple[Term, ...]:
        """The texts that were asked for, in brackets too; not those that are excluded."""
        return tuple(_terms(self))

    @property
    def words(self) -> tuple[str, ...]:
        """What was asked for without quotes, and what is looked for beside it."""
        return tuple(text for term in self.terms if not term.quoted for text in (term.text, *term.also))

    @property
    def pieces(self) -> tuple[str, ...]:
        """What was asked for in one piece."""
        return tuple(term.text for term in self.terms if term.quoted)

    @property
    def texts(self) -> tuple[str, ...]:
        """All that is looked for, quoted or not: what ranks."""
        return tuple(text for term in self.terms for text in (term.text, *term.also))

    @property
    def restrictions(self) -> tuple[Restriction, ...]:
        """The values of facets that the query names, excluded ones too."""
        return tuple(item for item in _items(self) if isinstance(item, Restriction))

    def with_items(self, change: Callable[[Item], Item]) -> Reading:
        """Each term and restriction changed, wherever it stands."""
        changed = _with_items(self, change)
        return replace(self, required=changed.required, excluded=changed.excluded)

    def with_required(self, change: Callable[[Item], Item]) -> Reading:
        """Each term and restriction changed but those that are excluded."""
        return replace(self, required=_with_items(self, change, excluded=False).required)


def _terms(group: Group) -> Iterator[Term]:
    for alternatives in group.required:
        for item in alternatives:
            if isinstance(item, Term):
                yield item
            elif isinstance(item, Group):
                yield from _terms(item)


def _items(group: Group) -> Iterator[Item]:
    for item in (*(item for alternatives in group.required for item in alternatives), *group.excluded):
        if isinstance(item, Group):
            yield from _items(item)
        else:
            yield item


def _with_items(group: Group, change: Callable[[Item], Item], *, excluded: bool = True) -> Group:
    def changed(item: Item) -> Item:
        return _with_items(item, change, excluded=excluded) if isinstance(item, Group) else change(item)

    return Group(
        tuple(tuple(map(changed, alternatives)) for alternatives in group.required),
        tuple(map(changed, group.excluded)) if excluded else group.excluded,
    )
