"""load_articles: every kind of path goes in, again and again, and a bad record stops nothing."""

import json
import tarfile
import zipfile
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import models

from archive.models import Article, Evidence, LedgerEntry, Load, Organization, Paragraph, RawDocument, Source
from tests.archive.conftest import TEXT
from tests.conftest import FOUNDING

GOOD = {"id": "good", "text": TEXT, "title": "好的一篇"}


def counts(ran):
    report = json.loads(ran.out)
    return tuple(report[name] for name in ("created", "updated", "unchanged", "failed"))


def titles():
    return sorted(Article.objects.values_list("title", flat=True))


def test_text_file(load_articles, tmp_path):
    path = tmp_path / "一篇.txt"
    path.write_text(TEXT)
    assert load_articles(path).code == 0
    article = Article.objects.get()
    assert [paragraph.text for paragraph in article.paragraphs.all()] == TEXT.split("\n")
    assert article.raw_documents.get().file == str(path)
    assert (article.status, article.external_id) == ("published", None)


@pytest.mark.parametrize("pack", ["directory", "zip", "tar.gz"])
def test_directory_and_archives_give_the_same(load_articles, tmp_path, pack):
    folder = tmp_path / "all"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text(TEXT)
    (folder / "a.curated.json").write_text(json.dumps({"title": "附带的标题"}))
    (folder / "deep" / "b.jsonl").write_text(json.dumps(GOOD, ensure_ascii=False))
    (folder / ".hidden.txt").write_text(TEXT + "藏")
    path = folder
    if pack == "zip":
        path = tmp_path / "all.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for file in folder.rglob("*.*"):
                archive.write(file, file.relative_to(tmp_path))
    elif pack == "tar.gz":
        path = tmp_path / "all.tar.gz"
        with tarfile.open(path, "w:gz") as archive:
            archive.add(folder, "all")
    assert counts(load_articles(path, "--json")) == (2, 0, 0, 0)
    assert titles() == ["好的一篇", "附带的标题"]


def test_json_lines_keep_unknown_keys_and_honour_status(load_articles, write_lines):
    path = write_lines({**GOOD, "status": "withheld", "colour": "红", "nested": {"a": [1, None]}})
    assert load_articles(path).code == 0
    article = Article.objects.get()
    assert article.status == "withheld"
    assert article.extra == {"colour": "红", "nested": {"a": [1, None]}}
    raw = article.raw_documents.get()
    assert (raw.line, bytes(raw.data)) == (1, path.read_bytes().rstrip(b"\n"))


def test_founding_documents_twice_are_five(load_articles):
    assert counts(load_articles(FOUNDING, "--json")) == (5, 0, 0, 0)
    assert counts(load_articles(FOUNDING, "--json")) == (0, 0, 5, 0)
    assert Article.objects.count() == 5
    loads = Load.objects.order_by("pk").values_list("counts", flat=True)
    assert [(load["created"], load["unchanged"]) for load in loads] == [(5, 0), (0, 5)]
    assert not Load.objects.filter(finished_at=None).exists()


def test_dry_run_stores_nothing_and_foresees_what_a_load_would_do(load_articles, write_lines):
    load_articles(write_lines(GOOD, {**GOOD, "id": "other"}))
    path = write_lines(GOOD, {**GOOD, "id": "other", "title": "改了"}, {**GOOD, "id": "new"}, {"id": "bad"})
    before = [model.objects.count() for model in (Article, RawDocument, Load, Source, Paragraph)]
    ran = load_articles(path, "--dry-run", "--json")
    assert counts(ran) == (1, 1, 1, 1)
    assert json.loads(ran.out)["dry_run"] is True
    assert [model.objects.count() for model in (Article, RawDocument, Load, Source, Paragraph)] == before
    assert counts(load_articles(path, "--json")) == (1, 1, 1, 1)


def test_report_is_written_and_has_the_shape_of_json(load_articles, write_lines, tmp_path):
    path, report = write_lines(GOOD, {"id": "bad"}), tmp_path / "report.json"
    ran = load_articles(path, "--report", report, "--json")
    assert ran.code == 1
    written = json.loads(report.read_text())
    assert written == json.loads(ran.out)
    assert set(written) == {"dry_run", "created", "updated", "unchanged", "failed", "errors"}
    (error,) = written["errors"]
    assert set(error) == {"file", "line", "error", "remedy"}
    assert (error["file"], error["line"]) == (str(path), 2)


def test_report_that_cannot_be_written_is_said_before_the_load(load_articles, write_lines, tmp_path):
    ran = load_articles(write_lines(GOOD), "--report", tmp_path / "missing" / "report.json")
    assert ran.code == 1
    assert "report.json" in ran.err
    assert "--report" in ran.err
    assert not Article.objects.exists()


def test_people_are_told_counts_and_each_error(load_articles, write_lines):
    path = write_lines(GOOD, {"id": "bad"})
    ran = load_articles(path)
    assert ran.code == 1
    assert "新增 1，更新 0，未变 0，失败 1" in ran.out
    assert f"{path}:2: " in ran.err
    assert " → " in ran.err


