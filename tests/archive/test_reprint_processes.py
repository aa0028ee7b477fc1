"""find_reprints as it is run: in processes of its own, two at once, killed at any moment."""

import json
import random
import shutil
import signal
import sqlite3
import subprocess
import time
from contextlib import closing

import pytest

from tests.archive.conftest import manage
from tests.text.test_likeness import article, bulletin

TABLES = (
    "SELECT first_id, second_id, kind, resemblance, decision FROM archive_reprint",
    "SELECT article_id, digest, length, group_id FROM archive_fingerprint",
    "SELECT key, article_id FROM archive_sampledshingle",
)


def records():
    for number in range(40):
        text = article(number, 150)
        yield from (text, f"据本报了解，{text}", bulletin(day=f"{number % 12 + 1}月{number % 28 + 1}日"))


def rows(data_dir):
    with closing(sqlite3.connect(data_dir / "archive.sqlite3")) as connection:
        return [sorted(connection.execute(table)) for table in TABLES]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """An archive with reprints of which nothing was found yet, and what a first run finds."""
    place = tmp_path_factory.mktemp("reprints")
    lines = [json.dumps({"id": str(number), "paragraphs": [text]}) for number, text in enumerate(records())]
    (place / "lines.jsonl").write_text("\n".join(lines))
    assert manage(place / "data", "load_articles", place / "lines.jsonl").wait(120) == 0
    with closing(sqlite3.connect(place / "data" / "archive.sqlite3")) as connection, connection:
        for table in ("archive_reprint", "archive_fingerprint", "archive_sampledshingle"):
            connection.execute(f"DELETE FROM {table}")
    shutil.copytree(place / "data", place / "found")
    counts = finished(manage(place / "found", "find_reprints", "--json"))
    assert (counts["articles"], counts["groups"] >= 40) == (120, True)
    return place / "data", rows(place / "found")


def finished(process):
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err.decode()
    return json.loads(out)


def test_two_at_once_and_kills_give_what_one_run_gives(loaded, tmp_path):
    data_dir, expected = loaded
    shutil.copytree(data_dir, tmp_path / "data")
    for _ in range(3):
        process = manage(tmp_path / "data", "find_reprints", stderr=subprocess.DEVNULL)
        time.sleep(random.uniform(0.8, 1.6))
        process.send_signal(signal.SIGKILL)
        process.communicate()
    for process in [manage(tmp_path / "data", "find_reprints", "--json") for _ in range(2)]:
        finished(process)
    assert rows(tmp_path / "data") == expected
