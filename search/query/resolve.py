"""Values that a reader gave, as the keys that stand for them: a name becomes its code or public id."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from django.db.models import F

from archive.models import Organization, Source
from archive.models.authorities import surviving
from archive.text import divisions
from archive.text.folding import fold
from search.query.state import MISSING, SearchState, Values

Record = Organization | Source
AUTHORITIES: dict[str, type[Organization] | type[Source]] = {"organization": Organization, "source": Source}


@dataclass(frozen=True)
class Resolved:
    """A state with every value as the facets write it, so that a chosen value is recognised; and the names of the
    bodies and outlets among them, by facet and key."""

    state: SearchState
    names: Mapping[tuple[str, str], str]


def canonical(state: SearchState) -> SearchState:
    return resolve(state).state


def resolve(state: SearchState) -> Resolved:
    """However many values there are, the bodies and the outlets take two queries each."""
    records = {name: _records(name, _given(state, name)) for name in AUTHORITIES}
    known = {
        name: {value: record.public_id for value, record in found.items()} for name, found in records.items()
    }
    return Resolved(
        replace(state, chosen=_keys(state.chosen, known), excluded=_keys(state.excluded, known)),
        {(name, each.public_id): str(each) for name, found in records.items() for each in found.values()},
    )


def _given(state: SearchState, name: str) -> list[str]:
    return [value for value in (*state.values(name), *state.refused(name)) if value != MISSING]


def _keys(pairs: Values, known: Mapping[str, Mapping[str, str]]) -> Values:
    return tuple(dict.fromkeys((name, key) for name, value in pairs for key in _key(name, value, known)))


def _key(name: str, value: str, known: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
    if name == "city":
        return tuple(division.code for division in divisions.resolve(value)) or (value,)
    return (known.get(name, {}).get(value, value),)


def _records(name: str, values: Iterable[str]) -> dict[str, Record]:
    """For each value the record of this id, or of this name; where it was merged, the one it was merged into."""
    found = _by_field(name, "public_id", set(values))
    names = {value: fold(value) for value in values if value not in found}
    by_name = _by_field(name, "folded_name", set(names.values()))
    return found | {value: by_name[folded] for value, folded in names.items() if folded in by_name}


def _by_field(name: str, field: str, keys: Collection[str]) -> dict[str, Record]:
    """The surviving records of those with these keys in a field; of namesakes the current one."""
    if not keys:
        return {}
    records = AUTHORITIES[name].objects.select_related("merged_into__merged_into")
    rows = records.filter(**{f"{field}__in": keys}).order_by(F("merged_into").desc(nulls_last=True))
    return {getattr(record, field): surviving(record) for record in rows}
