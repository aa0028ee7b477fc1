"""Stores a processed document: the one stage that knows the models.

A value that a curator set stays; else what came with the record holds; else what a machine found. All of them
are kept as evidence.
"""

import enum
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, cast

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from archive import reprints, rows
from archive.identifiers import article_identity, public_id
from archive.ingest import records
from archive.ingest.decisions import Decided, decide, evidence
from archive.ingest.pipeline import PIPELINE_VERSION
from archive.ingest.records import Document, RawRecord
from archive.ingest.validation import source_key
from archive.models import (
    Article,
    Evidence,
    LedgerEntry,
    Load,
    Organization,
    Paragraph,
    Place,
    RawDocument,
    Source,
    Veto,
)
from archive.paragraphs import write_paragraphs
from archive.text.likeness import Reading


class Outcome(enum.StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


def identity(record: RawRecord) -> str:
    return article_identity(
        source=source_key(record.given),
        external_id=record.external_id,
        sha256=hashlib.sha256(record.data).hexdigest(),
    )


def foresee(record: RawRecord) -> Outcome:
    """What `store` would do with the document of this record: known before it is processed."""
    known = Article.objects.filter(identity=identity(record)).values_list("import_digest", flat=True).first()
    return _outcome(known, record)


def _outcome(known_digest: str | None, record: RawRecord) -> Outcome:
    if known_digest is None:
        return Outcome.CREATED
    return Outcome.UNCHANGED if known_digest == _digest(record) else Outcome.UPDATED


class VetoesChangedError(Exception):
    """A curator undid or redid a change while the document was processed: process it again."""


def vetoes(record: RawRecord) -> tuple[records.Veto, ...]:
    """What curators undid in the article of this record: to be processed with."""
    return vetoes_of(Veto.objects.filter(article__identity=identity(record)))


def vetoes_of(found: QuerySet[Veto]) -> tuple[records.Veto, ...]:
    names = ("stage", "start", "end", "raw", "drops")
    return tuple(
        records.Veto(cast(records.Stage, stage), *rest) for stage, *rest in found.values_list(*names)
    )


@dataclass(frozen=True)
class _Prepared:
    """What is known of a document before the database is asked: others write meanwhile."""

    document: Document
    decided: Decided
    reading: Reading

    @classmethod
    def of(cls, document: Document) -> "_Prepared":
        text = reprints.as_compared((part.kind, part.text) for part in document.paragraphs)
        return cls(document, decide(document), reprints.read(text))


def store(document: Document, load: Load) -> Outcome:
    """Creates or updates the article of this document; the same record again changes nothing.

    Raises VetoesChangedError when it was processed under other vetoes than hold now.
    """
    prepared = _Prepared.of(document)
    with transaction.atomic():
        known = _known(document.record)
        outcome = _outcome(known.import_digest if known else None, document.record)
        if outcome is not Outcome.UNCHANGED:
            _write(prepared, known, load)
    return outcome


def store_again(document: Document, load: Load) -> None:
    """As `store`, of a document that is stored: what changed is the processing, not the record."""
    prepared = _Prepared.of(document)
    with transaction.atomic():
        _write(prepared, _known(document.record), load)


def _known(record: RawRecord) -> Article | None:
    return Article.objects.select_for_update().filter(identity=identity(record)).first()


def _write(prepared: _Prepared, known: Article | None, load: Load) -> None:
    document, decided = prepared.document, prepared.decided
    held = set(vetoes(document.record)) if known else set()
    if held != set(document.vetoes):
        raise VetoesChangedError
    article = known or _new(document.record)
    _set_fields(article, document, decided)
    article.save()
    _link(article, decided, is_new=not known)
    _replace_evidence(article, document, is_new=not known)
    raw = _keep_raw(article, document, load, is_new=not known)
    if "paragraphs" not in article.locked:
        write_paragraphs(article, [_paragraph(draft) for draft in document.paragraphs], is_new=not known)
        Article.objects.filter(pk=article.pk).update(current_raw=raw)
    reprints.link(article, prepared.reading)


def _digest(record: RawRecord) -> str:
    """Changes with the bytes, with what was given beside them and with the pipeline."""
    parts = [
        hashlib.sha256(record.data).hexdigest(),
        dict(record.given),
        dict(record.extra),
        PIPELINE_VERSION,
    ]
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _new(record: RawRecord) -> Article:
    name = identity(record)
    return Article(
        identity=name,
        public_id=public_id(name, lambda candidate: Article.objects.filter(public_id=candidate).exists()),
        external_id=record.external_id,
    )


def _set_fields(article: Article, document: Document, decided: Decided) -> None:
    for field, values in _columns(decided).items():
        if field not in article.locked:
            for name, value in values.items():
                setattr(article, name, value)
    unresolved = {"city": decided.city.unresolved} if decided.city.unresolved else {}
    article.extra = {**document.record.extra, **unresolved}
    article.needs_review = _doubts(article, document, decided)
    article.import_digest = _digest(document.record)


def _doubts(article: Article, document: Document, decided: Decided) -> list[str]:
    """What a person should look at: not a field that was decided, by a curator or by what came with the record."""
    given = document.record.given
    settled = {*article.locked}
    settled |= {"published"} if given.get("date") else set()
    settled |= {"city"} if decided.city.code and given.get("city") else set()
    doubts = [note.text for note in document.description.needs_review if note.field not in settled]
    doubts += [decided.city.doubt] if decided.city.doubt else []
    return [doubt for doubt in doubts if doubt not in article.settled]


def _columns(decided: Decided) -> dict[str, dict[str, object]]:
    """For each lockable field the columns that hold it."""
    dated = decided.published
    return {
        "title": {"title": decided.title, "title_basis": decided.title_basis},
        "kicker": {"kicker": decided.kicker},
        "source": {"source": Source.objects.for_name(decided.source) if decided.source else None},
        "authors": {"authors": [dict(author) for author in decided.authors]},
        "url": {"url": decided.url},
        "published": {
            "published_on": dated and dated.on,
            "published_precision": dated.precision if dated else "",
            "published_time": dated and dated.time,
            "published_basis": dated.basis[:300] if dated else "",
        },
        "city": {"city": Place.objects.with_code(decided.city.code)},
        "status": {"status": decided.status},
    }


def _link(article: Article, decided: Decided, *, is_new: bool) -> None:
    if "places" not in article.locked:
        codes = Place.objects.filter(code__in=decided.places)
        _relate(article.places, codes.values_list("pk", flat=True) if decided.places else [], is_new=is_new)
    if "organizations" not in article.locked:
        bodies = Organization.objects.for_mentions(decided.organizations)
        _relate(article.organizations, [body.pk for body in bodies], is_new=is_new)


def _relate(manager: Any, keys: Iterable[int], *, is_new: bool) -> None:
    """Relates these and no others. A new article has none yet, which need not be asked."""
    distinct = dict.fromkeys(keys)
    if is_new:
        names = manager.source_field_name, manager.target_field_name
        rows.insert(manager.through, names, [(manager.instance.pk, key) for key in distinct])
    else:
        manager.set(distinct)


EVIDENCE = ("field", "origin", "value", "basis", "confidence", "sentence", "decided_by")
LEDGER = ("stage", "rule", "reason", "start", "end", "before", "after", "confidence", "vetoed")


def _replace_evidence(article: Article, document: Document, *, is_new: bool) -> None:
    """What machines found and what was given is recorded anew at each load; a curator's decisions stay."""
    if not is_new:
        article.evidence.exclude(origin=Evidence.Origin.CURATOR).delete()
    now, values = timezone.now(), attrgetter(*EVIDENCE)
    found = [(article.pk, now, *values(row)) for row in evidence(document)]
    rows.insert(Evidence, ("article", "recorded_at", *EVIDENCE), found)


def _keep_raw(article: Article, document: Document, load: Load, *, is_new: bool) -> RawDocument:
    raw = None if is_new else article.raw_documents.filter(sha256=document.sha256).first()
    if raw:
        raw.ledger.all().delete()
        # What is given beside a file may change while its bytes do not; undoing a change reads it from here.
        RawDocument.objects.filter(pk=raw.pk).update(given=dict(document.record.given))
    else:
        raw = _new_raw(article, document, load, 1 if is_new else article.raw_documents.count() + 1)
    values = attrgetter(*LEDGER)
    entries = [(raw.pk, number, *values(entry)) for number, entry in enumerate(document.ledger)]
    rows.insert(LedgerEntry, ("raw_document", "sequence", *LEDGER), entries)
    return raw


def _new_raw(article: Article, document: Document, load: Load, version: int) -> RawDocument:
    record = document.record
    return RawDocument.objects.create(
        article=article,
        version=version,
        data=record.data,
        sha256=document.sha256,
        media_type=record.media_type,
        form=record.form,
        encoding=document.encoding,
        raw_text=document.raw_text,
        file=record.file,
        member=record.member,
        line=record.line,
        given=dict(record.given),
        load=load,
    )


def _paragraph(draft: records.Paragraph) -> Paragraph:
    return Paragraph(kind=draft.kind, text=draft.text, start=draft.start, end=draft.end)
