"""What readers of files cannot foresee: a record over which a stage or the database stumbles."""

import logging

import pytest

from archive.ingest.records import RawRecord
from archive.loading import load_paths, load_records
from archive.models import Article, Load
from tests.archive.conftest import TEXT

GOOD = RawRecord("good.txt", TEXT.encode(), "text", TEXT.encode())
# Records that no reader makes: with content that no stage takes, and of a form that the database refuses.
STUMBLED_OVER = RawRecord("odd.txt", b"x", "text", 5, line=7)
REFUSED = RawRecord("odd.txt", b"y", "scroll", TEXT.encode(), line=7)


@pytest.mark.parametrize("odd", [STUMBLED_OVER, REFUSED], ids=["stage", "database"])
def test_record_that_fails_unforeseen_is_named_and_logged_and_the_rest_goes_on(db, caplog, odd):
    with caplog.at_level(logging.ERROR, "archive.loading"):
        report = load_records([odd, GOOD], ["tests"])
    assert report.counts == {"created": 1, "updated": 0, "unchanged": 0, "failed": 1}
    assert [(error.file, error.line) for error in report.errors] == [("odd.txt", 7)]
    assert report.errors[0].remedy
    assert caplog.records[0].exc_info
    assert Article.objects.get().raw_documents.get().file == "good.txt"


def test_load_that_is_broken_off_is_not_finished(db):
    def breaking(records):
        yield next(iter(records))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load_records([GOOD, GOOD], ["tests"], progress=breaking)
    run = Load.objects.get()
    assert run.finished_at is None
    assert run.counts["created"] == 1


def test_path_that_is_not_utf8_is_named_as_far_as_it_can_be(db, tmp_path):
    report = load_paths([f"{tmp_path}/\udcd3\udcea.txt"])
    assert report.errors[0].file.endswith("\ufffd\ufffd.txt")
    assert Load.objects.get().paths[0].endswith("\ufffd\ufffd.txt")
