"""Runs a library's own tests in a process of their own and compares how they end with what is expected."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.conformance.releases import ROOT


@dataclass(frozen=True)
class Run:
    """How each test ended ("passed", "failed", "skipped"), and why some are expected not to pass."""

    outcomes: Mapping[str, str]
    exceptions: Mapping[str, str]

    @property
    def passed(self) -> int:
        return sum(outcome == "passed" for outcome in self.outcomes.values())

    @property
    def surprises(self) -> list[str]:
        """Tests that fail and are not listed, and listed ones that pass or are no longer there."""
        expected = dict.fromkeys(self.exceptions, "exception")
        return sorted(
            f"{name}: {self.outcomes.get(name, 'missing')}, expected {expected.get(name, 'passed')}"
            for name in self.outcomes.keys() | expected.keys()
            if (self.outcomes.get(name) == "passed") == (name in expected) or name not in self.outcomes
        )

    def report(self, title: str) -> str:
        lines = [f"{title}: {len(self.outcomes)} tests apply, {self.passed} pass."]
        lines += [f"  {name}: {reason}" for name, reason in sorted(self.exceptions.items())]
        lines += [f"  Not as expected: {surprise}" for surprise in self.surprises]
        return "\n".join(lines)


def run(source: Path, plugin: str, exceptions: Path, arguments: Sequence[str] = ()) -> Run:
    """Runs the tests below `source`, with a plugin of ours that puts the engine in the library's place."""
    with tempfile.TemporaryDirectory() as folder:
        recorded = Path(folder) / "outcomes.json"
        # Temporary files of its own: an index in memory sorts in a folder that runs side by side would share.
        own = {"PYTHONPATH": str(ROOT), "CONFORMANCE_OUTCOMES": str(recorded), "TMPDIR": folder}
        plugins = [
            "-p",
            "tests.conformance.recording",
            "-p",
            plugin,
            "-p",
            "no:cacheprovider",
            "-p",
            "no:django",
        ]
        subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-c", os.devnull, "--rootdir", ".", *plugins, *arguments],
            cwd=source,
            env={**os.environ, **own},
            check=False,
        )
        found: dict[str, str] = json.loads(recorded.read_text()) if recorded.exists() else {}
    return Run(found, listed(exceptions))


def listed(exceptions: Path) -> dict[str, str]:
    """Lines of a test's name, a tabulator and the reason; # begins a comment."""
    lines = exceptions.read_text().splitlines()
    return dict(line.split("\t", 1) for line in lines if line and not line.startswith("#"))  # type: ignore[misc]
