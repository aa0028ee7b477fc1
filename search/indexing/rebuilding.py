"""Builds a whole new generation beside the current one and swaps.

Readers see the old index, which the worker goes on writing to, until the new one takes its place. A build that was
interrupted is gone on with; one that failed is removed.
"""

from __future__ import annotations

from functools import partial

from archive.text import words
from search.engine import generations
from search.engine.errors import IndexUnavailable
from search.engine.generations import Generation
from search.indexing import building, notes
from search.indexing.building import Build, Portion
from search.indexing.documents import backend, published, sound_documents
from search.indexing.draining import drain_all
from search.indexing.pool import spread
from search.indexing.progress import Progress, quiet
from search.indexing.succession import Successor


class NoWayBackError(Exception):
    """No earlier generation is kept that this version can use."""


def is_needed() -> bool:
    """True when there is no index, or one that cannot be opened or that another version built."""
    try:
        backend().reader.probe()
    except IndexUnavailable:
        return True
    return False


def ensure(progress: Progress = quiet, workers: int = 1) -> None:
    """Makes the index hold all that is committed, by the shortest way."""
    if is_needed():
        rebuild(progress, workers)
    drain_all()


def rebuild(progress: Progress = quiet, workers: int = 1) -> int:
    """Builds the index anew, or finishes a build that was interrupted. Returns the number of articles indexed.

    Raises OSError when the disk is full or cannot be written to; the index that serves is left as it is.
    """
    with generations.rebuild_lock(backend().path):
        build = building.begin()
        try:
            _build(build, progress, workers)
            Successor(build.generation, build.covered, build.broken).take_place()
        except Exception:  # an interrupt is none: what that leaves is gone on with
            generations.discard(build.generation)
            raise
        build.end()
    return build.total


def go_back() -> Generation:
    """Makes the generation before the current one current again, with all that changed since. Returns it.

    Raises NoWayBackError when there is none.
    """
    with generations.rebuild_lock(backend().path):
        generation = generations.previous(backend().path, backend().writer.digest)
        if generation is None:
            raise NoWayBackError(f"{backend().path} holds no earlier index that this version can use")
        Successor(generation).take_place()
        notes.forget(generation)
    return generation


def _build(build: Build, progress: Progress, workers: int) -> None:
    if workers > 1:
        words.warm()  # once, before the processes are forked
    with progress(published().count()) as advance:
        advance(build.total)
        for portion, done in spread(partial(index_portion, build.generation), build.missing, workers):
            build.built(portion, *done)
            advance(portion.count or 0)
    if not build.is_adopted:
        _merge(build, workers)
        backend().writer.adopt(build.generation, build.runs)


def _merge(build: Build, workers: int) -> None:
    """Puts the runs together as the engine wants them."""
    groups = backend().writer.plan(build.generation, build.runs)
    several = [group for group in groups if len(group) > 1]
    for group, run in spread(partial(merge_runs, build.generation), several, workers):
        build.merged(group, run)


def index_portion(generation: Generation, portion: Portion) -> tuple[str | None, int, list[int]]:
    """Writes one run, in whatever process. Returns its name, None when none of the articles is published any more;
    how many articles it holds; and those that no document could be made of."""
    articles = published().filter(pk__range=(portion.first, portion.last))
    broken: list[int] = []
    found = list(sound_documents(articles, broken))
    return backend().writer.build_run(generation, found), len(found), broken


def merge_runs(generation: Generation, names: list[str]) -> str:
    return backend().writer.merge_runs(generation, names)
