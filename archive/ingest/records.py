"""The values that travel between the stages of ingest. All are frozen; none knows a model or a database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

ParagraphKind = Literal["body", "heading", "caption", "list", "quote", "verse", "byline", "credit", "note"]
PARAGRAPH_KINDS: tuple[ParagraphKind, ...] = (
    "body", "heading", "caption", "list", "quote", "verse", "byline", "credit", "note",
)  # fmt: skip
Precision = Literal["day", "month", "year"]
Stage = Literal["decoding", "restoration", "cleaning", "paragraphs", "metadata"]
OrganizationKind = Literal[
    "party", "government", "street_office", "residents_committee", "hospital", "school", "company",
    "volunteer_team", "other",
]  # fmt: skip


class BadInput(Exception):
    """A document that cannot be read: what is wrong, where, and what to do about it."""

    def __init__(self, file: str, error: str, remedy: str, line: int | None = None) -> None:
        super().__init__(error)
        self.file, self.error, self.remedy, self.line = file, error, remedy, line

    def __reduce__(self) -> tuple[Any, ...]:
        """What it takes to make it anew in another process."""
        return type(self), (self.file, self.error, self.remedy, self.line)

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.error} → {self.remedy}"

    def as_json(self) -> dict[str, Any]:
        return {"file": self.file, "line": self.line, "error": self.error, "remedy": self.remedy}


@dataclass(frozen=True)
class RawRecord:
    """One document as it came.

    `data` is the record's own bytes (a whole file, or one line of JSON Lines), kept for ever and hashed for
    fixity. `content` is the part of it that holds the document (the same bytes, or the text of the JSON field).
    `given` is what the record states of itself, which beats anything a machine finds.
    """

    file: str
    data: bytes
    form: Literal["text", "html", "paragraphs"]
    content: bytes | str | tuple[Mapping[str, str], ...]
    line: int | None = None
    member: str = ""
    media_type: str = "text/plain"
    external_id: str | None = None
    given: Mapping[str, Any] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Entry:
    """One change to the text, as the ledger keeps it.

    `start` and `end` are offsets in the decoded raw text. `before` is what stood there when the stage ran,
    `after` what it left. A `vetoed` entry tells what the stage would have done, had a curator not undone it: it is
    kept and not replayed.
    """

    stage: Stage
    rule: str
    reason: str
    start: int
    end: int
    before: str
    after: str
    confidence: float = 1.0
    vetoed: bool = False


@dataclass(frozen=True)
class Veto:
    """A change that a curator undid: `stage` leaves what stands at [start, end) of the decoded raw text, which
    reads `raw` there. Where the change had dropped the passage, no other stage drops it."""

    stage: Stage
    start: int
    end: int
    raw: str
    drops: bool


@dataclass(frozen=True)
class Paragraph:
    """`number` counts from 1; `start` and `end` are offsets in the decoded raw text."""

    number: int
    kind: ParagraphKind
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Fact:
    """A value that a machine found, with what it rests on."""

    value: str
    basis: str
    confidence: float
    sentence: str = ""


@dataclass(frozen=True)
class Published:
    """When a document was published. `date` is an ISO date as far as it is known: 2022-04-25, 2022-04, --04-11."""

    date: str
    precision: Precision | None
    basis: str
    confidence: float
    sentence: str = ""
    time: dt.time | None = None


@dataclass(frozen=True)
class Event:
    """A date that the text speaks of, in the same partial ISO form."""

    date: str
    precision: Precision | None
    text: str


@dataclass(frozen=True)
class Author:
    name: str
    role: str = ""


@dataclass(frozen=True)
class PlaceMention:
    """A place of the division tables that the text names. `city` and `province` are full names."""

    code: str
    name: str
    level: Literal["province", "city", "district"]
    city: str | None
    province: str
    basis: str
    confidence: float
    count: int = 1
    sentence: str = ""


@dataclass(frozen=True)
class OrganizationMention:
    """`name` as the text writes it, at most prefixed by its place; `preferred` the body's full name;
    `place` the division code it belongs to, or None.

    `aliases` are its other standard names, `parent` the preferred name of the body that it is a part of. `since` and
    `until` are the years in which it had this name, as far as they are known; `successor` is the name that followed.
    """

    name: str
    preferred: str
    kind: OrganizationKind
    place: str | None
    basis: str
    confidence: float
    count: int = 1
    sentence: str = ""
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    since: int | None = None
    until: int | None = None
    successor: str | None = None


@dataclass(frozen=True)
class Dropped:
    """A passage that cleaning took out of the published text (its ledger entry holds the offsets)."""

    rule: str
    reason: str
    text: str


@dataclass(frozen=True)
class Repaired:
    """A passage that restoration changed, as `inspect_document` shows it."""

    before: str
    after: str
    method: str
    confidence: float


@dataclass(frozen=True)
class ReviewNote:
    """Why a person should look at a document; `field` names what is in doubt, where it is one field."""

    text: str
    field: Literal["", "published", "city"] = ""


@dataclass(frozen=True)
class Description:
    """What the document says of itself, each value with its evidence."""

    title: Fact | None = None
    title_basis: Literal["text", "derived"] | None = None
    kicker: Fact | None = None
    source: Fact | None = None
    authors: tuple[Author, ...] = ()
    url: Fact | None = None
    published: Published | None = None
    events: tuple[Event, ...] = ()
    city: Fact | None = None  # value: division code of the main city
    places: tuple[PlaceMention, ...] = ()
    organizations: tuple[OrganizationMention, ...] = ()
    needs_review: tuple[ReviewNote, ...] = ()


@dataclass(frozen=True)
class Document:
    """A raw record after all stages. Replaying `ledger` over `raw_text` gives `text`; `text` is the paragraphs'
    texts joined by a newline."""

    record: RawRecord
    sha256: str
    encoding: str
    raw_text: str
    ledger: tuple[Entry, ...]
    paragraphs: tuple[Paragraph, ...]
    description: Description
    dropped: tuple[Dropped, ...]
    repairs: tuple[Repaired, ...]
    vetoes: tuple[Veto, ...] = ()  # those it was processed under

    @property
    def text(self) -> str:
        return "\n".join(paragraph.text for paragraph in self.paragraphs)
