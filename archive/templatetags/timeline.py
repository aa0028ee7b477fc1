"""Bars by month and by year, from counted ISO prefixes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from gettext import NullTranslations
from html import escape
from typing import Protocol

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation.trans_real import catalog  # for many texts: `ngettext` looks it up for each

from archive.dating import date_label, first_day

register = template.Library()

FEW_YEARS = 3
MOST_YEARS = 150  # bars in a row: one article of the year 1 must not draw two thousand empty ones
LOWEST = 6  # of 100: a bar that can still be seen


class Counted(Protocol):
    """`value` is an ISO year or month."""

    value: str
    count: int


@dataclass(frozen=True)
class Slot:
    """One bar: `share` is its height, 0 to 100; `entry` is what it counts, None where there is nothing."""

    label: str
    entry: Counted | None
    share: int

    @property
    def top(self) -> int:
        return 100 - self.share


@dataclass(frozen=True)
class Block:
    """A year with its twelve months, or (where `of_years`) a row of years, `label` being the first and the last."""

    label: str
    count: int
    slots: tuple[Slot, ...]
    entry: Counted | None = None
    of_years: bool = False


@register.filter
def by_year(values: Iterable[Counted]) -> list[Block]:
    """A block of twelve months for each year that has any. Years among the values head their blocks."""
    entries = {
        entry.value: entry for entry in values if len(entry.value) in (4, 7) and first_day(entry.value)
    }
    months = {value: entry for value, entry in entries.items() if len(value) == 7}
    most = max((entry.count for entry in months.values()), default=1)
    return [_months_of(year, entries, most) for year in sorted({value[:4] for value in months})]


def _months_of(year: str, entries: dict[str, Counted], most: int) -> Block:
    slots = tuple(_slot(str(number), entries.get(f"{year}-{number:02}"), most) for number in range(1, 13))
    own = entries.get(year)
    return Block(year, own.count if own else sum(s.entry.count for s in slots if s.entry), slots, own)


@register.filter
def years(values: Iterable[Counted]) -> Block:
    """One bar for each year from the first to the last; where they lie too far apart, for the years that hold most."""
    counted = sorted(
        (entry for entry in values if len(entry.value) == 4 and first_day(entry.value)), key=_year
    )
    drawn = _densest(counted)
    entries = {_year(entry): entry for entry in drawn}
    most = max((entry.count for entry in drawn), default=1)
    first, last = min(entries, default=1), max(entries, default=0)
    slots = tuple(_slot(f"{year % 100:02}", entries.get(year), most) for year in range(first, last + 1))
    return Block(f"{first}–{last}", sum(entry.count for entry in drawn), slots, of_years=True)


def _year(entry: Counted) -> int:
    return int(entry.value)


def _densest(entries: Sequence[Counted]) -> Sequence[Counted]:
    """Of entries by year, those within MOST_YEARS of each other that count most; of equal ones the latest."""
    best, most, start, total = entries, -1, 0, 0
    for end, entry in enumerate(entries):
        total += entry.count
        while _year(entry) - _year(entries[start]) >= MOST_YEARS:
            total -= entries[start].count
            start += 1
        if total >= most:
            best, most = entries[start : end + 1], total
    return best


@register.filter
def histogram(values: Iterable[Counted]) -> list[Block]:
    """By month, or by year where there are many years, with the months of the chosen ones below."""
    values = list(values)
    blocks = by_year(values)
    if len(blocks) <= FEW_YEARS:
        return blocks
    chosen = {entry.value[:4] for entry in values if getattr(entry, "selected", False)}
    return [years(values), *(block for block in blocks if block.label in chosen)]


def _slot(label: str, entry: Counted | None, most: int) -> Slot:
    share = max(LOWEST, round(100 * entry.count / max(most, 1))) if entry and entry.count else 0
    return Slot(label, entry, share)


@register.simple_tag
def timeline(blocks: Iterable[Block]) -> SafeString:
    """Bars over time. An entry with a `url` of its own links there, one without links to a search for its date.

    Written in one go, since a timeline has up to a hundred and fifty bars; all that comes from the archive is escaped
    where it is put in.
    """
    search = reverse("search")
    drawn = "".join(_block(block, search) for block in blocks)
    return mark_safe(f'<div class="timeline">{drawn}</div>')  # noqa: S308  every value is escaped below


def _block(block: Block, search: str) -> str:
    years = " timeline-years" if block.of_years else ""
    label = escape(block.label) if block.of_years else _heading(block, search)
    return (
        f'<div class="timeline-block{years}"><p class="timeline-label">{label}</p>'
        f'<ol class="bars">{_bars(block, search)}</ol></div>'
    )


def _heading(block: Block, search: str) -> str:
    """The year with its number."""
    address, current = _link(block.entry, block.label, search)
    count = f'<span class="count">{block.count:,}</span>'
    return f'<a href="{address}"{current}>{escape(date_label(block.label))} {count}</a>'


def _bars(block: Block, search: str) -> str:
    words = catalog()
    items = (
        _bar(slot, slot.entry, search, words) if slot.entry and slot.entry.count else _gap(slot)
        for slot in block.slots
    )
    return "".join(f"<li>{item}</li>" for item in items)


def _link(entry: Counted | None, date: str, search: str) -> tuple[str, str]:
    """The address of an entry, and the attribute that says that it is chosen."""
    address = getattr(entry, "url", "") or f"{search}?date={date}"
    return escape(address), ' aria-current="true"' if getattr(entry, "selected", False) else ""


def _gap(slot: Slot) -> str:
    return (
        '<span class="bar-empty" aria-hidden="true"><svg viewBox="0 0 10 100" preserveAspectRatio="none"></svg>'
        f'<span class="tick">{escape(slot.label)}</span></span>'
    )


def _bar(slot: Slot, entry: Counted, search: str, words: NullTranslations) -> str:
    address, current = _link(entry, entry.value, search)
    label, date = escape(slot.label), date_label(entry.value)
    counted = words.ngettext("%(date)s：%(counter)s 篇", "%(date)s：%(counter)s 篇", entry.count)
    return (
        f'<a href="{address}"{current} title="{escape(date)}: {entry.count:,}">'
        '<svg viewBox="0 0 10 100" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="bar" x="0" y="{slot.top}" width="10" height="{slot.share}" /></svg>'
        f'<span class="visually-hidden">{escape(counted % {"date": date, "counter": entry.count})}</span>'
        f'<span class="tick" aria-hidden="true">{label}</span></a>'
    )
