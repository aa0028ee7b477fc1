"""A facet as the API writes it: all its values. A search over ten thousand articles finds as many, so what is the same
for a value in every answer is written once and remembered."""

from __future__ import annotations

import json
from functools import lru_cache

from django.utils.translation import get_language

from search.facet_groups import FacetGroup
from search.facets import FACETS, Term

REMEMBERED = 1 << 15  # values, of some 300 bytes each
_facets = {facet.name: facet for facet in FACETS}


def facet_json(group: FacetGroup) -> str:
    """An array of objects with `value`, `label`, `count`, `selected` and `parent`."""
    language, counts, special = get_language(), group.all_counts(), set(group.chosen)
    values = []
    for text in group.ordered(counts):
        if text in special:
            before, after = _around_count(group.term(text), selected=True)
        else:
            before, after = _remembered(group.name, text, language)
        values.append(f"{before}{counts[text]}{after}")
    return f"[{','.join(values)}]"


@lru_cache(maxsize=REMEMBERED)
def _remembered(facet: str, text: str, _language: str | None) -> tuple[str, str]:
    return _around_count(_facets[facet].read(text))


def _around_count(term: Term, *, selected: bool = False) -> tuple[str, str]:
    """The object of a value, but for the number between its two halves."""
    key, label, parent = (json.dumps(part, ensure_ascii=False) for part in term)
    flag = "true" if selected else "false"
    return f'{{"value":{key},"label":{label},"count":', f',"selected":{flag},"parent":{parent}}}'
