"""What building an index costs, and how large it is."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from functools import partial
from io import StringIO

from django.core.management import call_command

from benchmarks.finding.archive import Archive
from benchmarks.finding.figures import Figure
from benchmarks.measure import cpu_s, cpu_with_children_s, size_mb
from search.indexing.documents import backend, documents, published

FIRST_AIM, AIM = 4.0, 2.0


def indexing(archive: Archive, peers: Iterable[str]) -> Iterator[Figure]:
    """`rebuild_index` without what it spends on reading the database, which the peers are not charged with either."""
    whole = cpu_with_children_s(partial(call_command, "rebuild_index", stdout=StringIO()))
    reading = cpu_s(lambda: deque(documents(published()), maxlen=0))
    ours = whole - reading
    an_article = 1000 / archive.articles
    told = f"ours {ours * an_article:.2f} ms an article (rebuild_index in all {whole * an_article:.2f} ms)"
    theirs = {name: archive.indexing_s(name) for name in peers}
    told += "".join(f", {name} {seconds * an_article:.2f} ms" for name, seconds in theirs.items())
    ratio = ours / theirs["tantivy"] if "tantivy" in theirs else None
    yield Figure("indexing", f"{ratio:.2f} × ({told})" if ratio else told, ratio, AIM)


def size(archive: Archive, peers: Iterable[str]) -> Iterator[Figure]:
    """The current generation alone: the one before it is kept to go back to."""
    ours = size_mb(backend().reader.current().path)
    theirs = {name: size_mb(archive.side_folder(name)) for name in peers if archive.side(name)}
    told = f"ours {ours:,.1f} MB" + "".join(f", {name} {size:,.1f} MB" for name, size in theirs.items())
    ratio = ours / theirs["tantivy"] if "tantivy" in theirs else None
    yield Figure("size", f"{ratio:.2f} × ({told})" if ratio else told, ratio, 1.5)
