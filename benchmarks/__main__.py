"""python -m benchmarks search|quality|visitors|ingest|tokenizing|hostile|faults: what script/bench calls. benchmarks/README.md explains each."""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.finding.figures import NAMES, PEERS

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
SAMPLES = (FIXTURES / "golden", FIXTURES / "founding")
Rows = list[tuple[str, str]]


def main() -> None:
    options = _parser().parse_args()
    if options.what == "search":
        from benchmarks import search

        search.run(options)
    else:
        _print_table(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    measures = parser.add_subparsers(dest="what", required=True)
    _search_options(measures.add_parser("search", help="finding: speed and size beside peers"))
    quality = measures.add_parser("quality", help="finding: what is found, and how well it is ranked")
    quality.add_argument("folder", type=Path, metavar="FOLDER", help="retrieval sets, JSON Lines")
    visitors = measures.add_parser("visitors", help="finding: hostile queries, and all pages of a result")
    visitors.add_argument("--articles", type=int, default=10_000, metavar="N", help="of the made-up archive")
    visitors.add_argument("--keep", type=Path, metavar="FOLDER", help="as of search")
    ingest = measures.add_parser("ingest", help="restoring, cleaning and describing, against labels")
    ingest.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="more labels and documents")
    tokenizing = measures.add_parser("tokenizing", help="speed of cutting words, and equality with jieba")
    tokenizing.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="texts to cut")
    measures.add_parser("hostile", help="texts that are made to be slow")
    faults = measures.add_parser("faults", help="kills and broken indexes: what is lost, and for how long")
    faults.add_argument("--trials", type=int, default=100, help="how often each thing is killed or broken")
    faults.add_argument("--only", nargs="+", metavar="GOAL", help="only these of R1 to R6")
    return parser


def _search_options(search: argparse.ArgumentParser) -> None:
    search.add_argument(
        "--articles", nargs="+", type=int, default=[1000], metavar="N", help="sizes of the made-up archives"
    )
    search.add_argument("--only", nargs="+", choices=NAMES, default=NAMES, help="only these rows")
    search.add_argument("--peers", nargs="*", choices=PEERS, help="all but plain above 1,000 articles")
    search.add_argument("--json", type=Path, metavar="FILE", help="write every figure there")
    search.add_argument("--report", type=Path, metavar="FILE", help="write the report there, as Markdown")
    search.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="keep archives and indexes, and use those kept"
    )


def _print_table(options: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory(prefix="cunzhen-bench-") as temporary:
        kept = getattr(options, "keep", None)
        data = (kept / str(options.articles) if kept else Path(temporary)) / "data"
        data.mkdir(parents=True, exist_ok=True)
        os.environ.update(ARCHIVE_DATA_DIR=str(data), DJANGO_SETTINGS_MODULE="archive.settings")
        rows = MEASURES[options.what](options)
    print(f"## {options.what}: Python {platform.python_version()}, {os.cpu_count()} cores\n")
    print("| measure | figure |\n|---|---|")
    for name, figure in rows:
        print(f"| {name} | {figure} |")


def _ingest(options: argparse.Namespace) -> Rows:
    from benchmarks import ingest

    return ingest.run([*SAMPLES, *options.folders])


def _quality(options: argparse.Namespace) -> Rows:
    from benchmarks import quality

    return quality.run(options.folder)


def _visitors(options: argparse.Namespace) -> Rows:
    from benchmarks import visitors

    return visitors.run(options)


def _hostile(options: argparse.Namespace) -> Rows:
    from benchmarks import hostile

    return hostile.run()


def _tokenizing(options: argparse.Namespace) -> Rows:
    from benchmarks import tokenizing

    return tokenizing.run(options.folders)


def _faults(options: argparse.Namespace) -> Rows:
    from benchmarks import faults

    return faults.run(options)


MEASURES: dict[str, Callable[[argparse.Namespace], Rows]] = {
    "ingest": _ingest,
    "quality": _quality,
    "visitors": _visitors,
    "hostile": _hostile,
    "tokenizing": _tokenizing,
    "faults": _faults,
}

if __name__ == "__main__":
    main()
