"""Labelled documents: what a careful reader would have made of them. The keys of a record tell what it labels.

benchmarks/README.md describes the formats. A folder may hold any mix of them; what has no label in a known form
counts as a document to process for speed, or, with a text alone, as undamaged text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BODIES = frozenset(("ORG", "organization", "government"))
_DAMAGED_AND_WHOLE = (
    ("damaged", "restored"),
    ("damaged_cut_only", "clean_traditional"),
    ("damaged_cut_and_gloss", "clean_traditional"),
    ("text", "without_gloss"),
)


@dataclass(frozen=True)
class Damage:
    """A text as it was found, and as it was before it was damaged; equal for a text that never was."""

    kind: str
    found: str
    whole: str


@dataclass(frozen=True)
class Page:
    """A page flattened to plain text with its navigation, and what stands on it. Empty labels are not judged."""

    name: str
    text: str
    body: str
    title: str = ""
    published: str = ""


@dataclass(frozen=True)
class Bodies:
    """A text and the organizations that it names."""

    kind: str
    text: str
    names: frozenset[str]


@dataclass(frozen=True)
class City:
    """A text and the full name of its city; None where the text does not settle it."""

    text: str
    city: str | None


Label = Damage | Page | Bodies | City


def read(folder: Path) -> Iterator[Label]:
    """The labels of every JSON Lines file below a folder."""
    for path in sorted(folder.rglob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield from labels_of(json.loads(line), path.stem)


def labels_of(record: Mapping[str, Any], kind: str) -> Iterator[Label]:
    """What one record labels; `kind` names its file in the report."""
    text = record.get("text_with_chrome") or record.get("page")
    if text and "body" in record:
        yield Page(
            record.get("id", kind), text, record["body"], record.get("title") or "", _published(record)
        )
    elif "entities" in record or "label" in record:
        yield Bodies(kind, record["text"], frozenset(_bodies(record)))
    elif "city" in record and "text" in record:
        yield City(record["text"], record["city"])
    else:
        yield from _damage(record, kind)


def _published(record: Mapping[str, Any]) -> str:
    return record.get("publish_time") or record.get("published") or ""


def _bodies(record: Mapping[str, Any]) -> Iterable[str]:
    """Of both common forms: [[type, start, end, text]] and {type: {text: [[start, end]]}}."""
    if "entities" in record:
        return (name for kind, _, _, name in record["entities"] if kind in BODIES)
    return (name for kind, names in record["label"].items() if kind in BODIES for name in names)


def _damage(record: Mapping[str, Any], kind: str) -> Iterator[Damage]:
    pairs = [pair for pair in _DAMAGED_AND_WHOLE if pair[0] in record and pair[1] in record]
    for found, whole in pairs:
        yield Damage(f"{kind}.{found}", record[found], record[whole])
    if not pairs:
        for name in ("text", "content"):
            if isinstance(record.get(name), str):
                yield Damage("undamaged", record[name], record[name])
