"""script/bench search: made-up archives of some sizes are measured one by one, each in a process of its own, and reported."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks.finding.figures import PEERS, Measured, from_json
from benchmarks.finding.reporting import report

PLAIN, PLAIN_AT_MOST = "plain", 1000  # articles: for more, the plain stack indexes for an hour


def run(options: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory(prefix="cunzhen-bench-") as temporary:
        root = options.keep or Path(temporary)
        measured = [_measured(root / str(articles), articles, options) for articles in options.articles]
    if options.json:
        content = json.dumps([asdict(each) for each in measured], ensure_ascii=False, indent=1)
        options.json.write_text(content + "\n", encoding="utf-8")
    text = report(measured, options.report)
    if not options.report:
        print(text)


def _measured(folder: Path, articles: int, options: argparse.Namespace) -> Measured:
    """What `benchmarks.finding.measuring` says of one archive."""
    folder.mkdir(parents=True, exist_ok=True)
    output = folder / "measured.json"
    command = [sys.executable, "-m", "benchmarks.finding.measuring", str(folder), str(articles), str(output)]
    peers = _peers(articles) if options.peers is None else options.peers
    subprocess.run([*command, "--only", *options.only, "--peers", *peers], check=True)
    return from_json(json.loads(output.read_text(encoding="utf-8")))


def _peers(articles: int) -> Sequence[str]:
    return [name for name in PEERS if name != PLAIN or articles <= PLAIN_AT_MOST]
