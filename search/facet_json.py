"""A facet as the API writes it: all its values. A search over ten thousand articles finds as many, so what is the same
for a value in every answer is written once and remembered."""

from __future__ import annotations

import json
from functools import cache

from django.utils.translation import get_language

from search.facet_groups import FacetGroup
from search.facets import BY_NAME, Term
from search.remembered import Remembered

REMEMBERED = 1 << 14  # values of a facet in a language, of some 300 bytes each


def facet_json(group: FacetGroup) -> str:
    """An array of objects with `value`, `label`, `count`, `selected` and `parent`."""
    counts, known = group.all_counts(), _remembered(group.name, get_language())
    chosen = {text: _around_count(group.term(text), selected=True) for text in group.chosen}
    values = []
    for text in group.ordered(counts):
        before, after = chosen[text] if text in chosen else known[text]
        values.append(f"{before}{counts[text]}{after}")
    return f"[{','.join(values)}]"


@cache
def _remembered(name: str, _language: str | None) -> Remembered[tuple[str, str]]:
    """What stands around the count of a value that is not chosen, by the text that is counted."""
    return Remembered(lambda text: _around_count(BY_NAME[name].read(text)), REMEMBERED)


def _around_count(term: Term, *, selected: bool = False) -> tuple[str, str]:
    """The object of a value, but for the number between its two halves."""
    key, label, parent = (json.dumps(part, ensure_ascii=False) for part in term)
    flag = "true" if selected else "false"
    return f'{{"value":{key},"label":{label},"count":', f',"selected":{flag},"parent":{parent}}}'
