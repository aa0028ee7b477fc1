"""What changed while a generation was not the current one, kept in its own directory.

Whoever commits to the current generation notes the articles for those beside it: for one that is being built, or
whose build was cut off, and for the one that is kept to go back to. Before such a generation takes its place, what
is noted is settled into it, so that it lacks nothing that the current one has. Writing and reading to the end need
the writer's lock.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from search.engine import generations

NOTES = "changed.log"  # a primary key a line


def note(root: Path, articles: Iterable[int]) -> None:
    """Notes articles for every generation beside the current one; on disk when this returns."""
    lines = "\n".join(map(str, sorted(set(articles))))
    for directory in generations.beside(root):
        _append(directory / NOTES, lines)


def noted(generation: generations.Generation, start: int = 0) -> tuple[set[int], int]:
    """The articles noted from this place in the notes on, and the place where the notes end now."""
    try:
        with (generation.path / NOTES).open("rb") as file:
            file.seek(start)
            data = file.read()
    except FileNotFoundError:
        return set(), start
    return {int(line) for line in data.split(b"\n") if line.isdigit()}, start + len(data)


def forget(generation: generations.Generation) -> None:
    (generation.path / NOTES).unlink(missing_ok=True)


def _append(path: Path, lines: str) -> None:
    with path.open("a") as file:
        file.write(f"\n{lines}\n")  # a line that a kill cut off before ends here
        file.flush()
        os.fsync(file.fileno())
