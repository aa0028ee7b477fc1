"""A generation that is being built: what of it is done, kept beside it so that a build that was cut off goes on.

The plan is made once: which rows of the outbox waited then (their articles are read afterwards, so the build covers
them), and the portions of primary keys that are indexed one by one into runs. What changes later is settled before
the generation takes its place.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from itertools import islice

from search.engine import generations, table
from search.engine.errors import IndexDamaged
from search.engine.generations import Generation
from search.indexing import notes, vocabulary, waiting
from search.indexing.documents import backend, published_keys
from search.indexing.waiting import Spans

STATE = "build.json"
PORTION = 4000  # articles in a run, which bounds the memory of a process


@dataclass
class Portion:
    """Articles by their first and last primary key. `count` is None until they are indexed; `run` stays None when
    none of them is published any more."""

    first: int
    last: int
    count: int | None = None
    run: str | None = None


@dataclass
class Build:
    generation: Generation
    covered: Spans
    portions: list[Portion]
    broken: set[int] = field(default_factory=set)  # articles that no document could be made of

    @property
    def is_adopted(self) -> bool:
        """Whether the runs are visible in the generation: then they are the engine's to merge."""
        return bool(table.read(self.generation.path).entries)

    @property
    def missing(self) -> list[Portion]:
        return [portion for portion in self.portions if portion.count is None]

    @property
    def runs(self) -> list[str]:
        return list(dict.fromkeys(portion.run for portion in self.portions if portion.run))

    @property
    def total(self) -> int:
        return sum(portion.count or 0 for portion in self.portions)

    def built(self, portion: Portion, run: str | None, count: int, broken: Iterable[int]) -> None:
        portion.run, portion.count = run, count
        self.broken.update(broken)
        self.save()

    def merged(self, parts: list[str], run: str) -> None:
        for portion in self.portions:
            if portion.run in parts:
                portion.run = run
        self.save()

    def save(self) -> None:
        state = {
            "covered": self.covered.spans,
            "portions": [asdict(portion) for portion in self.portions],
            "broken": sorted(self.broken),
        }
        generations.replace(self.generation.path / STATE, json.dumps(state))

    def end(self) -> None:
        """Removes what only a build needs, once the generation has its place."""
        (self.generation.path / STATE).unlink(missing_ok=True)
        notes.forget(self.generation)


def begin() -> Build:
    """The build that was cut off, if it can be gone on with, or a new one. Callers hold the rebuild lock."""
    builds = list(_cut_off())
    kept = builds.pop() if builds else None
    for build in builds:
        generations.discard(build.generation)
    return kept or _new()


def _cut_off() -> Iterator[Build]:
    """What earlier builds left that this version can use; the rest is removed."""
    for generation in generations.unfinished(backend().path):
        build = _read(generation) if generation.digest == backend().writer.digest else None
        if build:
            yield build
        else:
            generations.discard(generation)


def _new() -> Build:
    own = vocabulary.own()
    with generations.writer_lock(
        backend().path
    ):  # from here on, whoever commits notes it for this generation
        generation = backend().writer.create(own)
        build = Build(generation, waiting.covered(), list(_portions()))
        build.save()
    return build


def _portions() -> Iterator[Portion]:
    keys = published_keys()
    while portion := list(islice(keys, PORTION)):
        yield Portion(portion[0], portion[-1])


def _read(generation: Generation) -> Build | None:
    try:
        state = json.loads((generation.path / STATE).read_text())
        spans = Spans([(low, high) for low, high in state["covered"]])
        portions = [Portion(**given) for given in state["portions"]]
        build = Build(generation, spans, portions, set(state["broken"]))
        if not build.is_adopted:
            _do_again_what_is_gone(build)
    except (OSError, ValueError, KeyError, TypeError, IndexDamaged):
        return None
    return build


def _do_again_what_is_gone(build: Build) -> None:
    """A merge that was cut off may have removed runs that the state still names."""
    for portion in build.portions:
        if portion.run and not _stands(build.generation, portion.run):
            portion.run = portion.count = None


def _stands(generation: Generation, run: str) -> bool:
    return (generation.path / run).exists()
