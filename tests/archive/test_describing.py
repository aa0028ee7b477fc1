"""Documents are described in a pool: told apart by nothing but speed from being described here."""

import logging
import os
import signal
import subprocess
import sys

import pytest

from archive import describing
from archive.describing import Describer, Stumbled
from archive.ingest.pipeline import process
from archive.ingest.readers import read_paths
from archive.ingest.records import BadInput, RawRecord
from archive.loading import load_records
from archive.models import Article, RawDocument
from archive.paths import ROOT
from tests.archive.conftest import TEXT, manage

# Records that no reader makes: with bytes of no encoding, and with content that no stage takes.
UNREADABLE = RawRecord("odd.txt", b"\xff\xff\x81", "text", b"\xff\xff\x81", line=7)
STUMBLED_OVER = RawRecord("odd.txt", b"x", "text", 5, line=9)


def good(number):
    data = f"第{number}天，{TEXT}".encode()
    return RawRecord(f"good{number}.txt", data, "text", data)


@pytest.fixture(autouse=True)
def pooled_at_once(monkeypatch):
    monkeypatch.setattr(describing, "FEW", 1)


def test_document_of_another_process_equals_one_described_here(founding_documents):
    records = [document.record for document in founding_documents]
    with Describer(2) as describer:
        described = [describer.begin(record, ()) for record in records]
        assert describer.ahead > 0
        assert [document() for document in described] == founding_documents


def test_one_worker_needs_no_pool():
    with Describer(1) as describer:
        assert [describer.begin(good(n), ())().record for n in range(3)] == [good(n) for n in range(3)]
        assert describer.ahead == 0


def test_few_documents_need_no_pool(monkeypatch):
    monkeypatch.setattr(describing, "FEW", 2)
    with Describer(2) as describer:
        describer.begin(good(1), ())
        describer.begin(good(2), ())
        assert describer.ahead == 0


def test_unreadable_document_is_told_with_file_and_line():
    with Describer(2) as describer:
        describer.begin(good(1), ())
        with pytest.raises(BadInput) as raised:
            describer.begin(UNREADABLE, ())()
    with pytest.raises(BadInput) as here:
        process(UNREADABLE)
    assert raised.value.as_json() == here.value.as_json()
    assert raised.value.line == 7


def test_what_a_stage_stumbled_over_reads_as_if_it_were_here():
    with Describer(2) as describer:
        describer.begin(good(1), ())
        with pytest.raises(Stumbled) as raised:
            describer.begin(STUMBLED_OVER, ())()
    with pytest.raises(AssertionError) as here:
        process(STUMBLED_OVER)
    assert repr(raised.value) == repr(here.value)


@pytest.mark.parametrize("workers", [1, 2])
def test_errors_are_told_in_their_order_and_the_rest_is_stored_in_its_order(db, caplog, workers):
    refused = BadInput("bad.jsonl", "错", "改", 3)
    records = [good(1), UNREADABLE, good(2), refused, good(3), STUMBLED_OVER, good(4), good(1)]
    with caplog.at_level(logging.ERROR, "archive.loading"):
        report = load_records(records, ["tests"], workers=workers)
    assert [(error.file, error.line) for error in report.errors] == [
        ("odd.txt", 7),
        ("bad.jsonl", 3),
        ("odd.txt", 9),
    ]
    assert report.counts == {"created": 4, "updated": 0, "unchanged": 1, "failed": 3}
    files = list(RawDocument.objects.order_by("pk").values_list("file", flat=True))
    assert files == [f"good{number}.txt" for number in range(1, 5)]
    assert "STUMBLED" not in caplog.text
    assert "odd.txt, line 9" in caplog.text


def test_no_more_than_so_many_records_are_read_ahead(db):
    read = []

    def reading():
        for number in range(40):
            read.append(number)
            yield good(number)

    def watched(records):
        for record in records:
            assert len(read) - Article.objects.count() <= describing.AHEAD * 2 + 1
            yield record

    assert load_records(reading(), ["tests"], progress=watched, workers=2).counts["created"] == 40


def test_processes_end_with_a_load_that_is_killed(tmp_path, write_lines):
    path = write_lines(*({"id": f"r{number}", "text": f"第{number}天，{TEXT}" * 20} for number in range(500)))
    load = manage(tmp_path / "data", "load_articles", path, "--workers", 2, stderr=subprocess.DEVNULL)
    while len(children := _children(load.pid)) < 2:
        assert load.poll() is None
    load.send_signal(signal.SIGKILL)
    load.communicate()  # comes to its end only when no process holds the other end of its output
    assert not any(_runs(child) for child in children)


def _children(pid):
    found = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False)
    return found.stdout.split()


def _runs(pid):
    found = subprocess.run(["ps", "-o", "stat=", "-p", pid], capture_output=True, text=True, check=False)
    return found.stdout.strip() and not found.stdout.startswith("Z")


@pytest.mark.parametrize("workers", ["-1", "many", "99999"])
def test_odd_number_of_workers_is_refused(load_articles, write_lines, workers):
    ran = load_articles(write_lines({"text": TEXT}), "--workers", workers)
    assert ran.code == 1
    assert not Article.objects.exists()


def test_read_paths_gives_records_that_travel(write_lines):
    (record,) = read_paths([write_lines({"id": "a", "text": TEXT, "title": "题", "else": [1]})])
    with Describer(2) as describer:
        describer.begin(good(1), ())
        assert describer.begin(record, ())().record == record


def test_a_process_whose_parent_is_gone_before_it_could_ask_ends_at_once():
    code = "import signal; from archive.processes import die_with_parent; die_with_parent(signal.SIGKILL, {})"
    ended = [
        subprocess.run([sys.executable, "-c", code.format(parent)], cwd=ROOT, check=False).returncode
        for parent in (os.getpid(), os.getppid())
    ]
    assert ended == [0, -signal.SIGKILL]
