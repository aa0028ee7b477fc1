"""python -m benchmarks ingest|search: one Markdown table. script/bench calls it."""

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
    parser.add_argument("what", choices=["ingest", "search"])
    parser.add_argument(
        "folders", nargs="*", type=Path, metavar="FOLDER", help="ingest: more labelled files and documents"
    )
    parser.add_argument("--articles", type=int, default=1000, help="search: size of the made-up archive")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cunzhen-bench-") as data:
        os.environ.update(ARCHIVE_DATA_DIR=data, DJANGO_SETTINGS_MODULE="archive.settings")
        rows = _ingest(options.folders) if options.what == "ingest" else _search(options.articles)
    print(f"## {options.what}: Python {platform.python_version()}, {os.cpu_count()} cores\n")
    print("| measure | figure |\n|---|---|")
    for name, figure in rows:
        print(f"| {name} | {figure} |")


def _ingest(folders: list[Path]) -> list[tuple[str, str]]:
    from benchmarks import ingest

    return ingest.run([*SAMPLES, *folders])


def _search(articles: int) -> list[tuple[str, str]]:
    import django

    django.setup()
    from benchmarks import search

    return search.run(articles)


if __name__ == "__main__":
    main()
