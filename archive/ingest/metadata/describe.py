"""All that a document says of itself, gathered from the readers of this package."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from archive.ingest.cleaning_lines import Line, read_lines
from archive.ingest.metadata.bylines import (
    Byline,
    is_source_line,
    read_bylines,
    read_dropped_authors,
    without_url,
)
from archive.ingest.metadata.dates import Dating, read_dating, read_events
from archive.ingest.metadata.organizations import read_organizations
from archive.ingest.metadata.places import Places, read_places
from archive.ingest.metadata.reading import Reading
from archive.ingest.metadata.titles import Masthead, derived_title, read_masthead
from archive.ingest.metadata.trails import read_trail
from archive.ingest.records import Author, Description, Fact, OrganizationMention, ReviewNote
from archive.ingest.tracing import Edit
from archive.text.folding import fold

_TAIL_LINES = 3
_KANA, _HAN = re.compile(r"[\u3041-\u3096\u30a1-\u30fa]"), re.compile(r"[\u4e00-\u9fff]")
_KANA_SHARE = 0.2
_NO_MASTHEAD = Masthead(None, None, (), (), 0)
_TITLE, _SOURCE_LINE = ("title", "标题已单独记录"), ("source-line", "来源、作者、时间已单独记录")


@dataclass(frozen=True)
class Hints:
    """What a page's own markup states: title, author, source, address, date (ISO)."""

    title: str | None = None
    author: str | None = None
    source: str | None = None
    url: str | None = None
    date: str | None = None


@dataclass(frozen=True)
class Described:
    description: Description
    edits: tuple[Edit, ...] = ()

    def reviewed(self, reasons: Iterable[ReviewNote]) -> Description:
        """The description with further reasons why a person should look at it."""
        return replace(self.description, needs_review=(*reasons, *self.description.needs_review))


def describe(
    text: str, hints: Hints | None = None, *, masthead: bool = True, dropped: Sequence[str] = ()
) -> Described:
    """Describes a cleaned text; `edits` take title and source lines out of its body.

    With `masthead` False the text is taken to be all body: nothing is read off its first lines or taken out.
    `dropped` are the passages that cleaning took out: a breadcrumb among them tells where the page is filed.
    """
    lines = read_lines(text)
    head = _NO_MASTHEAD
    if masthead:
        head = read_masthead(lines)
    byline = read_bylines(lines, head.source_lines)
    edits = tuple(_edits(text, lines, head))
    taken = _taken(head)
    body = "\n".join(line.text for index, line in enumerate(lines) if index not in taken)
    if not byline.authors:
        byline = replace(byline, authors=read_dropped_authors(dropped))
    return Described(_description(lines, head, byline, body, hints or Hints(), read_trail(dropped)), edits)


def _taken(head: Masthead) -> frozenset[int]:
    return frozenset((*head.title_lines, *head.source_lines))


def _edits(text: str, lines: Sequence[Line], head: Masthead) -> Iterator[Edit]:
    for indexes, (rule, reason) in ((head.title_lines, _TITLE), (head.source_lines, _SOURCE_LINE)):
        for index in indexes:
            end = lines[index + 1].start if index + 1 < len(lines) else len(text)
            yield Edit(lines[index].start, end, "", rule, reason)


def _description(
    lines: Sequence[Line], head: Masthead, byline: Byline, body: str, hints: Hints, trail: Sequence[str]
) -> Description:
    title, basis = _title(lines, head, hints)
    source = byline.source or _hinted(hints.source)
    url = byline.url or _hinted(hints.url)
    lead = [fact.value for fact in (title, head.kicker, source) if fact and basis == "text"]
    heading = "".join(f"{value}\n" for value in lead)
    reading = Reading(heading + body)
    dating = _dating(lines, head, reading, url, hints)
    places = Places() if _is_japanese(reading.key) else read_places(reading, len(fold(heading)), trail)
    return Description(
        title=title,
        title_basis=basis,
        kicker=head.kicker,
        source=source,
        authors=byline.authors or tuple(_hinted_authors(hints.author)),
        url=url,
        published=dating.published,
        events=read_events(reading, dating.published),
        city=places.city,
        places=places.mentions,
        organizations=_bodies(reading, places, source, fold(body)),
        needs_review=tuple(_review(dating, places)),
    )


def _bodies(
    reading: Reading, places: Places, source: Fact | None, body: str
) -> tuple[OrganizationMention, ...]:
    """The bodies that the text names; the outlet is its source, and a body only where the text speaks of it."""
    if _is_japanese(reading.key):
        return ()
    outlet = fold(source.value) if source else ""
    found = read_organizations(reading, places)
    return tuple(each for each in found if fold(each.name) != outlet or outlet in body)


def _is_japanese(key: str) -> bool:
    """Whether a text is written with kana: its 市政府 is of no city here. A Chinese text may quote a few words."""
    kana = len(_KANA.findall(key))
    return kana > _KANA_SHARE * (kana + len(_HAN.findall(key)))


def _title(
    lines: Sequence[Line], head: Masthead, hints: Hints
) -> tuple[Fact | None, Literal["text", "derived"] | None]:
    if head.title:
        return head.title, "text"
    if hints.title:
        return _hinted(hints.title), "text"
    derived = derived_title(lines)
    return derived, "derived" if derived else None


def _hinted(value: str | None) -> Fact | None:
    return Fact(value, "网页元数据", 0.9, value) if value else None


def _hinted_authors(value: str | None) -> Iterator[Author]:
    for name in re.split(r"[;；、,，]", value or ""):
        if name.strip():
            yield Author(name.strip())


def _dating(
    lines: Sequence[Line], head: Masthead, reading: Reading, url: Fact | None, hints: Hints
) -> Dating:
    stamps = [without_url(lines[index].text) for index in head.source_lines]
    tail = [
        without_url(line.text)
        for line in lines[max(head.end, len(lines) - _TAIL_LINES) :]
        if is_source_line(line)
    ]
    return read_dating(stamps, reading, url.value if url else None, hints.date, tail)


def _review(dating: Dating, places: Places) -> Iterator[ReviewNote]:
    published = dating.published
    if published is None:
        yield ReviewNote("没有发表日期", "published")
    elif published.confidence < 0.8:
        yield ReviewNote(f"发表日期待核：{published.date}（{published.basis}）", "published")
    if published and dating.conflicts:
        yield ReviewNote(
            f"发表日期有出入：取{published.date}，另见{'、'.join(dating.conflicts)}", "published"
        )
    if places.city is None and places.candidates:
        yield ReviewNote(f"城市未定，候选：{'、'.join(places.candidates)}", "city")
    elif places.city is None:
        yield ReviewNote("没有可确定的城市", "city")
