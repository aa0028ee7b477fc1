"""What it costs that one changed article is found as it is now."""

from __future__ import annotations

import shutil
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path

from archive import memory
from archive.models import Article, Paragraph
from benchmarks.finding import documents
from benchmarks.finding.archive import Archive
from benchmarks.finding.figures import Figure
from benchmarks.measure import cpu_s
from search.engine import table
from search.engine.ask import Ask, Substring
from search.indexing import drain_all
from search.indexing.documents import backend

UPDATES = 1000
STEP = 7919  # a prime: changed articles lie all over the archive
TANTIVY = "tantivy"


def update(archive: Archive, peers: Sequence[str], updates: int = UPDATES) -> Iterator[Figure]:
    times = list(ours(updates + 1))[1:]  # the first loads what a worker in service has long loaded
    mean = statistics.mean(ms for ms, _ in times)
    plain = sorted(ms for ms, merged in times if not merged)
    told = f"mean {mean:.1f} ms, 99th percentile without merges {plain[int(len(plain) * 0.99)]:.1f} ms"
    if TANTIVY in peers:
        told += f" (tantivy {statistics.mean(_tantivy(archive, updates)):.1f} ms, without a database)"
    yield Figure("update", told, mean, 50.0)


def ours(updates: int) -> Iterator[tuple[float, bool]]:
    """For each update the milliseconds of CPU from the commit until a search found it, and whether a merge was in it.

    In the end the articles say again what they said.
    """
    texts = dict(_first_paragraphs(updates))
    for number, (pk, text) in enumerate(texts.items()):
        Paragraph.objects.filter(pk=pk).update(text=text + _notice(number))
        before = _segments()
        seconds = cpu_s(drain_all) + cpu_s(partial(_find, number))
        yield seconds * 1000, not before <= _segments()
        if number == 0:
            memory.settle()  # as the worker does
    for pk, text in texts.items():
        Paragraph.objects.filter(pk=pk).update(text=text)
    drain_all()


def _segments() -> set[str]:
    """A merge takes away some of them; one that is written anew alone, since too much of it was deleted, goes too."""
    return {entry.name for entry in table.read(backend().reader.probe().path).entries}


def _first_paragraphs(updates: int) -> Iterator[tuple[int, str]]:
    """Primary key and text, of articles all over the archive."""
    keys = list(Article.objects.order_by("pk").values_list("pk", flat=True))
    for number in range(min(updates, len(keys))):
        article = keys[number * STEP % len(keys)]
        yield from Paragraph.objects.filter(article=article, number=1).values_list("pk", "text")


def _notice(number: int) -> str:
    return f"更正第{number}号启事。"


def _find(number: int) -> None:
    total = backend().reader.answer(Ask(Substring("text", _notice(number)), size=1)).total
    if total != 1:
        raise AssertionError(f"{_notice(number)} is in {total} documents after its update")


def _tantivy(archive: Archive, updates: int) -> Iterator[float]:
    """The same of tantivy, over a copy of its index: the milliseconds of each update."""
    from benchmarks.finding.sides.tantivy_side import TantivySide

    with tempfile.TemporaryDirectory(prefix="cunzhen-bench-") as folder:
        copied = Path(shutil.copytree(archive.side_folder(TANTIVY), Path(folder, TANTIVY)))
        side = TantivySide(copied)
        for number, document in enumerate(islice(documents.read(archive.documents), updates)):
            changed = replace(
                document, text=f"{document.text}{_notice(number)}", words=f"{document.words} 更正"
            )
            yield cpu_s(partial(side.update, changed)) * 1000
