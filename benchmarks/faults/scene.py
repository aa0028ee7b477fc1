"""The archive that is disturbed: how it is filled, changed and compared."""

from __future__ import annotations

import io
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command

from archive.models import Article, Load, Organization, Source
from archive.paths import ROOT
from archive.people import first_admin
from benchmarks.faults.processes import Process, command, log_path
from benchmarks.faults.web import PASSWORD
from search import indexing
from search.engine import generations
from search.engine.errors import IndexUnavailable
from search.engine.reader import Reader
from search.indexing import building
from search.indexing.documents import backend
from search.outbox.models import OutboxRow

Rows = list[tuple[str, str]]
PORTION = 25  # articles in a run, so that a rebuild of some hundred has many: 4,000 in service
SETTLED_WITHIN = 60.0  # seconds in which all must be equal again
SENTENCE = "社区志愿者为居民送去蔬菜和药品，核酸检测点的医务人员换上防护服继续值守。"


def prepare() -> None:
    """A data directory with a database and an account for the admin."""
    sys.argv[0] = "manage.py"
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    os.environ["ARCHIVE_ADMIN_PASSWORD"] = PASSWORD
    first_admin()
    building.PORTION = PORTION


def empty() -> None:
    Article.objects.all().delete()
    for model in (Load, Organization, Source, OutboxRow):
        model.objects.all().delete()
    shutil.rmtree(backend().path, ignore_errors=True)


def stock(trials: int) -> int:
    """The size of the archive: small for few trials, so that their short form is short."""
    return min(600, max(60, 6 * trials))


def records(name: str, count: int) -> Iterator[dict[str, Any]]:
    for number in range(count):
        yield {
            "id": f"{name}-{number}",
            "title": f"{name}第{number}号简报",
            "date": f"2022-04-{number % 28 + 1:02}",
            "city": ("上海市黄浦区", "江苏省南通市", "广东省深圳市")[number % 3],
            "organizations": ["平湖街道", "红十字会"][: number % 3],
            "source": f"第{number % 5}份报",
            "text": "\n".join(f"第{number}号记录之{part}：{SENTENCE * (part + 1)}" for part in range(3)),
        }


def write(name: str, count: int) -> Path:
    """A file of records to load."""
    path = Path(settings.DATA_DIR) / f"{name}.jsonl"
    path.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in records(name, count)))
    return path


def fill(count: int) -> None:
    """An archive of so many articles, indexed. Their paragraphs are given, which saves the work of reading them."""
    path = write("stock", count)
    lines = map(json.loads, path.read_text().splitlines())
    ready = [{**record, "paragraphs": record.pop("text").split("\n")} for record in lines]
    path.write_text("".join(json.dumps(record) + "\n" for record in ready))
    assert command("load_articles", path).wait() == 0
    indexing.rebuild()
    assert not indexing.check()


def change_some(chance: random.Random, count: int = 20) -> None:
    """Changes, deletes and adds articles, one after the other and in bulk."""
    chosen = chance.sample(list(Article.objects.order_by("pk")), count)
    for article in chosen[: count // 2]:
        article.title = f"改{chance.getrandbits(40)}"
        article.save()
    Article.objects.filter(pk__in=[a.pk for a in chosen[count // 2 : -2]]).update(kicker=f"{chance.random()}")
    for article in chosen[-2:]:
        article.delete()
    added = [f"{chance.getrandbits(48):x}"[:10].rjust(10, "x") for _ in range(2)]
    Article.objects.bulk_create(Article(public_id=key, identity=key, title=f"新{key}") for key in added)


def opens() -> bool:
    """Whether a process that starts now could search."""
    found = backend()
    try:
        return len(list(Reader(found.path, found.specs, found.content_field_name).documents())) > 0
    except IndexUnavailable:
        return False


def manage(*arguments: str) -> int:
    """A command as an operator runs it; its exit code."""
    with log_path().open("a") as log:
        return subprocess.run(
            [sys.executable, "manage.py", *arguments], cwd=ROOT, stdout=log, stderr=log, check=False
        ).returncode


def worker() -> Process:
    return command("index_worker")


def seconds_until_equal(within: float = SETTLED_WITHIN) -> float | None:
    """How long it takes until index and database are equal and nothing waits; None when that is not within."""
    begun = time.monotonic()
    while (spent := time.monotonic() - begun) <= within:
        if not OutboxRow.objects.exists() and _equal():
            return spent
        time.sleep(0.05)
    return None


def _equal() -> bool:
    try:
        return not indexing.check()
    except IndexUnavailable:
        return False


def said(name: str, *arguments: str) -> tuple[int, str]:
    """A command run here: its exit code and what it printed."""
    out = io.StringIO()
    try:
        call_command(name, *arguments, stdout=out, stderr=io.StringIO())
        return 0, out.getvalue()
    except SystemExit as end:
        return int(end.code or 0), out.getvalue()


def files() -> list[Path]:
    """The files of the generation that serves, and the pointer."""
    path = backend().reader.current().path
    return [backend().path / generations.POINTER, *sorted(file for file in path.iterdir() if file.is_file())]


def percentile(values: Iterable[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def worst(seconds: Iterable[float | None]) -> str:
    """The longest of these times in words; what never came to an end is counted."""
    known = list(seconds)
    late = sum(each is None for each in known)
    longest = max((each for each in known if each is not None), default=0.0)
    return f"at most {longest:.1f} s" + (f", {late} not within the time" if late else "")
