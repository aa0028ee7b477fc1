"""Undoing a change of the ledger in the archive: foreseen, decided, kept by later loads, taken back."""

from dataclasses import replace

import pytest

from archive.ingest.pipeline import process
from archive.ingest.readers import read_paths
from archive.ingest.store import VetoesChangedError, store
from archive.loading import load_paths
from archive.models import Article, LedgerEntry, Paragraph, Veto
from archive.paths import FIXTURES
from archive.undoing import CannotUndoError, foresee, reason_against, record_of, redo, undo

DOCUMENT = FIXTURES / "founding" / "000_a1d43d62ced5f455.txt"


def published(article: Article) -> str:
    return "\n".join(article.paragraphs.values_list("text", flat=True))


@pytest.fixture
def path(tmp_path):
    """A copy, without the curated file beside the document."""
    copy = tmp_path / DOCUMENT.name
    copy.write_bytes(DOCUMENT.read_bytes())
    return copy


@pytest.fixture
def article(db, path):
    load_paths([str(path)])
    return Article.objects.get()


@pytest.fixture
def cut(article) -> LedgerEntry:
    """The repair of 上??萍枷蠕h."""
    return LedgerEntry.objects.filter(rule="cut", before__contains="萍枷").first()


def test_what_would_change_is_foreseen_and_nothing_is_changed(article, cut):
    seen = foresee(cut)
    assert seen.before == published(article)
    assert cut.before in seen.after
    assert cut.before not in seen.before
    assert not Veto.objects.exists()


def test_an_undone_repair_gives_back_what_was_found(article, cut):
    expected = foresee(cut).after
    undo(cut, "wang")
    article.refresh_from_db()
    assert published(article) == expected
    entry = article.current_raw.ledger.get(start=cut.start, rule="cut")
    assert entry.vetoed
    assert Veto.objects.get().decided_by == "wang"


def test_a_dropped_passage_is_put_back(article):
    dropped = LedgerEntry.objects.filter(stage="cleaning").exclude(before="").first()
    undo(dropped, "wang")
    assert "".join(dropped.before.split()) in "".join(published(article).split())


def test_the_decision_survives_another_load_with_other_fields(article, cut, path):
    undo(cut, "wang")
    text = published(article)
    path.with_name(path.stem + ".curated.json").write_text('{"title": "另拟的题目"}')
    assert load_paths([str(path)]).counts["updated"] == 1
    assert Article.objects.get().title == "另拟的题目"
    assert published(article) == text


def test_the_decision_holds_for_another_version_of_the_document(db, write_lines):
    text = "昨天上午，柳河镇举行春季义务植树活动，三百多名干部群众来到河堤。\n分享到：微信 微博 QQ空间"
    load_paths([str(write_lines({"id": "a", "text": text}))])
    undo(LedgerEntry.objects.get(stage="cleaning"), "wang")
    load_paths([str(write_lines({"id": "a", "text": "今天又补了一段话，写在原来那一段的前面。\n" + text}))])
    article = Article.objects.get()
    assert article.raw_documents.count() == 2
    assert "分享到" in published(article)


def test_redone_the_text_is_as_before(article, cut):
    text = published(article)
    redo(undo(cut, "wang"))
    assert published(article) == text
    assert not Veto.objects.exists()
    assert not LedgerEntry.objects.filter(vetoed=True).exists()


def test_two_undone_changes_stay_undone(article):
    glosses = LedgerEntry.objects.filter(rule="gloss").order_by("start")[:2]
    for gloss in list(glosses):
        undo(LedgerEntry.objects.get(rule="gloss", start=gloss.start), "wang")
    assert LedgerEntry.objects.filter(vetoed=True).count() == 2


def test_an_undone_change_cannot_be_undone_again(article, cut):
    undo(cut, "wang")
    again = LedgerEntry.objects.get(vetoed=True)
    assert reason_against(again)
    with pytest.raises(CannotUndoError):
        undo(again, "wang")


