"""R6: the index deleted, truncated, of another version, read-only, or on a full disk."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.models import Source
from benchmarks.faults import scene
from benchmarks.faults.processes import command
from benchmarks.faults.web import Visitor, is_plain, serving
from search.engine import generations
from search.indexing.documents import backend
from search.outbox.models import OutboxRow

ROOM = 16 * 1024 * 1024  # bytes of the small disk
SEARCH, API = "/search/?q=%E6%A0%B8%E9%85%B8", "/api/v1/search?q=%E6%A0%B8%E9%85%B8"


def run(trials: int) -> scene.Rows:
    """`trials` bounds the 20 random places where files are cut."""
    scene.fill(scene.stock(trials))
    chance = random.Random(6)
    cut = [lambda: _truncate(chance) for _ in range(min(20, trials))]
    with serving() as visitor:
        rows = [
            _told("deleted", visitor, [_delete_all, _delete_pointer, _delete_generation][:trials]),
            _told("truncated at random places", visitor, cut),
            _told("of another version", visitor, [_of_another_version]),
        ]
        return rows + _on_a_small_disk(visitor, max(1, trials // 20))


def _told(what: str, visitor: Visitor, faults: list[Callable[[], None]]) -> tuple[str, str]:
    """Breaks, asks, saves, repairs by one command, asks again."""
    good = refused = full = saved = whole = 0
    for fault in faults:
        expected = _count(visitor)
        fault()
        refused += _is_refused(visitor)
        full += _count(visitor) == expected  # what was open may be whole still, and answer
        saved += _saves(visitor)
        good += scene.manage("check_index", "--repair") == 0
        whole += _count(visitor) == expected and scene.seconds_until_equal(1) is not None
    count = len(faults)
    return f"index {what}, {count} times", (
        f"503 with a plain page {refused}, answers in full {full}, admin saves {saved}, "
        f"repaired by one command {good}, nothing lost {whole} of {count}"
    )


def _count(visitor: Visitor) -> int | None:
    """How many articles a search finds; None when it is refused."""
    page, api = visitor.get(SEARCH), visitor.get(API)
    return json.loads(api[1])["count"] if (page[0], api[0]) == (200, 200) else None


def _is_refused(visitor: Visitor) -> bool:
    page, api, probe = visitor.get(SEARCH), visitor.get(API), visitor.get("/readyz")
    return (
        (page[0], api[0], probe[0]) == (503, 503, 503)
        and is_plain(page[1])
        and bool(json.loads(api[1])["remedy"])
        and "remedy: manage.py" in probe[1]
    )


def _saves(visitor: Visitor) -> bool:
    """A source is renamed in the admin, which touches the articles that came from it."""
    source = Source.objects.order_by("pk").first()
    before = OutboxRow.objects.count()
    done = visitor.save_source(source.pk, f"改名的报{time.monotonic_ns()}")
    return done and OutboxRow.objects.count() > before


def _delete_all() -> None:
    for path in backend().path.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def _delete_pointer() -> None:
    (backend().path / generations.POINTER).unlink()


def _delete_generation() -> None:
    shutil.rmtree(backend().reader.current().path)


def _truncate(chance: random.Random) -> None:
    file = chance.choice([each for each in scene.files() if each.stat().st_size])
    os.truncate(file, chance.randrange(file.stat().st_size))


def _of_another_version() -> None:
    generation = backend().reader.current()
    (generation.path / generations.MANIFEST).write_text(json.dumps({"digest": "of another version"}))
    generations.replace(
        backend().path / generations.POINTER, generation.name
    )  # as if it were put in place now


def _on_a_small_disk(visitor: Visitor, trials: int) -> scene.Rows:
    try:
        with _small_disk():
            command("rebuild_index", workers=1).wait()
            return [*_full(visitor, trials), *_read_only(visitor, trials)]
    except subprocess.CalledProcessError as error:
        reason = error.stderr.decode().strip() if error.stderr else error
        return [("disk full, read-only", f"not tried: {reason}")]


@contextmanager
def _small_disk() -> Iterator[None]:
    path = str(backend().path)
    _mount("-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", path)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", path], check=True)


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True, capture_output=True)


def _full(visitor: Visitor, trials: int) -> scene.Rows:
    answered = saved = kept = failed = healed = 0
    ballast = backend().path / "ballast"
    for _ in range(trials):
        _fill_up(ballast)
        worker = scene.worker()
        saved += _saves(visitor)
        time.sleep(1)  # the worker tries, and fails
        kept += OutboxRow.objects.exists()
        failed += command("rebuild_index", workers=2).wait() == 1
        answered += visitor.get(SEARCH)[0] == 200
        ballast.unlink()
        healed += scene.seconds_until_equal() is not None  # by the same worker
        worker.stop()
    return [_disk_row("full", trials, answered, saved, kept, failed, healed)]


def _fill_up(ballast: Path) -> None:
    with ballast.open("wb", buffering=0) as file:
        for size in (65536, 4096, 1):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                continue


def _read_only(visitor: Visitor, trials: int) -> scene.Rows:
    answered = saved = kept = failed = healed = 0
    path = str(backend().path)
    for _ in range(trials):
        _mount("--bind", path, path)  # over itself: a disk whose deleted files are still open cannot change
        _mount("-o", "remount,bind,ro", path)
        try:
            worker = scene.worker()
            saved += _saves(visitor)
            time.sleep(1)
            kept += OutboxRow.objects.exists()
            failed += command("rebuild_index", workers=2).wait() == 1
            answered += visitor.get(SEARCH)[0] == 200
        finally:
            subprocess.run(["umount", "--lazy", path], check=True)
        healed += scene.seconds_until_equal() is not None
        worker.stop()
    return [_disk_row("read-only", trials, answered, saved, kept, failed, healed)]


def _disk_row(what: str, trials: int, *counts: int) -> tuple[str, str]:
    names = (
        "searches are answered from what was", "admin saves", "changes wait", "a rebuild says that it cannot",
        "the worker goes on once there is room",
    )  # fmt: skip
    return f"disk of the index {what}, {trials} times", ", ".join(
        f"{name} {count}" for name, count in zip(names, counts, strict=True)
    )
