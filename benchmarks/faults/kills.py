"""R2: kill -9 at random moments of load, rebuild and worker, and at each step of a commit."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from archive.models import Article
from benchmarks.faults import scene
from benchmarks.faults.processes import Process, command
from search import indexing

RECORDS = 20  # in the file of one load


def run(trials: int) -> scene.Rows:
    """So many kills of load, rebuild and worker each, and half as many at the commit."""
    scene.fill(scene.stock(trials))
    chance = random.Random(1)
    return [
        *_told("a load", _kill_loads(trials, chance)),
        *_told("a rebuild", _kill_rebuilds(trials, chance)),
        *_told("the worker", _kill_workers(trials, chance)),
        *_told("a commit", _kill_commits(max(1, trials // 2))),
    ]


class Outcome:
    """What became of the archive at each kill."""

    def __init__(self) -> None:
        self.kills = self.ended = self.lost = self.closed = 0
        self.settled: list[float | None] = []

    def after(self, killed: bool, expected: int) -> None:
        """Looks at what a kill left, then lets a new worker come to terms with it."""
        self.kills += killed
        self.ended += not killed
        self.lost += max(0, expected - Article.objects.count())
        self.closed += not scene.opens()
        worker = scene.worker()
        self.settled.append(scene.seconds_until_equal())
        worker.stop()


def _told(what: str, outcome: Outcome) -> scene.Rows:
    ended = f" ({outcome.ended} more had ended before)" if outcome.ended else ""
    return [
        (f"kill -9 of {what}", f"{outcome.kills} times{ended}"),
        (f"{what}: committed articles lost", str(outcome.lost)),
        (f"{what}: times the index did not open", str(outcome.closed)),
        (f"{what}: equal by itself after the restart", scene.worst(outcome.settled)),
    ]


def _duration(start: Callable[[], Process]) -> float:
    begun = time.monotonic()
    assert start().wait() == 0
    return time.monotonic() - begun


def _kill_loads(trials: int, chance: random.Random) -> Outcome:
    outcome = Outcome()
    whole = _duration(lambda: command("load_articles", scene.write("whole", RECORDS)))
    number = 0
    while outcome.kills < trials:
        number += 1
        path = scene.write(f"load{number}", RECORDS)
        before = Article.objects.count()
        killed = command("load_articles", path).kill_after(chance.uniform(0, whole))
        outcome.after(killed, before)
        assert command("load_articles", path).wait() == 0
        outcome.lost += abs(before + RECORDS - Article.objects.count())  # all there, and none twice
        Article.objects.filter(identity__contains=f"load{number}-").delete()
    return outcome


def _kill_rebuilds(trials: int, chance: random.Random) -> Outcome:
    outcome = Outcome()
    whole = _duration(lambda: command("rebuild_index", workers=2))
    while outcome.kills < trials:
        scene.change_some(chance)
        before = Article.objects.count()
        outcome.after(command("rebuild_index", workers=2).kill_after(chance.uniform(0, whole)), before)
        if chance.random() < 0.5:  # and now and then the next one goes on with it
            indexing.rebuild()
            outcome.closed += bool(indexing.check())
    return outcome


def _kill_workers(trials: int, chance: random.Random) -> Outcome:
    outcome = Outcome()
    scene.change_some(chance)
    whole = _duration(lambda: command("index_worker", once=True))
    while outcome.kills < trials:
        scene.change_some(chance)
        before = Article.objects.count()
        outcome.after(command("index_worker", once=True).kill_after(chance.uniform(0, whole)), before)
    return outcome


def _kill_commits(trials: int) -> Outcome:
    """Kills before the first step to the disk of a commit, before the second, and so on, then from the front again."""
    outcome = Outcome()
    chance, step = random.Random(2), 0
    while outcome.kills < trials:
        scene.change_some(chance)
        before = Article.objects.count()
        killed = Process(lambda step=step: _drain_until(step)).wait() == -signal.SIGKILL
        step = step + 1 if killed else 0
        outcome.after(killed, before)
    return outcome


def _drain_until(step: int) -> None:
    """The worker, killed when it is about to take this step to the disk."""
    taken = 0

    def watched(call: Callable[..., Any]) -> Callable[..., Any]:
        def stepping(*arguments: Any, **options: Any) -> Any:
            nonlocal taken
            if taken == step:
                os.kill(os.getpid(), signal.SIGKILL)
            taken += 1
            return call(*arguments, **options)

        return stepping

    from search.indexing import waiting

    os.fsync = watched(os.fsync)  # type: ignore[assignment]
    Path.replace = watched(Path.replace)  # type: ignore[method-assign]
    Path.unlink = watched(Path.unlink)  # type: ignore[method-assign]
    waiting.forget = watched(waiting.forget)
    indexing.drain_all()
