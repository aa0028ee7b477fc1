"""Storing can be repeated: versions, precedence of values, evidence, the ledger."""

import datetime as dt
from dataclasses import replace

import pytest
from django.db import IntegrityError

from archive.curation import record_decisions
from archive.ingest import records
from archive.ingest.store import Outcome, foresee, store
from archive.ingest.tracing import replay
from archive.models import Article, Evidence, LedgerEntry, Organization, Place, RawDocument, Source
from archive.paragraphs import rearrange
from tests.archive.conftest import TEXT

CHANGED = TEXT + "\n后来又添了这一段，交代第二天的情况和众人的打算。"
GIVEN = {
    "id": "a", "title": "给出的标题", "kicker": "给出的引题", "source": "给出的报", "authors": ["张三"],
    "url": "https://example.org/given", "date": "2020-01", "city": "苏州市", "organizations": ["给出的局"],
    "status": "draft",
}  # fmt: skip
NEWS = """浦东新区举行春季植树活动
来源：新民晚报 2021-03-12 记者：王五
昨天上午，上海市浦东新区绿化局组织三百多名干部群众来到河堤，栽下杨树两千余株。
大家带着工具，把河堤一段一段地清理干净，又给去年栽下的树苗浇了水、培了土。
"""
FOUND = {
    "title": "浦东新区举行春季植树活动", "source": "新民晚报", "authors": ["王五"], "published": "2021-03-12",
    "city": "上海市", "organizations": ["上海市浦东新区绿化局"], "status": "published",
}  # fmt: skip
DECIDED = {
    "title": "给出的标题", "source": "给出的报", "authors": ["张三"], "published": "2020-01",
    "city": "苏州市", "organizations": ["给出的局"], "status": "draft",
}  # fmt: skip


def shown(article, field):
    """A lockable field as plain values."""
    if field == "paragraphs":
        return [paragraph.text for paragraph in article.paragraphs.all()]
    if field in ("places", "organizations"):
        return [str(each) for each in getattr(article, field).all()]
    if field == "authors":
        return [author["name"] for author in article.authors]
    value = getattr(article, field)
    return value if isinstance(value, str) else str(value or "")


def test_same_record_again_is_unchanged(read_record, load):
    document = read_record(id="a")
    assert [foresee(document.record), store(document, load)] == [Outcome.CREATED, Outcome.CREATED]
    before = Article.objects.get()
    assert [foresee(document.record), store(document, load)] == [Outcome.UNCHANGED, Outcome.UNCHANGED]
    after = Article.objects.get()
    assert (after.pk, after.updated_at) == (before.pk, before.updated_at)
    assert RawDocument.objects.count() == 1


def test_new_bytes_under_an_id_are_a_new_version_of_the_article(store_record):
    first = store_record(id="a")
    second = store_record(id="a", text=CHANGED)
    assert (first.pk, first.public_id) == (second.pk, second.public_id)
    assert [raw.version for raw in second.raw_documents.all()] == [1, 2]
    assert second.paragraphs.count() == 3
    assert [raw.raw_text for raw in second.raw_documents.all()] == [TEXT, CHANGED]


def test_earlier_bytes_that_come_back_are_no_third_version(store_record):
    for text in (TEXT, CHANGED, TEXT):
        article = store_record(id="a", text=text)
    assert article.raw_documents.count() == 2
    assert article.paragraphs.count() == 2


def test_two_ids_with_one_text_are_two_articles(store_record):
    one, other = store_record(id="a"), store_record(id="b")
    assert one.public_id != other.public_id
    assert shown(one, "paragraphs") == shown(other, "paragraphs")


def test_one_id_in_two_sources_is_two_articles(store_record):
    assert store_record(id="1", source="甲报").pk != store_record(id="1", source="乙报").pk


@pytest.mark.parametrize("spelling", [" 深圳特区报 ", "深圳特區報"])
def test_one_id_under_two_spellings_of_a_source_is_one_article(store_record, spelling):
    first = store_record(id="1", source="深圳特区报")
    assert store_record(id="1", source=spelling, text=CHANGED).pk == first.pk


@pytest.mark.parametrize(
    "field", ["title", "source", "authors", "published", "city", "organizations", "status"]
)
def test_given_value_beats_what_a_machine_finds(store_record, field):
    found = shown(store_record(id="found", text=NEWS), field)
    assert found == FOUND[field]
    assert shown(store_record(**{**GIVEN, "text": NEWS}), field) == DECIDED[field]


def test_given_city_joins_the_places_of_the_text(store_record):
    assert set(shown(store_record(**{**GIVEN, "text": NEWS}), "places")) == {"苏州市", "浦东新区", "上海市"}


def curate(article, field):
    """Decides one field as a curator and returns what it then shows."""
    columns = {
        "source": lambda: Source.objects.for_name("编目员的报"),
        "authors": lambda: [{"name": "李四", "role": ""}],
        "url": lambda: "https://example.org/curator",
        "city": lambda: Place.objects.get(name="上海市"),
        "status": lambda: "withheld",
    }
    if field == "published":
        article.published_on, article.published_precision = dt.date(2019, 5, 6), "day"
    elif field == "places":
        article.places.set([Place.objects.get(name="黄浦区")])
    elif field == "organizations":
        article.organizations.set(
            [Organization.objects.create(public_id="aaaaaaaaaa", preferred_name="某局")]
        )
    elif field == "paragraphs":
        paragraph = article.paragraphs.get(number=2)
        paragraph.text = "编目员改写的一段。"
        rearrange(article, [paragraph], [])
    else:
        setattr(article, field, columns.get(field, lambda: "编目员所定")())
    article.save()
    return shown(article, field)


