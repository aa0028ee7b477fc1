"""Puts the dictionaries of several segments together into one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from search.engine.container import Array
from search.engine.dictionary import Dictionary

SHORT = 8  # bytes: a term that is not longer is compared as one number


def unite(dictionaries: Sequence[Dictionary], held: Sequence[Array]) -> tuple[Dictionary, list[Array]]:
    """The terms that are held anywhere, and for each dictionary its terms' numbers among them. `held` says which of a
    dictionary's terms are; one that is not takes the number of the term after it, so that numbers ascend."""
    if all(map(_is_short, dictionaries)):
        return _unite_short(dictionaries, held)
    return _unite_long(dictionaries, held)


def _is_short(dictionary: Dictionary) -> bool:
    """Whether its terms, filled up with zeros, are still told apart and in order."""
    longest = int(np.diff(dictionary.starts).max(initial=0))
    return longest <= SHORT and bool(dictionary.blob.all())


def _unite_short(dictionaries: Sequence[Dictionary], held: Sequence[Array]) -> tuple[Dictionary, list[Array]]:
    keys = [_as_numbers(dictionary) for dictionary in dictionaries]
    united = np.concatenate([own[kept] for own, kept in zip(keys, held, strict=True)])
    united.sort()
    united = united[np.append(True, united[1:] != united[:-1])[: len(united)]]
    return _from_numbers(united), [np.searchsorted(united, own) for own in keys]


def _as_numbers(dictionary: Dictionary) -> Array:
    starts = dictionary.starts.astype(np.int64)
    lengths = np.diff(starts)
    table = np.zeros((len(lengths), SHORT), np.uint8)
    for place in range(SHORT):
        reaching = lengths > place
        table[reaching, place] = dictionary.blob[starts[:-1][reaching] + place]
    return table.view(">u8").ravel().astype(np.uint64)


def _from_numbers(keys: Array) -> Dictionary:
    table = keys.astype(">u8").view(np.uint8).reshape(-1, SHORT)
    used = table != 0
    starts = np.concatenate(([0], np.cumsum(used.sum(axis=1)))).astype(np.uint32)
    return Dictionary(table[used], starts)


def _unite_long(dictionaries: Sequence[Dictionary], held: Sequence[Array]) -> tuple[Dictionary, list[Array]]:
    own = [list(dictionary) for dictionary in dictionaries]
    kept = [
        [term for term, keep in zip(terms, flags.tolist(), strict=True) if keep]
        for terms, flags in zip(own, held, strict=True)
    ]
    united = sorted(set().union(*kept))
    numbers = {term: number for number, term in enumerate(united)}
    found = [np.array([numbers.get(term, -1) for term in terms], np.int64) for terms in own]
    return Dictionary.of(united), [_filled(places, len(united)) for places in found]


def _filled(numbers: Array, end: int) -> Array:
    """Each -1 becomes the number that follows it."""
    backwards = np.where(numbers < 0, end, numbers)[::-1]
    return np.minimum.accumulate(backwards)[::-1]
