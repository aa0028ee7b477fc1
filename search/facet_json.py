"""A facet as the API writes it: its values, each as an object with `value`, `label`, `count`, `selected` and
`parent`. A search over ten thousand articles finds as many values, so what is the same for a value in every answer is
written once and remembered."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter

from django.utils.translation import get_language

from search.facet_groups import FacetGroup
from search.facets import BY_NAME, Term
from search.remembered import Remembered

REMEMBERED = 1 << 14  # values of a facet in a language, of some 300 bytes each


def facet_json(group: FacetGroup, most: int | None = None) -> str:
    """All values, or as many as are asked for: those that count most, and what is chosen."""
    if most is None and not group.facet.nested and not group.chosen:
        return f"[{','.join(_by_count(group))}]"
    counts = group.all_counts() if most is None else group.most_frequent(most)
    return f"[{','.join(_one_by_one(group, counts))}]"


def _by_count(group: FacetGroup) -> Iterator[str]:
    """The values of a facet without levels of which none is chosen. Most count one or two: all that count the same are
    written together, at a tenth of the cost."""
    before = _before_count(group.name, get_language())
    pairs = sorted(sorted(group.counts.items()), key=itemgetter(1), reverse=True)
    for count, same in groupby(pairs, itemgetter(1)):
        end = f"{count}{_after_count(None)}"
        yield f"{end},".join(map(before.__getitem__, map(itemgetter(0), same))) + end


def _one_by_one(group: FacetGroup, counts: Mapping[str, int]) -> list[str]:
    before = _before_count(group.name, get_language())
    written = {
        text: f"{before[text]}{counts[text]}{_after_count(group.term(text).parent)}" for text in counts
    }
    for text in group.chosen:
        term = group.term(text)
        written[text] = f"{_beginning(term)}{counts[text]}{_after_count(term.parent, selected=True)}"
    return [written[text] for text in group.ordered(counts)]


@cache
def _before_count(name: str, _language: str | None) -> Remembered[str]:
    """The beginning of a value's object, by the text that is counted."""
    return Remembered(lambda text: _beginning(BY_NAME[name].read(text)), REMEMBERED)


def _beginning(term: Term) -> str:
    key, label = (json.dumps(part, ensure_ascii=False) for part in (term.key, term.label))
    return f'{{"value":{key},"label":{label},"count":'


@lru_cache(maxsize=4096)
def _after_count(parent: str | None, *, selected: bool = False) -> str:
    return f',"selected":{json.dumps(selected)},"parent":{json.dumps(parent)}}}'
