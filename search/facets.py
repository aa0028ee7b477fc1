"""The facets, declared once; and what a page or the API shows of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from archive.dating import date_label, first_day
from archive.models import Organization, Place, Source
from search.engine.ask import FacetCount
from search.query.state import MISSING, SearchState

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

PORTION = 500


@dataclass(frozen=True)
class Label:
    text: str
    parent: str | None = None


@dataclass(frozen=True)
class Facet:
    """A way to narrow: `name` is the parameter, `field` the index's whole-value field, `labels` names values.

    Siblings stand with the most frequent first, or `newest_first`.
    """

    name: str
    field: str
    title: StrPromise
    labels: Callable[[Iterable[str]], Mapping[str, Label]]
    newest_first: bool = False


@dataclass(frozen=True)
class FacetValue:
    """One line of a facet, in the state of the search that it was counted for."""

    value: str
    label: str
    count: int
    selected: bool
    parent: str | None
    depth: int
    facet: str
    state: SearchState

    @property
    def url(self) -> str:
        """Where the value is chosen, or, when it is selected, the choice taken back. Made only for what is shown."""
        toggle = self.state.without if self.selected else self.state.including
        return toggle(self.facet, self.value).url()


@dataclass(frozen=True)
class FacetGroup:
    """A facet of one search. `values` are those of its results and the chosen ones, `excluded` those refused."""

    name: str
    title: str
    values: tuple[FacetValue, ...]
    missing: int
    excluded: tuple[FacetValue, ...] = ()

    @property
    def selected(self) -> tuple[FacetValue, ...]:
        return tuple(value for value in self.values if value.selected)


def _place_labels(codes: Iterable[str]) -> dict[str, Label]:
    rows = _rows(Place.objects.values_list("code", "name", "parent__code"), "code", codes)
    return {code: Label(name, parent) for code, name, parent in rows}


def _organization_labels(ids: Iterable[str]) -> dict[str, Label]:
    rows = _rows(Organization.objects.values_list("public_id", "preferred_name"), "public_id", ids)
    return {public_id: Label(name) for public_id, name in rows}


def _source_labels(ids: Iterable[str]) -> dict[str, Label]:
    rows = _rows(Source.objects.values_list("public_id", "name"), "public_id", ids)
    return {public_id: Label(name) for public_id, name in rows}


def _rows(queryset: QuerySet[Any, Any], field: str, keys: Iterable[str]) -> Iterator[Any]:
    """The rows of these keys, asked for in portions: databases bound the parameters of a query."""
    wanted = list(keys)
    for start in range(0, len(wanted), PORTION):
        yield from queryset.filter(**{f"{field}__in": wanted[start : start + PORTION]})


def _date_labels(prefixes: Iterable[str]) -> dict[str, Label]:
    return {
        prefix: Label(date_label(prefix), prefix[:-3] if len(prefix) > 4 else None)
        for prefix in prefixes
        if first_day(prefix)
    }


FACETS = (
    Facet("city", "city_key", _("城市"), _place_labels),
    Facet("date", "date", _("日期"), _date_labels, newest_first=True),
    Facet("organization", "organization_key", _("机构"), _organization_labels),
    Facet("source", "source_key", _("来源"), _source_labels),
)


def present(state: SearchState, counts: Mapping[str, FacetCount]) -> tuple[FacetGroup, ...]:
    """What stands beside the results: each facet's values with label, count and the link that toggles it."""
    return tuple(_group(facet, state, counts[facet.name]) for facet in FACETS)


def _group(facet: Facet, state: SearchState, count: FacetCount) -> FacetGroup:
    chosen = state.values(facet.name)
    counts = {**dict.fromkeys((v for v in chosen if v != MISSING), 0), **count.counts}
    if MISSING in chosen:
        counts[MISSING] = count.missing
    refused = state.refused(facet.name)
    labels = {**facet.labels({*counts, *refused}), MISSING: Label(str(_("未著录")))}
    values = [_value(facet, state, value, counts[value], labels) for value in counts]
    excluded = tuple(_value(facet, state, value, 0, labels) for value in refused)
    return FacetGroup(facet.name, str(facet.title), _ordered(facet, values), count.missing, excluded)


def _value(
    facet: Facet, state: SearchState, value: str, count: int, labels: Mapping[str, Label]
) -> FacetValue:
    label = labels.get(value, Label(value))
    selected = value in state.values(facet.name)
    depth = _depth(value, labels)
    return FacetValue(value, label.text, count, selected, label.parent, depth, facet.name, state)


def _depth(value: str, labels: Mapping[str, Label]) -> int:
    depth = 0
    parent = labels[value].parent if value in labels else None
    while parent:
        depth += 1
        parent = labels[parent].parent if parent in labels else None
    return depth


def _ordered(facet: Facet, values: list[FacetValue]) -> tuple[FacetValue, ...]:
    """Parents before their children, siblings in the facet's order, what is missing last."""
    known = {value.value for value in values}
    children: dict[str | None, list[FacetValue]] = {}
    for value in _siblings(facet, values):
        children.setdefault(value.parent if value.parent in known else None, []).append(value)
    ordered: list[FacetValue] = []
    pending = children.get(None, [])[::-1]
    while pending:
        value = pending.pop()
        ordered.append(value)
        pending += children.get(value.value, [])[::-1]
    return tuple(ordered)


def _siblings(facet: Facet, values: list[FacetValue]) -> list[FacetValue]:
    if facet.newest_first:
        ordered = sorted(values, key=lambda value: value.value, reverse=True)
    else:
        ordered = sorted(values, key=lambda value: (-value.count, value.label))
    return sorted(ordered, key=lambda value: value.value == MISSING)
