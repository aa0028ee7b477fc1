"""`.venv/bin/python -m benchmarks.quality.tuning SET.jsonl`: searches for the few parameters of matching and ranking, one
after the other, on one half of the queries, and says what the other half thinks of each.

Nothing is written: what is a little better on one half alone is chance. docs/decisions/ tells what was chosen and why.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.quality.archive import found, load
from benchmarks.quality.merit import Merit, merit
from benchmarks.quality.sets import RetrievalSet, sets


@dataclass(frozen=True)
class Parameter:
    """A number of a module, or, by its `key`, one of a dictionary there."""

    module: str
    name: str
    values: tuple[Any, ...]
    key: str = ""

    def __str__(self) -> str:
        return f"{self.name} {self.key}".strip()

    def get(self) -> Any:
        found = getattr(import_module(self.module), self.name)
        return found[self.key] if self.key else found

    def set(self, value: Any) -> None:
        if self.key:
            getattr(import_module(self.module), self.name)[self.key] = value
        else:
            setattr(import_module(self.module), self.name, value)


PARAMETERS = (
    Parameter("search.query.matching", "MOST", (0.3, 0.4, 0.5, 0.6)),
    Parameter("search.query.matching", "SHORT", (2, 3, 4)),
    Parameter("search.query.ranking", "PASSAGE", (1.0, 1.5, 2.0)),
    Parameter("search.query.ranking", "OPENING", (0.75, 1.5, 2.0)),
    Parameter("search.query.ranking", "OPENING_OF_ANSWER", (0.0, 0.4, 0.75, 1.5)),
    Parameter("search.query.ranking", "ANYWHERE", (0.0, 0.4, 0.75)),
    Parameter("search.query.ranking", "BOOSTS", (0.25, 0.5, 1.0, 2.0), "title"),
    Parameter("search.query.ranking", "BOOSTS", (0.0, 0.1, 0.25, 0.5), "heads"),
    Parameter("search.engine.passages", "HALF", (60, 120, 240)),
    Parameter("search.engine.passages", "OPENING", (80, 160, 320)),
)


def main(path: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="cunzhen-tuning-") as data:
        os.environ.update(ARCHIVE_DATA_DIR=data, DJANGO_SETTINGS_MODULE="archive.settings")
        for each in sets(path):
            load(each)
            _tune(each)


def _tune(asked: RetrievalSet) -> None:
    ours, others = asked.half(0), asked.half(1)
    print(f"{asked.name}: as it is: {_merit(ours)}; the other half {_merit(others)}", flush=True)
    for parameter in PARAMETERS:
        _best(parameter, ours, others)


def _best(parameter: Parameter, ours: RetrievalSet, others: RetrievalSet) -> None:
    """The parameter keeps its best value while the next ones are tried."""
    before, tried = parameter.get(), {}
    for value in sorted({before, *parameter.values}):
        parameter.set(value)
        tried[value] = _merit(ours).ndcg
        told = "as it was" if value == before else ""
        print(f"{parameter} {value}: {tried[value]:.4f} {_merit(others).ndcg:.4f} {told}", flush=True)
    parameter.set(max(tried, key=lambda value: tried[value]))


def _merit(asked: RetrievalSet) -> Merit:
    answers: Sequence[list[str]] = [found(query.text) for query in asked.queries]
    return merit((query.wanted, answer) for query, answer in zip(asked.queries, answers, strict=True))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
