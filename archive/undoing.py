"""Undoing a change of the ledger: the document is processed again as if the change had never been made.

`foresee` shows first what else would change with it; `undo` decides it, `redo` takes the decision back. The bytes
and the vetoes are kept, so that every later load keeps to the decision.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from archive.ingest import records
from archive.ingest.decisions import decide
from archive.ingest.pipeline import process
from archive.ingest.readers import read_again
from archive.ingest.store import store_again, vetoes_of
from archive.ingest.validation import Invalid
from archive.ingest.vetoes import can_be_undone, veto_of
from archive.models import Article, LedgerEntry, RawDocument, Veto

_FIELDS = ("title", "kicker", "source", "authors", "url", "published", "city", "organizations")


class CannotUndoError(Exception):
    """Why a change cannot be undone here, in words for the curator."""


@dataclass(frozen=True)
class Consequences:
    """What an undone change brings with it: the texts now and then, changes that are then made no more or are new,
    and the described fields that would read otherwise."""

    before: str
    after: str
    gone: tuple[records.Entry, ...]
    new: tuple[records.Entry, ...]
    fields: tuple[str, ...]


def reason_against(entry: LedgerEntry) -> str:
    """Why this entry cannot be undone; empty where it can."""
    article = entry.raw_document.article
    if not can_be_undone(_value(entry)):
        return _("这一条只记录解码或段落的排列，没有可撤销的改动。")
    if entry.vetoed:
        return _("这处改动已经撤销。")
    if entry.raw_document_id != article.current_raw_id:
        return _("这是旧版原始文件的改动；现在的段落不出自它。")
    if "paragraphs" in article.locked:
        return _("段落由编目员改过，程序不再改动。请直接编辑段落。")
    return ""


def foresee(entry: LedgerEntry) -> Consequences:
    """What undoing this entry would change. Raises CannotUndoError."""
    now, then = _processed(entry.raw_document, ()), _processed(entry.raw_document, [_veto(entry)])
    made, would = _made(now), _made(then)
    undone = _key(_value(entry))
    return Consequences(
        before=now.text,
        after=then.text,
        gone=tuple(each for key, each in made.items() if key not in would and key != undone),
        new=tuple(each for key, each in would.items() if key not in made),
        fields=tuple(_changed(now, then)),
    )


def undo(entry: LedgerEntry, username: str) -> Veto:
    """Undoes a change and stores the document without it. Raises CannotUndoError."""
    with transaction.atomic():
        held = _held(entry)
        veto, raw = _veto(held), held.raw_document
        document = _processed(raw, [veto])
        row, _created = Veto.objects.get_or_create(
            article_id=raw.article_id,
            stage=veto.stage,
            start=veto.start,
            end=veto.end,
            raw=veto.raw,
            defaults={"rule": held.rule, "drops": veto.drops, "decided_by": username},
        )
        store_again(document, raw.load)
    return row


def redo(veto: Veto) -> None:
    """Makes a change again that was undone. Raises CannotUndoError where a curator wrote the paragraphs since."""
    with transaction.atomic():
        article = _locked(veto.article_id)
        raw = article.current_raw
        if raw is None or "paragraphs" in article.locked:
            raise CannotUndoError(_("段落由编目员改过，程序不再改动。请直接编辑段落。"))
        veto.delete()
        store_again(_processed(raw, ()), raw.load)


def _locked(article_id: int) -> Article:
    """The article as it is now, held until the end of the transaction: no load and no other undoing comes between."""
    return Article.objects.select_for_update().get(pk=article_id)


def _held(entry: LedgerEntry) -> LedgerEntry:
    """The entry as it is now, its article held. Loading writes ledgers anew: one seen before may be gone."""
    _locked(entry.raw_document.article_id)
    rows = LedgerEntry.objects.select_related("raw_document__article", "raw_document__load")
    now = rows.filter(pk=entry.pk).first()
    if now is None:
        raise CannotUndoError(_("这篇文章刚刚重新处理过，请到它的改动账里再选一次。"))
    return now


def record_of(raw: RawDocument) -> records.RawRecord:
    """The record of a raw document, as it was read."""
    like = records.RawRecord(
        file=raw.file,
        data=b"",
        form=raw.form,
        content=b"",
        line=raw.line,
        member=raw.member,
        media_type=raw.media_type,
        external_id=raw.article.external_id,
        given=raw.given,
    )
    return read_again(bytes(raw.data), like)


def _processed(raw: RawDocument, more: Iterable[records.Veto]) -> records.Document:
    held = vetoes_of(raw.article.vetoes.all())
    try:
        record = record_of(raw)
    except Invalid as reason:  # stored when less was asked of a record
        raise CannotUndoError(str(reason)) from reason
    return process(record, dict.fromkeys((*held, *more)))


def _veto(entry: LedgerEntry) -> records.Veto:
    if reason := reason_against(entry):
        raise CannotUndoError(reason)
    return veto_of(_value(entry), entry.raw_document.raw_text)


def _value(entry: LedgerEntry) -> records.Entry:
    names = ["stage", "rule", "reason", "start", "end", "before", "after", "confidence", "vetoed"]
    return records.Entry(*(getattr(entry, name) for name in names))


def _made(document: records.Document) -> dict[tuple[object, ...], records.Entry]:
    return {_key(entry): entry for entry in document.ledger if not entry.vetoed}


def _key(entry: records.Entry) -> tuple[object, ...]:
    return entry.stage, entry.rule, entry.start, entry.end, entry.before, entry.after


def _changed(now: records.Document, then: records.Document) -> Iterable[str]:
    before, after = decide(now), decide(then)
    return (name for name in _FIELDS if getattr(before, name) != getattr(after, name))
