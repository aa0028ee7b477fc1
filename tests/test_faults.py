"""The harness that kills and counts, in its short form: script/bench faults runs it in full."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def figures():
    """What the harness told, by measure. It has a data directory of its own."""
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks", "faults", "--trials", "2"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    rows = [line.strip("| ").split(" | ") for line in ran.stdout.splitlines() if line.startswith("| R")]
    return dict(rows)


def number(text):
    return int(re.match(r"\d+", text).group())


NONE = [
    "R1: processes that failed", "R1: exceptions",
    "R2: a load: committed articles lost", "R2: a load: times the index did not open",
    "R2: a rebuild: committed articles lost", "R2: a rebuild: times the index did not open",
    "R2: the worker: committed articles lost", "R2: the worker: times the index did not open",
    "R2: a commit: committed articles lost", "R2: a commit: times the index did not open",
    "R3: articles too many or too few", "R3: index with another count or content",
    "R4: reads that failed", "R4: reads of less than the whole",
    "R4: writes that readers did not see within 30 s",
]  # fmt: skip


@pytest.mark.parametrize("measure", NONE)
def test_nothing_is_lost_and_nothing_fails(figures, measure):
    assert number(figures[measure]) == 0


def test_the_processes_were_killed(figures):
    killed = [figures[f"R2: kill -9 of {what}"] for what in ("a load", "a rebuild", "the worker", "a commit")]
    assert sum(map(number, killed)) > 0


@pytest.mark.parametrize("what", ["a load", "a rebuild", "the worker", "a commit"])
def test_the_index_comes_to_terms_by_itself(figures, what):
    assert "not within" not in figures[f"R2: {what}: equal by itself after the restart"]


@pytest.mark.parametrize("measure", ["R1: index and database equal again", "R4: equal at the end"])
def test_index_and_database_are_equal_after_writers_end(figures, measure):
    assert figures[measure].startswith("after")


def test_loads_give_the_same_rows_however_often_they_run(figures):
    assert [figures[name] for name in figures if "other rows" in name] == ["0 of 2", "0 of 2"]


@pytest.mark.parametrize(
    "measure",
    [
        "R4: rebuilds under",
        "R5: check_index after",
        "R5: --repair ended well",
        "R5: nothing found afterwards",
    ],
)
def test_rebuilds_and_checks_end_well(figures, measure):
    (figure,) = (figures[name] for name in figures if name.startswith(measure))
    assert figure.startswith("2 of 2")


def test_a_failed_rebuild_leaves_the_old_index_serving(figures):
    assert figures["R4: rebuilds that failed, the old index serving whole"] == "1 of 1 (1 tried)"


def test_a_broken_index_is_refused_and_repaired(figures):
    broken = {name: figure for name, figure in figures.items() if name.startswith("R6: index")}
    assert len(broken) == 3
    for name, figure in broken.items():
        times = number(name.rpartition(", ")[2])
        counts = [int(count) for count in re.findall(r"\d+(?=,| of)", figure)]
        refused, in_full, saved, repaired, kept = counts
        assert refused + in_full == saved == repaired == kept == times, figure


def test_a_full_or_read_only_disk_is_survived(figures):
    disks = [figure for name, figure in figures.items() if name.startswith("R6: disk")]
    if disks[0].startswith("not tried"):
        pytest.skip(disks[0])
    assert [re.findall(r"\d+", figure) for figure in disks] == [["1"] * 5] * 2
