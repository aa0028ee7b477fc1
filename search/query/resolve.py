"""Values that a reader gave, as the keys that stand for them: a name becomes its code or public id."""

from __future__ import annotations

from dataclasses import replace

from archive.models import Organization, Source
from archive.models.authorities import surviving
from archive.text import divisions
from search.query.state import SearchState, Values

AUTHORITIES: dict[str, type[Organization] | type[Source]] = {"organization": Organization, "source": Source}


def canonical(state: SearchState) -> SearchState:
    """The same state with every value as the facets write it, so that a chosen value is recognised."""
    return replace(state, chosen=_keys(state.chosen), excluded=_keys(state.excluded))


def _keys(pairs: Values) -> Values:
    return tuple(dict.fromkeys((name, key) for name, value in pairs for key in _key(name, value)))


def _key(name: str, value: str) -> tuple[str, ...]:
    if name == "city":
        return tuple(division.code for division in divisions.resolve(value)) or (value,)
    if name in AUTHORITIES:
        return (_public_id(name, value),)
    return (value,)


def _public_id(name: str, value: str) -> str:
    """The record of this id, or of this name; where it was merged, the one it was merged into."""
    records = AUTHORITIES[name].objects
    record = records.filter(public_id=value).first() or records.named(value).first()
    return surviving(record).public_id if record else value
