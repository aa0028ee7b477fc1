"""R4: rebuilds under eight readers and two writers; and rebuilds that fail."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import time
from pathlib import Path

from django.conf import settings

from archive.models import Article
from benchmarks.faults import scene
from benchmarks.faults.processes import Process, command, log_path
from search.engine.ask import Ask, Everything, Substring
from search.engine.errors import IndexUnavailable
from search.indexing.documents import backend

READERS, WRITERS = 8, 2
PATIENCE = 30.0  # seconds after which a write counts as lost to readers


def run(trials: int) -> scene.Rows:
    """So many rebuilds one after the other; a tenth as many that fail."""
    stock = scene.stock(trials)
    scene.fill(stock)
    stop = Path(settings.DATA_DIR) / "stop"
    stop.unlink(missing_ok=True)
    worker = scene.worker()
    readers = [Process(lambda n=n: _read(n, stock, stop)) for n in range(READERS)]
    writers = [Process(lambda n=n: _write(n, stop)) for n in range(WRITERS)]
    rebuilt = sum(command("rebuild_index", workers=2).wait() == 0 for _ in range(trials))
    stop.touch()
    codes = [process.wait() for process in (*readers, *writers)]
    settled = scene.seconds_until_equal()
    worker.stop()
    assert not any(codes), log_path().read_text()[-5000:]
    read = [_result("reader", n) for n in range(READERS)]
    written = [_result("writer", n) for n in range(WRITERS)]
    seen = [seconds for each in written for seconds in each["seen"]]
    return [
        (f"rebuilds under {READERS} readers and {WRITERS} writers", f"{rebuilt} of {trials} in place"),
        ("reads", f"{sum(each['reads'] for each in read)}"),
        ("reads that failed", str(sum(each["failed"] for each in read))),
        ("reads of less than the whole", str(sum(each["short"] for each in read))),
        (
            "writes that readers did not see within 30 s",
            f"{sum(each['lost'] for each in written)} of {len(seen)}",
        ),
        ("seen after a write, 50th and 99th percentile", _seconds(seen)),
        ("equal at the end", f"after {settled:.1f} s" if settled is not None else "no"),
        *_failing(max(1, trials // 10)),
    ]


def _seconds(values: list[float]) -> str:
    return " and ".join(f"{scene.percentile(values, share):.2f} s" for share in (0.5, 0.99))


def _path(kind: str, number: int) -> Path:
    return Path(settings.DATA_DIR) / f"{kind}-{number}.json"


def _result(kind: str, number: int) -> dict:
    return json.loads(_path(kind, number).read_text())


def _read(number: int, stock: int, stop: Path) -> None:
    """Asks for everything and for a sentence that every article of the stock holds. Nothing is deleted meanwhile."""
    reads = failed = short = 0
    whole = Ask(Everything(), size=20)
    phrase = Ask(Substring("text", "核酸检测点的医务人员"), size=20)
    while not stop.exists():
        try:
            totals = [backend().reader.answer(asked).total for asked in (whole, phrase)]
            short += min(totals) < stock
        except IndexUnavailable:
            failed += 1
        reads += 2
        time.sleep(0.01)
    _path("reader", number).write_text(json.dumps({"reads": reads, "failed": failed, "short": short}))


def _write(number: int, stop: Path) -> None:
    """Changes one article after the other and looks when a search finds it as it is now."""
    chance = random.Random(number)
    keys = list(Article.objects.values_list("pk", flat=True))[number::WRITERS]
    seen, lost = [], 0
    while not stop.exists() or not seen:
        mark = f"标记{chance.getrandbits(64):016x}"
        Article.objects.filter(pk=chance.choice(keys)).update(title=mark)
        begun = time.monotonic()
        while not (found := _finds(mark)) and time.monotonic() - begun < PATIENCE:
            time.sleep(0.02)
        seen.append(time.monotonic() - begun)
        lost += not found
    _path("writer", number).write_text(json.dumps({"seen": seen, "lost": lost}))


def _finds(mark: str) -> bool:
    return backend().reader.answer(Ask(Substring("title", mark))).total == 1


def _failing(trials: int) -> scene.Rows:
    """Rebuilds that may not write what they must."""
    failed = serving = 0
    for _ in range(trials):
        before = backend().reader.current()
        failed += Process(_rebuild_without_room).wait() != 0
        serving += backend().reader.current() == before and scene.seconds_until_equal(1) is not None
    return [("rebuilds that failed, the old index serving whole", f"{serving} of {failed} ({trials} tried)")]


def _rebuild_without_room() -> None:
    from django.core.management import call_command

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # the error is raised instead
    os.environ["TQDM_DISABLE"] = "1"
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))
    call_command("rebuild_index", workers=1)
