"""R3: the same load twice, or killed and run again, gives the same rows."""

from __future__ import annotations

import random
import time

from django.db import connection

from archive.models import Article
from benchmarks.faults import scene
from benchmarks.faults.processes import command
from search import indexing
from search.indexing.documents import backend

RECORDS = 30
KILLS = 3  # of one load, before it is let run to its end

ROWS = (
    "SELECT identity, public_id, title, status, import_digest FROM archive_article",
    "SELECT a.identity, number, anchor, text FROM archive_paragraph JOIN archive_article a ON a.id = article_id",
    "SELECT a.identity, version, sha256 FROM archive_rawdocument JOIN archive_article a ON a.id = article_id",
    "SELECT a.identity, field, origin, value FROM archive_evidence JOIN archive_article a ON a.id = article_id",
    "SELECT a.identity, o.preferred_name FROM archive_article_organizations l JOIN archive_article a"
    " ON a.id = l.article_id JOIN archive_organization o ON o.id = l.organization_id",
)


def run(trials: int) -> scene.Rows:
    chance = random.Random(3)
    twice = killed = doubles = wrong = kills = 0
    for number in range(trials):
        path = scene.write(f"twice{number}", RECORDS)
        begun = time.monotonic()
        assert command("load_articles", path).wait() == 0
        whole, once = time.monotonic() - begun, _rows()
        assert command("load_articles", path).wait() == 0
        twice += _rows() != once
        Article.objects.all().delete()
        for _ in range(KILLS):
            kills += command("load_articles", path).kill_after(chance.uniform(0, whole))
        assert command("load_articles", path).wait() == 0
        killed += _rows() != once
        doubles += Article.objects.count() - RECORDS
        indexing.ensure()
        wrong += len(list(backend().reader.documents())) != RECORDS or bool(indexing.check())
        Article.objects.all().delete()
    return [
        (f"the same {RECORDS} records loaded twice: other rows", f"{twice} of {trials}"),
        (f"killed {kills} times and run again: other rows", f"{killed} of {trials}"),
        ("articles too many or too few", str(doubles)),
        ("index with another count or content", f"{wrong} of {trials}"),
    ]


def _rows() -> list[list[tuple[object, ...]]]:
    """What the archive holds, without keys and times."""
    with connection.cursor() as cursor:
        found = []
        for query in ROWS:
            cursor.execute(query)
            found.append(sorted(cursor.fetchall(), key=repr))
        return found
