"""From a state and the reading of its words to what the engine is asked, in small steps."""

from __future__ import annotations

from collections.abc import Mapping

from search.engine.ask import (
    AllOf,
    AnyOf,
    Ask,
    Between,
    Everything,
    Missing,
    Node,
    Not,
    Nothing,
    Substring,
    Values,
)
from search.engine.schema import KEY
from search.query.matching import Strictness, all_of, most_of, sentence_of
from search.query.ranking import closely, rank
from search.query.reading import SIGNS, Group, Item, Reading, Restriction, Term
from search.query.state import MISSING, SearchState
from search.signs import folded

ORDERS = {
    "relevance": (),
    "newest": (("date_last", True), ("date_first", True)),
    "oldest": (("date_first", False), ("date_last", False)),
}
TIES = (*ORDERS["newest"], (KEY, False))  # so that equal articles stand the same however the index is merged


def build(
    state: SearchState,
    reading: Reading,
    filtered: Mapping[str, str],
    counted: Mapping[str, str],
    strictness: Strictness = Strictness.USUAL,
) -> Ask:
    """`filtered` and `counted` map each facet to the whole-value fields by which it is filtered and counted."""
    return Ask(
        match=match(state.q, reading, filtered, strictness),
        rank=rank(reading),
        closely=closely(reading),
        filters=filters(state, filtered),
        facets=dict(counted),
        sort=ORDERS[order(state, reading)],
        ties=TIES,
        start=(state.page - 1) * state.page_size,
        size=state.page_size,
    )


def order(state: SearchState, reading: Reading) -> str:
    """Where nothing that was asked for can rank, the newest come first."""
    return state.order if reading.terms or state.sort else "newest"


def match(
    q: str, reading: Reading, fields: Mapping[str, str], strictness: Strictness = Strictness.USUAL
) -> Node:
    """All of what is required, none of what is excluded; an empty query matches everything. `fields` maps each facet to
    the whole-value field by which it is filtered."""
    if not q:
        return Everything()
    if not reading.required and not reading.excluded:
        return Nothing()
    return _group(reading, fields, strictness)


def _group(group: Group, fields: Mapping[str, str], strictness: Strictness = Strictness.USUAL) -> Node:
    sentence = sentence_of(group.required, strictness)
    parts: list[Node] = [most_of(sentence, strictness)] if sentence else []
    parts += [
        AnyOf(tuple(_item(item, fields) for item in alternatives))
        for alternatives in group.required
        if alternatives[0] not in sentence
    ]
    refused = [_refusal(item, fields) for item in group.excluded]
    return AllOf((*(parts or [Everything()]), *refused))


def _item(item: Item, fields: Mapping[str, str]) -> Node:
    match item:
        case Term():
            return _term(item)
        case Restriction():
            return _restriction(item, fields[item.facet])
        case Group():
            return _group(item, fields)


def _refusal(item: Item, fields: Mapping[str, str]) -> Node:
    """What is not understood restricts all the same: a search finds too little rather than what was to be left out."""
    if isinstance(item, Restriction) and item.means_nothing:
        return Nothing()
    return Not(_item(item, fields))


def _term(term: Term) -> Node:
    if term.field == SIGNS:
        return Values(SIGNS, (folded(term.text),))
    if term.quoted:
        return Substring(term.field, term.text)
    if not term.also:
        return all_of(term.field, term.text)
    return AnyOf(tuple(all_of(term.field, text) for text in (term.text, *term.also)))


def _restriction(named: Restriction, field: str) -> Node:
    if named.low or named.high:
        return AllOf(tuple(_range(named.low, named.high)))
    return _any_of(field, named.keys)


def filters(state: SearchState, fields: Mapping[str, str]) -> dict[str, Node]:
    """One named filter for each facet in use, so that the engine can count a facet without its own."""
    found: dict[str, Node] = {}
    for name, field in fields.items():
        parts = [*_chosen(state, name, field), *_refused(state, name, field)]
        if name == "date":
            parts += _range(state.date_from, state.date_to)
        if parts:
            found[name] = AllOf(tuple(parts))
    return found


def _chosen(state: SearchState, name: str, field: str) -> list[Node]:
    values = state.values(name)
    return [_any_of(field, values)] if values else []


def _refused(state: SearchState, name: str, field: str) -> list[Node]:
    return [Not(_any_of(field, (value,))) for value in state.refused(name)]


def _any_of(field: str, values: tuple[str, ...]) -> Node:
    keys = tuple(value for value in values if value != MISSING)
    alternatives: list[Node] = [Values(field, keys)] if keys else []
    if MISSING in values:
        alternatives.append(Missing(field))
    return AnyOf(tuple(alternatives)) if alternatives else Nothing()


def _range(first: str, last: str) -> list[Node]:
    """Articles whose day, month or year overlaps the range: what may lie in it is shown."""
    parts: list[Node] = []
    if first:
        parts.append(Between("date_last", low=first))
    if last:
        parts.append(Between("date_first", high=last))
    return parts