@pytest.mark.parametrize("field", Article.LOCKABLE)
def test_curators_decision_outlives_a_third_load_with_other_bytes(store_record, curator, field):
    store_record(**GIVEN)
    article = store_record(**{**GIVEN, "text": CHANGED})
    decided = curate(article, field)
    record_decisions(article, [field], curator)
    again = store_record(**{**GIVEN, "text": CHANGED + "完。", "title": "第三次的标题", "date": "2018"})
    assert shown(again, field) == decided
    assert again.locked == [field]
    assert again.raw_documents.count() == 3
    others = {"title": "第三次的标题", "published": "2018"}
    assert all(shown(again, name) == value for name, value in others.items() if name != field)
    assert again.evidence.filter(origin="curator", field=field, decided_by="curator").count() == 1


def test_evidence_of_every_origin_is_kept_beside_each_other(store_record, curator):
    article = store_record(id="a", text=NEWS, city="苏州市")
    article.city = Place.objects.get(name="上海市")
    article.save()
    record_decisions(article, ["city"], curator)
    store_record(id="a", text=NEWS, city="无锡市")
    rows = Evidence.objects.filter(field="city").values_list("origin", "value", "decided_by")
    assert ("curator", "上海市", "curator") in rows
    assert ("given", "无锡市", "") in rows
    assert ("given", "苏州市", "") not in rows
    assert ("machine", "31", "") in rows


def test_unknown_city_is_kept_and_flagged(store_record):
    article = store_record(id="a", city="乌有市", colour="红")
    assert article.city is None
    assert article.extra == {"colour": "红", "city": "乌有市"}
    assert any("乌有市" in doubt for doubt in article.needs_review)
    assert article in Article.objects.awaiting_review()
    assert article.evidence.filter(field="city", origin="given", value="乌有市").exists()


def test_ambiguous_city_is_not_settled(store_record):
    article = store_record(id="a", city="朝阳区")
    assert article.city is None
    assert any("不止一处" in doubt for doubt in article.needs_review)


@pytest.mark.parametrize("number", range(5))
def test_stored_ledger_replays_to_the_paragraphs(founding_documents, load, number):
    store(founding_documents[number], load)
    article = Article.objects.get()
    raw = article.raw_documents.get()
    names = ("stage", "rule", "reason", "start", "end", "before", "after", "confidence")
    ledger = [records.Entry(*row) for row in raw.ledger.values_list(*names)]
    assert replay(raw.raw_text, ledger) == "\n".join(article.paragraphs.values_list("text", flat=True))


def test_raw_bytes_are_those_of_the_file(founding_documents, load):
    for document in founding_documents:
        store(document, load)
    kept = {raw.sha256: bytes(raw.data) for raw in RawDocument.objects.all()}
    assert kept == {document.sha256: document.record.data for document in founding_documents}


def test_failure_in_the_middle_stores_nothing(read_record, load):
    document = read_record(**GIVEN)
    broken = replace(document.ledger[0] if document.ledger else ENTRY, confidence=7.0)
    with pytest.raises(IntegrityError):
        store(replace(document, ledger=(*document.ledger, broken)), load)
    assert not Article.objects.exists()
    assert not RawDocument.objects.exists()
    assert not Source.objects.filter(name="给出的报").exists()
    assert not Organization.objects.exists()


ENTRY = records.Entry("cleaning", "test", "test", 0, 1, "今", "")


def test_failed_update_leaves_the_article_as_it_was(read_record, store_record, load):
    store_record(id="a", title="原来的标题")
    document = read_record(id="a", title="新标题", text=CHANGED)
    with pytest.raises(IntegrityError):
        store(replace(document, ledger=(replace(ENTRY, confidence=7.0),)), load)
    article = Article.objects.get()
    assert (article.title, article.paragraphs.count(), article.raw_documents.count()) == ("原来的标题", 2, 1)
    assert store(document, load) is Outcome.UPDATED


def test_paragraphs_that_came_as_such_are_neither_restored_nor_cleaned(store_record):
    given = [
        {"kind": "heading", "text": "小标题"},
        "上海科技先鋒頂?shù)蒙?，?nbsp;责任编辑：王五",
        {"kind": "note", "text": "点击查看更多"},
    ]
    article = store_record(id="a", paragraphs=given)
    assert [(p.number, p.kind, p.text) for p in article.paragraphs.all()] == [
        (1, "heading", "小标题"),
        (2, "body", given[1]),
        (3, "note", "点击查看更多"),
    ]
    assert not LedgerEntry.objects.filter(stage__in=["restoration", "cleaning"]).exists()


def test_address_that_no_browser_should_be_sent_to_is_only_evidence(store_record):
    article = store_record(id="a", url="javascript:alert(1)")
    assert article.url == ""
    assert article.evidence.get(field="url", origin="given").value == "javascript:alert(1)"


def test_a_given_body_takes_the_texts_spelling_as_another_name(store_record):
    store_record(
        id="a",
        text="静安区委组织部在上海市静安区召开会议。区委组织部要求党员报到。",
        organizations=["上海市静安区委组织部"],
    )
    body = Organization.objects.get()
    assert body.preferred_name == "上海市静安区委组织部"
    assert [alias.name for alias in body.aliases.all()] == ["静安区委组织部"]


def test_repairs_are_those_of_the_raw_document_that_the_paragraphs_came_from(store_record):
    store_record(id="a", text=TEXT)
    store_record(id="a", text=CHANGED)
    store_record(id="a", text=TEXT)
    article = Article.objects.get()
    assert article.raw_documents.count() == 2
    assert article.current_raw == article.raw_documents.get(version=1)
    article.lock("paragraphs")
    article.save()
    store_record(id="a", text=CHANGED)
    article.refresh_from_db()
    assert article.current_raw.version == 1
