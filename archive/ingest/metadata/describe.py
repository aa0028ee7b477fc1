"""All that a document says of itself, gathered from the readers of this package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from archive.ingest.cleaning_lines import Line, read_lines
from archive.ingest.metadata.bylines import Byline, read_bylines
from archive.ingest.metadata.dates import read_events, read_published
from archive.ingest.metadata.organizations import read_organizations
from archive.ingest.metadata.places import Places, read_places
from archive.ingest.metadata.reading import Reading
from archive.ingest.metadata.titles import Masthead, derived_title, read_masthead
from archive.ingest.records import Description, Fact, Published, ReviewNote
from archive.ingest.tracing import Edit

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


def describe(text: str, hints: Hints | None = None, *, masthead: bool = True) -> Described:
    """Describes a cleaned text; `edits` take title and source lines out of its body.

    With `masthead` False the text is taken to be all body: nothing is read off its first lines or taken out.
    """
    lines = read_lines(text)
    head = _NO_MASTHEAD
    if masthead:
        head = read_masthead(lines)
    byline = read_bylines(lines, head.source_lines)
    edits = tuple(_edits(text, lines, head))
    body = "\n".join(line.text for index, line in enumerate(lines) if index not in _taken(head))
    return Described(_description(lines, head, byline, body, hints or Hints()), edits)


def _taken(head: Masthead) -> frozenset[int]:
    return frozenset((*head.title_lines, *head.source_lines))


def _edits(text: str, lines: Sequence[Line], head: Masthead) -> Iterator[Edit]:
    for indexes, (rule, reason) in ((head.title_lines, _TITLE), (head.source_lines, _SOURCE_LINE)):
        for index in indexes:
            end = lines[index + 1].start if index + 1 < len(lines) else len(text)
            yield Edit(lines[index].start, end, "", rule, reason)


def _description(
    lines: Sequence[Line], head: Masthead, byline: Byline, body: str, hints: Hints
) -> Description:
    title, basis = _title(lines, head, hints)
    source = byline.source or _hinted(hints.source)
    url = byline.url or _hinted(hints.url)
    published = _published(lines, head, body, url, hints)
    lead = [fact.value for fact in (title, head.kicker, source) if fact and basis == "text"]
    heading = "".join(f"{value}\n" for value in lead)
    reading = Reading(heading + body)
    places = read_places(reading, len(heading))
    return Description(
        title=title,
        title_basis=basis,
        kicker=head.kicker,
        source=source,
        authors=byline.authors,
        url=url,
        published=published,
        events=read_events(body),
        city=places.city,
        places=places.mentions,
        organizations=read_organizations(reading, places),
        needs_review=tuple(_review(published, places)),
    )


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


def _published(
    lines: Sequence[Line], head: Masthead, body: str, url: Fact | None, hints: Hints
) -> Published | None:
    stamps = [lines[index].text for index in head.source_lines] + ([hints.date] if hints.date else [])
    return read_published(stamps, body, url.value if url else None)


def _review(published: Published | None, places: Places) -> Iterator[ReviewNote]:
    if published is None:
        yield ReviewNote("没有发表日期", "published")
    elif published.confidence < 0.8:
        yield ReviewNote(f"发表日期待核：{published.date}（{published.basis}）", "published")
    if places.city is None and places.candidates:
        yield ReviewNote(f"城市未定，候选：{'、'.join(places.candidates)}", "city")
    elif places.city is None:
        yield ReviewNote("没有可确定的城市", "city")
