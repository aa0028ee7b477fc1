"""python -m benchmarks ingest|hostile|search: one Markdown table. script/bench calls it."""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
from pathlib import Path

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
SAMPLES = (FIXTURES / "golden", FIXTURES / "founding")


def main() -> None:
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    parser.add_argument("what", choices=list(MEASURES))
    parser.add_argument(
        "folders", nargs="*", type=Path, metavar="FOLDER", help="ingest: more labelled files and documents"
    )
    parser.add_argument("--articles", type=int, default=1000, help="search: size of the made-up archive")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cunzhen-bench-") as data:
        os.environ.update(ARCHIVE_DATA_DIR=data, DJANGO_SETTINGS_MODULE="archive.settings")
        rows = MEASURES[options.what](options)
    print(f"## {options.what}: Python {platform.python_version()}, {os.cpu_count()} cores\n")
    print("| measure | figure |\n|---|---|")
    for name, figure in rows:
        print(f"| {name} | {figure} |")


Rows = list[tuple[str, str]]


def _ingest(options: argparse.Namespace) -> Rows:
    from benchmarks import ingest

    return ingest.run([*SAMPLES, *options.folders])


def _hostile(options: argparse.Namespace) -> Rows:
    from benchmarks import hostile

    return hostile.run()


def _search(options: argparse.Namespace) -> Rows:
    import django

    django.setup()
    from benchmarks import search

    return search.run(options.articles)


MEASURES = {"ingest": _ingest, "hostile": _hostile, "search": _search}

if __name__ == "__main__":
    main()
