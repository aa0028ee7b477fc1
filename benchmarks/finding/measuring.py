"""Measures one archive in a process of its own: python -m benchmarks.finding.measuring FOLDER ARTICLES OUTPUT.

The settings are read once in a process, and name one data directory: so `benchmarks.search` starts this for each size.
"""

from __future__ import annotations

import argparse
import json
import os
from dataclasses import asdict
from pathlib import Path

from benchmarks.finding.figures import NAMES, PEERS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the archive is, or is made and kept")
    parser.add_argument("articles", type=int)
    parser.add_argument("output", type=Path, help="JSON")
    parser.add_argument("--only", nargs="+", choices=NAMES, default=NAMES)
    parser.add_argument("--peers", nargs="*", choices=PEERS, required=True)
    options = parser.parse_args()
    set_up(options.folder / "data")
    from benchmarks.finding.measurements import measure

    measured = measure(options.folder, options.articles, options.only, options.peers)
    options.output.write_text(json.dumps(asdict(measured), ensure_ascii=False, indent=1), encoding="utf-8")


def set_up(data: Path) -> None:
    """Makes this process that of the archive whose data directory this is."""
    data.mkdir(parents=True, exist_ok=True)
    os.environ.update(ARCHIVE_DATA_DIR=str(data), DJANGO_SETTINGS_MODULE="archive.settings")
    import django

    django.setup()


if __name__ == "__main__":
    main()
