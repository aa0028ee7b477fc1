"""script/bench quality FOLDER: how well what is looked for is found, beside plain BM25 over words and over pairs of letters.

Every retrieval set of the folder is loaded into an archive of its own and asked through the service, as a page or the API is.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.quality import plain, substrings
from benchmarks.quality.archive import found, load
from benchmarks.quality.merit import Merit, merit
from benchmarks.quality.sets import RetrievalSet, sets

Row = tuple[str, str]


def run(folder: Path) -> list[Row]:
    rows: list[Row] = []
    for each in sets(folder):
        load(each)
        rows += _retrieval(each)
        rows += substrings.rows(each.name)
    return rows


def _retrieval(asked: RetrievalSet) -> Iterator[Row]:
    yield (
        f"{asked.name}: documents, queries",
        f"{len(asked.documents):,}, {len(asked.queries):,}",
    )
    sides = {
        "archive": [found(query.text) for query in asked.queries],
        "BM25, words": plain.words(asked),
        "BM25, pairs of letters": plain.pairs(asked),
    }
    for name, answers in sides.items():
        yield f"{asked.name}: {name}", str(_merit(asked, answers))
    for half in (0, 1):
        one = asked.half(half)
        yield f"{asked.name}: archive, half {half + 1}", str(_merit(one, sides["archive"][half::2]))


def _merit(asked: RetrievalSet, answers: list[list[str]]) -> Merit:
    return merit((query.wanted, answer) for query, answer in zip(asked.queries, answers, strict=True))