@pytest.mark.parametrize("rule", ["utf-8", "line-ends"])
def test_decoding_and_layout_cannot_be_undone(db, tmp_path, rule):
    (tmp_path / "a.txt").write_text("今天早上下了一场大雨。\n\n田里的水涨了起来。", encoding="utf-8")
    load_paths([str(tmp_path)])
    assert reason_against(LedgerEntry.objects.get(rule=rule))


def test_what_a_curator_wrote_is_not_overwritten(article, cut):
    undone = undo(LedgerEntry.objects.filter(rule="gloss").first(), "wang")
    article.refresh_from_db()
    article.lock("paragraphs")
    article.save()
    before = published(article)
    with pytest.raises(CannotUndoError):
        undo(LedgerEntry.objects.filter(rule="gloss", vetoed=False).first(), "wang")
    undone.refresh_from_db()
    with pytest.raises(CannotUndoError):
        redo(undone)
    assert published(article) == before


def test_a_document_processed_under_other_vetoes_is_not_stored(article, cut, load):
    (record,) = read_paths([article.current_raw.file])
    document = process(replace(record, given={"title": "新标题"}))
    undo(cut, "wang")
    with pytest.raises(VetoesChangedError):
        store(document, load)
    assert cut.before in published(article)


@pytest.mark.parametrize("name", ["golden/traditional_page.html", "golden/plain_report.txt"])
def test_a_record_is_read_again_as_it_was(db, name):
    (record,) = read_paths([str(FIXTURES / name)])
    load_paths([str(FIXTURES / name)])
    assert record_of(Article.objects.get().current_raw) == record


def test_a_line_is_read_again_as_it_was(db, write_lines):
    lines = write_lines({"id": "a", "text": "今天早上下了一场大雨。", "title": "雨", "colour": "红"})
    (record,) = read_paths([lines])
    load_paths([str(lines)])
    assert record_of(Article.objects.get().current_raw) == record


def test_settled_doubts_are_not_raised_by_another_load(article, path):
    from archive.curation import settle_doubts

    assert article.needs_review
    settle_doubts(article)
    path.with_name(path.stem + ".curated.json").write_text('{"title": "另拟的题目"}')
    load_paths([str(path)])
    article.refresh_from_db()
    assert article.title == "另拟的题目"
    assert article.needs_review == []


def test_paragraphs_keep_their_anchors_where_the_text_does(article, cut):
    before = set(Paragraph.objects.values_list("anchor", flat=True))
    undo(cut, "wang")
    after = set(Paragraph.objects.values_list("anchor", flat=True))
    assert len(before - after) == 1


def test_undoing_keeps_what_was_given_beside_the_file_since(article, path):
    path.with_name(path.stem + ".curated.json").write_text('{"title": "另拟的题目"}')
    load_paths([str(path)])
    undo(LedgerEntry.objects.filter(rule="gloss").first(), "wang")
    assert Article.objects.get().title == "另拟的题目"
    assert load_paths([str(path)]).counts["unchanged"] == 1


def test_another_passage_at_the_place_of_an_undone_one_can_be_undone_too(db, write_lines):
    text = "昨天上午，柳河镇举行春季义务植树活动，三百多名干部群众来到河堤。\n阅读次数：{}"
    for count in ("123", "124"):
        load_paths([str(write_lines({"id": "a", "text": text.format(count)}))])
        undo(LedgerEntry.objects.get(stage="cleaning", raw_document__raw_text__endswith=count), "wang")
        assert published(Article.objects.get()).endswith(count)
    assert Veto.objects.count() == 2


def test_an_entry_that_a_load_wrote_anew_is_not_undone(article, cut, path):
    path.with_name(path.stem + ".curated.json").write_text('{"title": "另拟的题目"}')
    load_paths([str(path)])
    with pytest.raises(CannotUndoError):
        undo(cut, "wang")
    assert not Veto.objects.exists()
