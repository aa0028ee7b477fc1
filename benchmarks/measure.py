"""What a call costs: CPU time of this process and of those that it started, and memory of any process."""

from __future__ import annotations

import os
import resource
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
RUNS = 9
PROC = Path("/proc")


def cpu_ms(call: Callable[[], Any], runs: int = RUNS) -> float:
    """The median of several runs, in milliseconds."""
    return statistics.median(cpu_s(call) * 1000 for _ in range(runs))


def cpu_ms_each(calls: Mapping[T, Callable[[], Any]], rounds: int = 5, runs: int = 3) -> dict[T, float]:
    """The median of each call, in milliseconds. They take turns, so that what else the machine does falls on all alike;
    each runs some times in a row, as a service that is busy does."""
    times: dict[T, list[float]] = {name: [] for name in calls}
    for _ in range(rounds):
        for name, call in calls.items():
            times[name] += [cpu_s(call) * 1000 for _ in range(runs)]
    return {name: statistics.median(measured) for name, measured in times.items()}


def cpu_s(call: Callable[[], Any]) -> float:
    """Seconds of CPU of one run, those of its threads included."""
    began = time.process_time()
    call()
    return time.process_time() - began


def cpu_with_children_s(call: Callable[[], Any]) -> float:
    """As `cpu_s`, with those of the processes that it started and that have ended."""
    began = _children_s()
    return cpu_s(call) + _children_s() - began


def _children_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def cpu_of(processes: Iterable[int]) -> float:
    """Seconds of CPU that running processes have used, to a hundredth."""
    return sum(map(_ticks, processes)) / os.sysconf("SC_CLK_TCK")


def _ticks(process: int) -> int:
    after_name = (PROC / str(process) / "stat").read_text().rpartition(")")[2].split()
    return int(after_name[11]) + int(after_name[12])  # utime, stime: fields 14 and 15


def anonymous_mb(process: int) -> float:
    """RssAnon: the memory that is a process's own, files that it maps left out."""
    lines = (PROC / str(process) / "status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("RssAnon"))


def mapped_mb(process: int, below: Path) -> float:
    """What is resident of the files below a folder that a process maps."""
    resident: dict[str, int] = defaultdict(int)
    name = ""
    for line in (PROC / str(process) / "smaps").read_text().splitlines():
        parts = line.split()
        if not parts[0].endswith(":"):
            name = parts[5] if len(parts) > 5 else ""
        elif parts[0] == "Rss:":
            resident[name] += int(parts[1])
    return sum(size for file, size in resident.items() if file.startswith(str(below))) / 1024


def size_mb(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1_000_000