BAD_LINES = [
    pytest.param(b'{"text": "abc', id="broken JSON"),
    pytest.param(b'{"id": "x", "title": "\xe9\xa2\x98"}', id="no text"),
    pytest.param(b'{"id": "x", "text": ""}', id="empty text"),
    pytest.param(b'{"id": "x", "text": "no Chinese at all"}', id="no Chinese"),
    pytest.param(b'{"id": "good", "text": "\xe9\x9b\xa8"}', id="repeated id"),
    pytest.param(b'{"id": "x", "text": "\xe9\x9b\xa8", "date": "2022-13-45"}', id="no such date"),
    pytest.param(b'{"id": "x", "text": "\xe9\x9b\xa8\\ud800"}', id="lone surrogate"),
    pytest.param(b'{"id": "x", "text": "\xe9\x9b\xa8\\u0000"}', id="NUL"),
    pytest.param(b'["\xe9\x9b\xa8"]', id="not an object"),
    pytest.param(b'{"id": "x", "text": ["\xe9\x9b\xa8"]}', id="wrong type of text"),
    pytest.param(b'{"id": ["x"], "text": "\xe9\x9b\xa8"}', id="wrong type of id"),
    pytest.param(
        b'{"id": "x", "text": "\xe9\x9b\xa8", "organizations": 5}', id="wrong type of organizations"
    ),
    pytest.param(b'{"id": "x", "text": "\xe9\x9b\xa8", "status": "secret"}', id="unknown status"),
    pytest.param(b'{"id": "x", "text": "\xd3\xea"}', id="not UTF-8"),
    pytest.param(b'{"text": ' + b"[" * 100_000, id="nested without end"),
    pytest.param(b'{"id": "x", "paragraphs": [{"text": "\xe9\x9b\xa8", "kind": "poem"}]}', id="unknown kind"),
]


@pytest.mark.parametrize("line", BAD_LINES)
def test_bad_line_is_named_with_line_and_remedy_and_the_rest_is_loaded(load_articles, tmp_path, line):
    good = [json.dumps({**GOOD, "id": name}, ensure_ascii=False).encode() for name in ("good", "last")]
    path = tmp_path / "records.jsonl"
    path.write_bytes(b"\n".join([good[0], line, good[1]]))
    ran = load_articles(path, "--json")
    assert ran.code == 1
    assert counts(ran) == (2, 0, 0, 1)
    (error,) = json.loads(ran.out)["errors"]
    assert (error["file"], error["line"]) == (str(path), 2)
    assert error["error"]
    assert error["remedy"]
    assert Article.objects.count() == 2


BAD_FILES = [
    pytest.param(b"", id="empty"),
    pytest.param(b" \n\t\r\n", id="blank"),
    pytest.param(bytes(range(256)) * 8, id="binary"),
    pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(64), id="picture"),
    pytest.param(bytes(0x80 + (7 * n * n) % 128 for n in range(4000)), id="unknown encoding"),
    pytest.param(b"Not a single character of it is Chinese.", id="no Chinese"),
    pytest.param("雨\0雪".encode(), id="NUL"),
    pytest.param("雨".encode() * 2**19, id="over the size limit"),
]


@pytest.mark.parametrize("data", BAD_FILES)
def test_bad_file_is_named_with_remedy_and_the_rest_is_loaded(load_articles, tmp_path, settings, data):
    settings.MAX_DOCUMENT_BYTES = 2**20
    (tmp_path / "1-bad.txt").write_bytes(data)
    (tmp_path / "2-good.txt").write_text(TEXT)
    ran = load_articles(tmp_path, "--json")
    assert ran.code == 1
    assert counts(ran) == (1, 0, 0, 1)
    (error,) = json.loads(ran.out)["errors"]
    assert (error["file"], error["line"]) == (str(tmp_path / "1-bad.txt"), None)
    assert error["remedy"]


@pytest.mark.parametrize("name", ["missing.txt", "empty-directory", "broken.zip"])
def test_bad_path_is_named_and_the_others_are_loaded(load_articles, tmp_path, name):
    (tmp_path / "empty-directory").mkdir()
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 cut off")
    good = tmp_path / "good.txt"
    good.write_text(TEXT)
    ran = load_articles(tmp_path / name, good, "--json")
    assert ran.code == 1
    assert counts(ran) == (1, 0, 0, 1)
    assert Path(json.loads(ran.out)["errors"][0]["file"]) == tmp_path / name


def test_line_over_the_size_limit(load_articles, write_lines, settings):
    settings.MAX_DOCUMENT_BYTES = 2**16
    path = write_lines(GOOD, {"id": "long", "text": "雨" * 2**16}, {**GOOD, "id": "last"})
    ran = load_articles(path, "--json")
    assert counts(ran) == (2, 0, 0, 1)
    assert json.loads(ran.out)["errors"][0]["line"] == 2


def contents(model):
    """All rows and columns but moments, of which JSON keeps milliseconds."""
    columns = [field.attname for field in model._meta.fields if not isinstance(field, models.DateTimeField)]
    return list(model.objects.order_by("pk").values_list(*columns))


def test_what_dumpdata_writes_loaddata_reads(load_articles, write_lines, tmp_path, curator):
    load_articles(FOUNDING)
    load_articles(write_lines({**GOOD, "organizations": ["某局"], "source": "某报"}))
    kept = (Article, Paragraph, RawDocument, LedgerEntry, Evidence, Organization, Source)
    before = [contents(model) for model in kept]
    path = tmp_path / "archive.json"
    call_command("dumpdata", "archive", output=str(path), verbosity=0)
    for model in (Article, Organization, Source):
        model.objects.all().delete()
    call_command("loaddata", str(path), verbosity=0)
    assert [contents(model) for model in kept] == before
    assert counts(load_articles(FOUNDING, "--json")) == (0, 0, 5, 0)
