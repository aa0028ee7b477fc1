"""Which of a document's values hold: what came with the record, else what a machine found.

Free of models. `decide` gives plain values for the store; `evidence` gives every value of every origin with its
basis, so that a curator also sees what was decided against.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from archive.ingest.metadata.organizations import mention_of, names_one_body
from archive.ingest.records import Document, Fact, OrganizationMention
from archive.text import divisions
from archive.text.folding import fold

GIVEN_BASIS = "随文件给出"
TITLE_LENGTH = 300
NAME_LENGTH = 120
SUPPLIED_LENGTH = 28


@dataclass(frozen=True)
class Dated:
    """`on` is the first day of the period that is known to `precision`."""

    on: dt.date
    precision: Literal["day", "month", "year"]
    time: dt.time | None
    basis: str


@dataclass(frozen=True)
class CityChoice:
    """`code`: the main city; `codes`: all the places that the name settles, its district included."""

    code: str | None = None
    codes: tuple[str, ...] = ()
    unresolved: str | None = None
    doubt: str | None = None


@dataclass(frozen=True)
class Decided:
    title: str
    title_basis: Literal["text", "derived", "supplied"]
    kicker: str
    source: str
    authors: tuple[Mapping[str, str], ...]
    url: str
    published: Dated | None
    city: CityChoice
    places: tuple[str, ...]
    organizations: tuple[OrganizationMention, ...]
    status: str


@dataclass(frozen=True)
class EvidenceRow:
    field: str
    origin: Literal["machine", "given"]
    value: str
    basis: str
    confidence: float = 1.0
    sentence: str = ""
    decided_by: str = ""


def decide(document: Document) -> Decided:
    given, found = document.record.given, document.description
    city = _city(document)
    title, title_basis = _title(document)
    return Decided(
        title=title,
        title_basis=title_basis,
        kicker=_text(given.get("kicker"), found.kicker)[:TITLE_LENGTH],
        source=_text(given.get("source"), found.source)[:NAME_LENGTH],
        authors=_authors(document),
        url=_url(_text(given.get("url"), found.url)),
        published=_published(document),
        city=city,
        places=_places(document, city),
        organizations=_organizations(document, city),
        status=_text(given.get("status"), None) or "published",
    )


def _text(given: Any, fact: Fact | None) -> str:
    return str(given).strip() if given else (fact.value if fact else "")


def _url(value: str) -> str:
    """Only an address that a browser may be sent to; anything else stays in the evidence."""
    return value if value.startswith(("http://", "https://")) and len(value) <= 1000 else ""


def _title(document: Document) -> tuple[str, Literal["text", "derived", "supplied"]]:
    given, found = document.record.given, document.description
    if given.get("title"):
        supplied = given.get("title_basis") == "supplied"
        return str(given["title"]).strip()[:TITLE_LENGTH], "supplied" if supplied else "text"
    if found.title:
        return found.title.value[:TITLE_LENGTH], found.title_basis or "text"
    first = document.paragraphs[0].text if document.paragraphs else ""
    return (first if len(first) <= SUPPLIED_LENGTH else first[: SUPPLIED_LENGTH - 1] + "…"), "derived"


def _authors(document: Document) -> tuple[Mapping[str, str], ...]:
    given = document.record.given.get("authors")
    if given:
        names = [given] if isinstance(given, str) else list(given)
        return tuple(
            {"name": str(name["name"]), "role": str(name.get("role", ""))}
            if isinstance(name, Mapping)
            else {"name": str(name), "role": ""}
            for name in names
        )
    return tuple({"name": author.name, "role": author.role} for author in document.description.authors)


def _published(document: Document) -> Dated | None:
    given = document.record.given.get("date")
    if given:
        return parse_date(str(given), str(document.record.given.get("date_basis") or GIVEN_BASIS))
    found = document.description.published
    if found is None or found.precision is None or found.date.startswith("--"):
        return None
    dated = parse_date(found.date, found.basis)
    return dated and Dated(
        dated.on, dated.precision, found.time if dated.precision == "day" else None, found.basis
    )


def parse_date(value: str, basis: str) -> Dated | None:
    """Reads 2022, 2022-04, 2022-04-25 or a full ISO date and time; None for anything else."""
    value = value.strip()
    try:
        if len(value) == 4:
            return Dated(dt.date(int(value), 1, 1), "year", None, basis)
        if len(value) == 7:
            return Dated(dt.date.fromisoformat(f"{value}-01"), "month", None, basis)
        if len(value) == 10:
            return Dated(dt.date.fromisoformat(value), "day", None, basis)
        moment = dt.datetime.fromisoformat(value)
    except ValueError:
        return None
    return Dated(moment.date(), "day", moment.time().replace(tzinfo=None), basis)


def _city(document: Document) -> CityChoice:
    given = document.record.given.get("city")
    if not given:
        found = document.description.city
        return CityChoice(found.value if found else None)
    candidates = divisions.resolve(str(given))
    if not candidates:
        return CityChoice(unresolved=str(given), doubt=f"给出的城市“{given}”不在行政区划表里")
    if len(candidates) > 1:
        names = "、".join(divisions.full_name(division.code) for division in candidates)
        return CityChoice(unresolved=str(given), doubt=f"给出的城市“{given}”不止一处：{names}")
    division = candidates[0]
    city = divisions.city_of(division.code)
    return CityChoice(city.code if city else division.code, (division.code,))


def _places(document: Document, city: CityChoice) -> tuple[str, ...]:
    found = [place.code for place in document.description.places]
    return tuple(dict.fromkeys([*([city.code] if city.code else []), *city.codes, *found]))


def _organizations(document: Document, city: CityChoice) -> tuple[OrganizationMention, ...]:
    """The bodies that were given, else those found that the text tells from others: 区委 of an unknown district is any's.

    Where the text was seen to name a given body, its own spelling becomes another name of it.
    """
    found = document.description.organizations
    given = document.record.given.get("organizations")
    if given is None:
        return tuple(body for body in found if names_one_body(body))
    names = [given] if isinstance(given, str) else list(given)
    bodies = [mention_of(str(name).strip()[:NAME_LENGTH], city.code) for name in names if str(name).strip()]
    spelt = {fold(name): body.name for body in found for name in (body.preferred, *body.aliases)}
    return tuple(replace(body, name=spelt.get(fold(body.preferred), body.name)) for body in bodies)


def evidence(document: Document) -> Iterator[EvidenceRow]:
    """What machines found, then what came with the record."""
    yield from _found(document)
    given = document.record.given
    by = str(given.get("decided_by") or "")
    for key, field in GIVEN_FIELDS.items():
        if given.get(key):
            basis = str(given.get(f"{key}_basis") or given.get("note") or GIVEN_BASIS)[:300]
            yield EvidenceRow(field, "given", _shown(given[key]), basis, decided_by=by)


GIVEN_FIELDS = {
    "title": "title", "kicker": "kicker", "source": "source", "authors": "authors", "url": "url",
    "date": "published", "city": "city", "organizations": "organizations", "status": "status",
}  # fmt: skip


def _shown(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "、".join(_shown(item) for item in value)
    if isinstance(value, Mapping):
        return str(value.get("name", ""))
    return str(value)


def _found(document: Document) -> Iterator[EvidenceRow]:
    found = document.description
    for field in ("title", "kicker", "source", "url", "city"):
        fact = getattr(found, field)
        if fact:
            yield EvidenceRow(field, "machine", fact.value, fact.basis, fact.confidence, fact.sentence)
    if found.published:
        stated = found.published
        yield EvidenceRow(
            "published", "machine", stated.date, stated.basis, stated.confidence, stated.sentence
        )
    if found.authors:
        yield EvidenceRow("authors", "machine", "、".join(author.name for author in found.authors), "署名")
    for place in found.places:
        yield EvidenceRow("places", "machine", place.code, place.basis, place.confidence, place.sentence)
    for body in found.organizations:
        yield EvidenceRow("organizations", "machine", body.name, body.basis, body.confidence, body.sentence)
