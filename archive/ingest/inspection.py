"""What the stages made of a document, as JSON by the contract of `inspect_document`."""

from __future__ import annotations

from typing import Any

from archive.ingest.records import BadInput, Document, Fact, Published
from archive.text import divisions


def as_json(document: Document) -> dict[str, Any]:
    """The object that `inspect_document --json` prints; `line` only for a record of JSON Lines."""
    record, description = document.record, document.description
    city = divisions.by_code(description.city.value) if description.city else None
    return {
        "file": f"{record.file}!{record.member}" if record.member else record.file,
        **({"line": record.line} if record.line is not None else {}),
        "sha256": document.sha256,
        "encoding": document.encoding,
        "title": _value(description.title),
        "title_basis": description.title_basis,
        "kicker": _value(description.kicker),
        "source": _value(description.source),
        "authors": [author.name for author in description.authors],
        "url": _value(description.url),
        "published": _published(description.published),
        "events": [_fields(event, "date precision text") for event in description.events],
        "city": city.name if city else None,
        "places": [_fields(place, "code name level city province") for place in description.places],
        "organizations": [_fields(body, "name preferred kind place") for body in description.organizations],
        "paragraphs": [_fields(paragraph, "number kind text") for paragraph in document.paragraphs],
        "dropped": [_fields(dropped, "rule reason text") for dropped in document.dropped],
        "repairs": [_fields(repair, "before after method confidence") for repair in document.repairs],
        "needs_review": [note.text for note in description.needs_review],
    }


def error_as_json(error: BadInput) -> dict[str, Any]:
    """The object for what could not be read: file, error, remedy, and the line where there is one."""
    return {name: value for name, value in error.as_json().items() if name != "line" or value is not None}


def _value(fact: Fact | None) -> str | None:
    return fact.value if fact else None


def _fields(value: object, names: str) -> dict[str, Any]:
    return {name: getattr(value, name) for name in names.split()}


def _published(published: Published | None) -> dict[str, Any]:
    if published is None:
        return {"date": None, "time": None, "precision": None, "basis": None}
    time = (
        published.time.isoformat("minutes" if not published.time.second else "seconds")
        if published.time
        else None
    )
    return {"date": published.date, "time": time, "precision": published.precision, "basis": published.basis}
