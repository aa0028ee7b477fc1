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
    Ranked,
    Substring,
    Values,
    Words,
)
from search.query.state import MISSING, SearchState
from search.query.syntax import Reading, Term

BODY, TITLE = "text", "title"
TITLE_BOOST = 3.0
ORDERS = {
    "relevance": (),
    "newest": (("date_last", True), ("date_first", True)),
    "oldest": (("date_first", False), ("date_last", False)),
}


def build(
    state: SearchState, reading: Reading, filtered: Mapping[str, str], counted: Mapping[str, str]
) -> Ask:
    """`filtered` and `counted` map each facet to the whole-value fields by which it is filtered and counted."""
    return Ask(
        match=match(state.q, reading),
        rank=rank(reading),
        filters=filters(state, filtered),
        facets=dict(counted),
        sort=ORDERS[order(state, reading)],
        start=(state.page - 1) * state.page_size,
        size=state.page_size,
    )


def order(state: SearchState, reading: Reading) -> str:
    """Where nothing that was asked for can rank, the newest come first."""
    return state.order if reading.required or state.sort else "newest"


def match(q: str, reading: Reading) -> Node:
    """All of what is required, none of what is excluded; an empty query matches everything."""
    if not q:
        return Everything()
    if not reading.required and not reading.excluded:
        return Nothing()
    parts: list[Node] = [AnyOf(tuple(_term(BODY, term) for term in group)) for group in reading.required]
    refused = [Not(_term(BODY, term)) for term in reading.excluded]
    required = AllOf((*(parts or [Everything()]), *refused))
    return required


def rank(reading: Reading) -> Node | None:
    """What ranks the matches: the words that were asked for, in the text and, weighing more, in the title."""
    parts = [
        part for text in reading.texts for part in (Ranked(BODY, text), Ranked(TITLE, text, TITLE_BOOST))
    ]
    return AnyOf(tuple(parts)) if parts else None


def _term(field: str, term: Term) -> Node:
    return Substring(field, term.text) if term.quoted else Words(field, term.text)


def filters(state: SearchState, fields: Mapping[str, str]) -> dict[str, Node]:
    """One named filter for each facet in use, so that the engine can count a facet without its own."""
    found: dict[str, Node] = {}
    for name, field in fields.items():
        parts = [*_chosen(state, name, field), *_refused(state, name, field)]
        if name == "date":
            parts += _range(state)
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


def _range(state: SearchState) -> list[Node]:
    """Articles whose day, month or year overlaps the range: what may lie in it is shown."""
    parts: list[Node] = []
    if state.date_from:
        parts.append(Between("date_last", low=state.date_from))
    if state.date_to:
        parts.append(Between("date_first", high=state.date_to))
    return parts
