"""Loads as they are run: in processes of their own, two at once, killed at any moment."""

import json
import random
import shutil
import signal
import sqlite3
import stat
import subprocess
import time
from pathlib import Path

import pytest

from tests.archive.conftest import TEXT, manage

HUNDREDS = 200
KILLS = 3


def record(number, **fields):
    body = f"第{number}天，{TEXT}\n这一天记下的雨量是{number * 7 % 90}毫米，比往年多了不少。"
    return {"id": f"r{number}", "text": body, "source": f"第{number % 5}份报", "date": "2021-06-01", **fields}


def rows(data_dir: Path):
    """What the archive holds, without keys and times: articles, their paragraphs, raw versions and ledgers."""
    articles = "SELECT identity, public_id, title, status, import_digest FROM archive_article"
    below = "JOIN archive_article a ON a.id = article_id"
    parts = (
        articles,
        f"SELECT a.identity, number, anchor, text FROM archive_paragraph {below}",
        f"SELECT a.identity, version, sha256 FROM archive_rawdocument {below}",
        f"SELECT a.identity, field, origin, value FROM archive_evidence {below}",
        "SELECT name FROM archive_source",
        "SELECT sha256, sequence, rule, start FROM archive_ledgerentry l"
        " JOIN archive_rawdocument r ON r.id = l.raw_document_id",
    )
    connection = sqlite3.connect(data_dir / "archive.sqlite3")
    try:
        return [sorted(map(tuple, connection.execute(part))) for part in parts]
    finally:
        connection.close()


def count(data_dir: Path) -> int:
    connection = sqlite3.connect(data_dir / "archive.sqlite3")
    try:
        return connection.execute("SELECT count(*) FROM archive_article").fetchone()[0]
    finally:
        connection.close()


def finished(process):
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err.decode()
    return json.loads(out)


@pytest.fixture(scope="module")
def first_load(tmp_path_factory):
    """A load of one text on a data directory that does not exist yet, with no other setting."""
    place = tmp_path_factory.mktemp("first")
    (place / "a.txt").write_text(TEXT)
    process = manage(place / "new" / "data", "load_articles", place / "a.txt", "--json")
    return place / "new" / "data", finished(process)


@pytest.fixture
def data_dir(first_load, tmp_path):
    """An archive of its own for a test, migrated, with one article."""
    return Path(shutil.copytree(first_load[0], tmp_path / "data"))


@pytest.fixture(scope="module")
def hundreds(tmp_path_factory):
    path = tmp_path_factory.mktemp("lines") / "hundreds.jsonl"
    lines = [json.dumps(record(number), ensure_ascii=False) for number in range(HUNDREDS)]
    path.write_text("\n".join(lines))
    return path


def test_command_works_on_an_empty_data_directory(first_load):
    data_dir, report = first_load
    assert (report["created"], report["failed"]) == (1, 0)
    assert len(rows(data_dir)[0]) == 1
    assert stat.S_IMODE((data_dir / "secret_key").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(f"这是从标准输入来的一篇。\n{TEXT}".encode(), id="text"),
        pytest.param(json.dumps(record(1), ensure_ascii=False).encode(), id="JSON Lines"),
        pytest.param(f"这是从标准输入来的一篇。\n{TEXT}".encode("gb18030"), id="GB18030"),
    ],
)
def test_standard_input(data_dir, data):
    process = manage(data_dir, "load_articles", "-", "--json", stdin=-1)
    out, err = process.communicate(data, timeout=60)
    assert (process.returncode, json.loads(out)["created"]) == (0, 1), err.decode()
    assert len(rows(data_dir)[0]) == 2


def test_exit_code_is_one_when_a_record_was_skipped(data_dir, tmp_path):
    path = tmp_path / "records.jsonl"
    path.write_text(json.dumps(record(1)) + '\n{"text": 5}\n')
    process = manage(data_dir, "load_articles", path)
    _out, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert f"{path}:2" in err.decode()
    assert "Traceback" not in err.decode()


@pytest.fixture(scope="module")
def loaded_twice_at_once(first_load, hundreds, tmp_path_factory):
    """An archive into which two processes loaded the same records at the same time, and their reports."""
    data_dir = Path(shutil.copytree(first_load[0], tmp_path_factory.mktemp("twice") / "data"))
    started = [manage(data_dir, "load_articles", hundreds, "--json") for _ in range(2)]
    return data_dir, [finished(process) for process in started]


def test_two_loads_at_once_end_well_with_true_counts(loaded_twice_at_once):
    data_dir, reports = loaded_twice_at_once
    total = {name: sum(report[name] for report in reports) for name in ("created", "unchanged", "failed")}
    assert total == {"created": HUNDREDS, "unchanged": HUNDREDS, "failed": 0}
    articles, _paragraphs, _raws, _evidence, sources, _ledger = rows(data_dir)
    assert len(articles) == 1 + HUNDREDS
    assert len(sources) == 5


def test_load_killed_at_any_moment_and_run_again_gives_the_same_rows(
    data_dir, hundreds, loaded_twice_at_once
):
    for kill in range(KILLS):
        process = manage(data_dir, "load_articles", hundreds, stderr=subprocess.DEVNULL)
        stored = HUNDREDS * kill // KILLS + random.randint(1, HUNDREDS // KILLS)
        until = time.monotonic() + 60
        while process.poll() is None and count(data_dir) <= stored and time.monotonic() < until:
            time.sleep(random.uniform(0, 0.02))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        articles, paragraphs, raws, *_ = rows(data_dir)
        assert len({row[0] for row in paragraphs}) == len(articles) == len(raws)  # nothing by halves
    report = finished(manage(data_dir, "load_articles", hundreds, "--json"))
    assert report["created"] + report["unchanged"] == HUNDREDS
    assert report["unchanged"] > 0
    assert rows(data_dir) == rows(loaded_twice_at_once[0])
