"""script/bench faults: does the archive keep everything, whatever is killed, broken or full? Counts of trials.

Real processes run the real commands on a data directory of their own. Processes are forked from this one, in which
Django is loaded, so that a hundred of them can be killed in a few minutes.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable

Rows = list[tuple[str, str]]


def run(options: argparse.Namespace) -> Rows:
    """`trials` is how often each thing is done; `only` names the goals to try, all without it."""
    import django

    django.setup()
    from benchmarks.faults import broken, checks, kills, loads, rebuilds, scene, writers

    goals: dict[str, Callable[[int], Rows]] = {
        "R1": writers.run,
        "R2": kills.run,
        "R3": loads.run,
        "R4": rebuilds.run,
        "R5": checks.run,
        "R6": broken.run,
    }
    scene.prepare()
    rows = []
    for name in options.only or goals:
        scene.empty()
        rows += [(f"{name}: {what}", figure) for what, figure in goals[name](options.trials)]
    return rows
