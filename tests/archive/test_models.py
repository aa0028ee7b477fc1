"""The database itself refuses what must not be, whoever writes: here past every form."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from archive.models import (
    Article,
    Evidence,
    LedgerEntry,
    Organization,
    OrganizationAlias,
    Paragraph,
    Place,
    RawDocument,
    Source,
)
from archive.models.documents import ImmutableError

DAY = dt.date(2022, 4, 25)


@pytest.fixture
def article(store_record):
    return store_record(id="a")


def refused(*rows):
    """True when the database takes the rows' class but not these rows."""
    with pytest.raises(IntegrityError), transaction.atomic():
        type(rows[0]).objects.bulk_create(rows)
    return True


def new_article(**fields):
    return Article(**{"public_id": "aaaaaaaaaa", "identity": "i", "title": "标题", **fields})


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"status": "secret"}, id="unknown status"),
        pytest.param({"published_on": DAY}, id="date without precision"),
        pytest.param({"published_precision": "day"}, id="precision without date"),
        pytest.param({"published_on": DAY, "published_precision": "week"}, id="unknown precision"),
        pytest.param(
            {"published_on": DAY, "published_precision": "month", "published_time": dt.time(8)},
            id="time of day in a month",
        ),
        pytest.param({"public_id": ""}, id="no public id"),
    ],
)
def test_article_refuses(db, fields):
    Article.objects.bulk_create([new_article(public_id="bbbbbbbbbb", identity="sound")])
    assert refused(new_article(**fields))


def test_article_is_not_its_own_duplicate(article):
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(duplicate_of=article.pk)


@pytest.mark.parametrize("field", ["public_id", "identity"])
def test_article_names_are_unique(article, field):
    fields = {field: getattr(article, field)}
    assert refused(new_article(**fields))


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"number": 1}, id="number taken"),
        pytest.param({"number": 0}, id="number zero"),
        pytest.param({"kind": "poem"}, id="unknown kind"),
        pytest.param({"anchor": "taken"}, id="anchor taken"),
    ],
)
def test_paragraph_refuses(article, fields):
    Paragraph.objects.create(article=article, number=8, text="八", anchor="taken")
    sound = {"article": article, "number": 9, "kind": "body", "text": "九", "anchor": "free"}
    assert refused(Paragraph(**{**sound, **fields}))
    Paragraph.objects.bulk_create([Paragraph(**sound)])


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"name": ""}, id="no name"),
        pytest.param({"level": "village"}, id="unknown level"),
        pytest.param({"level": "city"}, id="city outside every province"),
        pytest.param({"code": "31"}, id="code taken"),
    ],
)
def test_place_refuses(db, fields):
    sound = {"code": "99", "name": "某省", "folded_name": "某省", "level": "province"}
    assert refused(Place(**{**sound, **fields}))
    Place.objects.bulk_create([Place(**sound)])


def test_province_has_no_parent(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.filter(code="31").update(parent=Place.objects.get(code="11"))


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"preferred_name": ""}, id="no name"),
        pytest.param({"folded_name": "某局"}, id="name of another current body"),
        pytest.param({"existed_from": DAY, "existed_to": DAY - dt.timedelta(1)}, id="ended before it began"),
        pytest.param({"public_id": "aaaaaaaaaa"}, id="public id taken"),
    ],
)
def test_organization_refuses(db, fields):
    Organization.objects.create(public_id="aaaaaaaaaa", preferred_name="某局")
    sound = {"public_id": "bbbbbbbbbb", "preferred_name": "某处", "folded_name": "某处"}
    assert refused(Organization(**{**sound, **fields}))
    Organization.objects.bulk_create([Organization(**{**sound, "existed_from": DAY, "existed_to": DAY})])


@pytest.mark.parametrize(
    "fields",
    [pytest.param({"name": ""}, id="no name"), pytest.param({"folded_name": "日报"}, id="name taken")],
)
def test_source_refuses(db, fields):
    Source.objects.create(public_id="aaaaaaaaaa", name="日報")
    assert refused(Source(**{"public_id": "bbbbbbbbbb", "name": "晚报", "folded_name": "晚报", **fields}))


@pytest.mark.parametrize("model", [Organization, Source])
def test_authority_is_not_merged_into_itself(db, model):
    record = model(public_id="aaaaaaaaaa", **{"preferred_name" if model is Organization else "name": "甲"})
    record.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=record.pk).update(merged_into=record.pk)


def test_alias_refuses_a_repeat_in_either_script_and_no_name(db):
    body = Organization.objects.create(public_id="aaaaaaaaaa", preferred_name="某局")
    body.aliases.create(name="宣传部")
    assert refused(OrganizationAlias(organization=body, name="宣傳部", folded_name="宣传部"))
    assert refused(OrganizationAlias(organization=body, name="", folded_name=""))


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"stage": "magic"}, id="unknown stage"),
        pytest.param({"start": 3, "end": 2}, id="span backward"),
        pytest.param({"confidence": 1.5}, id="confidence above one"),
        pytest.param({"confidence": -0.1}, id="confidence below zero"),
        pytest.param({"sequence": 99}, id="sequence taken"),
    ],
)
def test_ledger_refuses(article, fields):
    raw = article.raw_documents.get()
    sound = {"raw_document": raw, "stage": "cleaning", "rule": "r", "start": 0, "end": 1, "confidence": 1.0}
    LedgerEntry.objects.bulk_create([LedgerEntry(**sound, sequence=99)])
    assert refused(LedgerEntry(**{**sound, "sequence": 100, **fields}))


@pytest.mark.parametrize("fields", [{"origin": "rumour"}, {"confidence": 2.0}], ids=["origin", "confidence"])
def test_evidence_refuses(article, fields):
    sound = {"article": article, "field": "title", "origin": "machine", "value": "甲"}
    Evidence.objects.bulk_create([Evidence(**sound)])
    assert refused(Evidence(**{**sound, **fields}))


def test_raw_document_is_kept_as_it_came(article):
    raw = article.raw_documents.get()
    raw.data = b"other"
    with pytest.raises(ImmutableError):
        raw.save()
    assert RawDocument.objects.get(pk=raw.pk).data != b"other"


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"form": "pdf", "version": 2, "sha256": "b"}, id="unknown form"),
        pytest.param({"version": 1, "sha256": "b"}, id="version taken"),
        pytest.param({"version": 2}, id="bytes already kept"),
    ],
)
def test_raw_document_refuses(article, fields):
    raw = article.raw_documents.get()
    row = {
        "article": article,
        "data": b"x",
        "sha256": raw.sha256,
        "form": "text",
        "file": "f",
        "load": raw.load,
    }
    assert refused(RawDocument(**{**row, **fields}))


@pytest.mark.parametrize(
    ("precision", "shown"), [("day", "2022-04-25"), ("month", "2022-04"), ("year", "2022"), ("", "")]
)
def test_date_is_shown_as_far_as_it_is_known(precision, shown):
    article = Article(published_on=DAY if precision else None, published_precision=precision)
    assert article.published == shown


def test_supplied_title_stands_in_brackets():
    assert Article(title="甲", title_basis="text").display_title == "甲"
    assert Article(title="甲", title_basis="derived").display_title == "［甲］"
    assert Article(title="", public_id="abcdefghij").display_title == "［abcdefghij］"


def test_every_field_that_can_be_locked_has_a_name_as_evidence():
    assert set(Evidence.Field.values) == set(Article.LOCKABLE)
