"""Bars by month and by year, from counted ISO prefixes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation.trans_real import catalog  # for many texts: `ngettext` looks it up for each

from archive.dating import date_labels, first_day
from archive.markup import escaped, grouped

register = template.Library()

FEW_YEARS = 3
MOST_YEARS = 150  # bars in a row: one article of the year 1 must not draw two thousand empty ones
LOWEST = 6  # of 100: a bar that can still be seen


class Counted(Protocol):
    """`value` is an ISO year or month."""

    value: str
    count: int


@dataclass(slots=True)
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
    return mark_safe(_Writer().timeline(blocks))  # noqa: S308  every value is escaped below


class _Writer:
    """Writes bars with what they share: the address of a search, texts in the reader's language."""

    def __init__(self) -> None:
        self.search, self.words, self.date_label = reverse("search"), catalog(), date_labels()

    def timeline(self, blocks: Iterable[Block]) -> str:
        return f'<div class="timeline">{"".join(map(self.block, blocks))}</div>'

    def block(self, block: Block) -> str:
        years = " timeline-years" if block.of_years else ""
        label = escaped(block.label) if block.of_years else self.heading(block)
        bars = "".join(f"<li>{self.bar(slot) if _counts(slot) else _gap(slot)}</li>" for slot in block.slots)
        return f'<div class="timeline-block{years}"><p class="timeline-label">{label}</p><ol class="bars">{bars}</ol></div>'

    def heading(self, block: Block) -> str:
        """The year with its number."""
        link, count = (
            self.link(block.entry, block.label),
            f'<span class="count">{grouped(block.count)}</span>',
        )
        return f"<a {link}>{escaped(self.date_label(block.label))} {count}</a>"

    def bar(self, slot: Slot) -> str:
        entry, label, date = slot.entry, escaped(slot.label), self.date_label(slot.entry.value)
        counted = self.words.ngettext("%(date)s：%(counter)s 篇", "%(date)s：%(counter)s 篇", entry.count)
        return (
            f'<a {self.link(entry, entry.value)} title="{escaped(date)}: {grouped(entry.count)}">'
            '<svg viewBox="0 0 10 100" preserveAspectRatio="none" aria-hidden="true">'
            f'<rect class="bar" x="0" y="{slot.top}" width="10" height="{slot.share}" /></svg>'
            f'<span class="visually-hidden">{escaped(counted % {"date": date, "counter": entry.count})}</span>'
            f'<span class="tick" aria-hidden="true">{label}</span></a>'
        )

    def link(self, entry: Counted | None, date: str) -> str:
        """The attributes of a link: where an entry leads, and whether it is chosen."""
        address = getattr(entry, "url", "") or f"{self.search}?date={date}"
        current = ' aria-current="true"' if getattr(entry, "selected", False) else ""
        return f'href="{escaped(address)}"{current}'


def _counts(slot: Slot) -> bool:
    return bool(slot.entry and slot.entry.count)


def _gap(slot: Slot) -> str:
    return (
        '<span class="bar-empty" aria-hidden="true"><svg viewBox="0 0 10 100" preserveAspectRatio="none"></svg>'
        f'<span class="tick">{escaped(slot.label)}</span></span>'
    )
