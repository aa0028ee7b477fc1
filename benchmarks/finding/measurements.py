"""What is measured for each row of the goals."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from benchmarks.finding.archive import Archive, absence
from benchmarks.finding.asking import Asking
from benchmarks.finding.figures import NAMES, Figure, Measured
from benchmarks.finding.indexing import indexing, size
from benchmarks.finding.loading import loading
from benchmarks.finding.serving import Serving
from benchmarks.finding.tokens import tokenizing
from benchmarks.finding.updating import update

# What changes the archive comes last: updates leave small segments and articles that say something else.
ORDER = (
    "indexing",
    "size",
    "common",
    "facets",
    "questions",
    "page",
    "memory",
    "tokenizing",
    "loading",
    "update",
)


def measure(folder: Path, articles: int, only: Collection[str], peers: Sequence[str]) -> Measured:
    archive = Archive(folder, articles)
    archive.prepare()
    if "indexing" not in only:  # which builds the index itself
        archive.index()
    absent = {name: reason for name in peers if (reason := absence(name))}
    present = [name for name in peers if name not in absent]
    asking, serving = Asking(archive, present), Serving(archive)
    rows: Mapping[str, Callable[[], Iterator[Figure]]] = {
        "page": serving.page,
        "common": asking.common,
        "facets": asking.facets,
        "questions": asking.questions,
        "indexing": partial(indexing, archive, present),
        "size": partial(size, archive, present),
        "update": partial(update, archive, present),
        "memory": serving.memory,
        "tokenizing": tokenizing,
        "loading": loading,
    }
    figures = {name: tuple(rows[name]()) for name in ORDER if name in only}
    return Measured(
        articles,
        tuple(figure for name in NAMES for figure in figures.get(name, ())),
        (*asking.timings, *serving.timings),
        (*(f"{name} is not present: {reason}" for name, reason in absent.items()), *asking.notes),
    )
