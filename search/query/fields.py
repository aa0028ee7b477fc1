"""What the values of fields in a query mean: 城市:上海 becomes the keys by which the facet of cities is filtered.

A value that means nothing finds nothing, and a note says why: a restriction is never dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from archive.dating import date_label
from archive.models import Organization, OrganizationAlias, Place, Source
from archive.models.authorities import surviving
from archive.text import divisions
from archive.text.folding import fold
from search.query.days import days, is_relative, iso_prefix
from search.query.reading import Item, Reading, Restriction
from search.query.state import MISSING

NO_VALUE = frozenset(map(fold, (MISSING, "未著录", "无")))  # the values that stand for “has none”
MOST_NAMED = 3  # of the names that one value means
Names = Mapping[str, str]  # the names of what a value means, by key


@dataclass(frozen=True)
class Resolution:
    """A reading whose restrictions know their keys, and in words what could not be understood."""

    reading: Reading
    notes: tuple[str, ...] = ()


def resolve_fields(reading: Reading) -> Resolution:
    """However many values a query names, each kind of authority takes two or three queries; none where it names none."""
    named = reading.restrictions
    if not named:
        return Resolution(reading)
    resolved = {one: _resolved(one, names) for one, names in _with_names(named)}

    def known(item: Item) -> Item:
        return resolved[item] if isinstance(item, Restriction) else item

    problems = (_problem(one) for one in resolved.values() if one.means_nothing)
    return Resolution(reading.with_items(known), tuple(dict.fromkeys(problems)))


def _with_names(named: Iterable[Restriction]) -> list[tuple[Restriction, Names]]:
    bodies = _bodies([one.given for one in named if one.facet == "organization"])
    outlets = _authorities(Source, [one.given for one in named if one.facet == "source"])
    found = {"organization": bodies, "source": outlets}
    return [
        (
            one,
            _places(one.given) if one.facet == "city" else found.get(one.facet, {}).get(fold(one.given), {}),
        )
        for one in named
    ]


def _resolved(named: Restriction, names: Names) -> Restriction:
    if fold(named.given) in NO_VALUE:
        return replace(named, keys=(MISSING,), label=_("未著录"))
    if named.facet != "date":
        return replace(named, keys=tuple(names), label=_label(tuple(names.values())))
    prefix, span = iso_prefix(named.given), days(named.given)
    if prefix:
        return replace(named, keys=(prefix,), label=date_label(prefix))
    return replace(named, low=span[0], high=span[1], label=_range_label(*span)) if span else named


def _label(names: tuple[str, ...]) -> str:
    """Several places may have one name; a body's alias may be another's too."""
    shown = pgettext("检索词", "或").join(names[:MOST_NAMED])
    return (
        shown
        if len(names) <= MOST_NAMED
        else _("%(names)s等 %(total)d 个") % {"names": shown, "total": len(names)}
    )


def _range_label(first: str, last: str) -> str:
    return _("%(first)s 至 %(last)s") % {
        "first": date_label(first) if first else "…",
        "last": date_label(last) if last else "…",
    }


def _places(value: str) -> Names:
    """Those of the tables, by any of their names or codes; else those that the archive alone still knows."""
    found = {one.code: divisions.full_name(one.code) for one in divisions.resolve(value)}
    if found:
        return found
    former = Place.objects.filter(code=value) or Place.objects.named(value)
    return {place.code: place.name for place in former}


def _bodies(values: list[str]) -> Mapping[str, Names]:
    """By folded value the bodies of this id, this name or, where there is none, this alias."""
    found = _authorities(Organization, values)
    unknown = {fold(value) for value in values} - found.keys()
    if unknown:
        aliases = OrganizationAlias.objects.filter(folded_name__in=unknown)
        for alias in aliases.select_related("organization__merged_into__merged_into"):
            found.setdefault(alias.folded_name, {}).update(_named(alias.organization))
    return found


def _authorities(model: type[Organization] | type[Source], values: list[str]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    if not values:
        return found
    folded = {fold(value) for value in values}
    for record in model.objects.select_related("merged_into__merged_into").filter(
        Q(public_id__in=folded) | Q(folded_name__in=folded)
    ):
        key = record.public_id if record.public_id in folded else record.folded_name
        found.setdefault(key, {}).update(_named(record))
    return found


def _named(record: Organization | Source) -> dict[str, str]:
    """The name by its id; of a merged record those of the one that it was merged into."""
    last = surviving(record)
    return {last.public_id: str(last)}


def _problem(named: Restriction) -> str:
    value = {"value": named.given[:30]}
    if named.facet == "city":
        return _("没有叫“%(value)s”的地方，所以这一条查不到文章。") % value
    if named.facet == "organization":
        return _("没有叫“%(value)s”的机构，所以这一条查不到文章。试试把它当作文字来查。") % value
    if named.facet == "source":
        return _("没有叫“%(value)s”的来源，所以这一条查不到文章。") % value
    if is_relative(named.given):
        return _("“%(value)s”是从哪一天说起的？请写明年份，例如 日期:2022 或 日期:2022-04。") % value
    return _("“%(value)s”不是日期，请写作 2022、2022-04、2022年4月25日 或 2022-04..2022-05。") % value
