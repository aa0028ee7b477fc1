"""When segments are merged: few of them stay, no document is written anew often, none grows past the most."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engine import policy
from search.engine.building import MOST_DOCUMENTS
from search.engine.policy import DEAD_SHARE, FANOUT, groups, to_merge
from search.engine.table import Entry


def entry(number, documents, deleted=0):
    return Entry(f"s{number}.seg", documents, deleted, "some.del" if deleted else None)


def entries_of(*sizes):
    """Of sizes, or of pairs of documents and how many of them are deleted."""
    return [entry(i, *(size if isinstance(size, tuple) else (size,))) for i, size in enumerate(sizes)]


class Archive:
    """Segments as a writer keeps them, without documents in them: merges as long as merges are due."""

    def __init__(self):
        self.entries: list[Entry] = []
        self.written = 0
        self.most_segments = 0
        self._names = 0

    def _segment(self, documents):
        self._names += 1
        self.written += documents
        return entry(self._names, documents)

    def commit(self, documents, delete=None):
        """Adds a segment; `delete` says of which segment a document goes."""
        if delete is not None:
            old = self.entries[delete]
            worn = entry(0, old.documents, old.deleted + 1)
            self.entries[delete] = Entry(old.name, worn.documents, worn.deleted, "some.del")
        self.entries = [e for e in self.entries if e.live]
        if documents:
            self.entries.append(self._segment(documents))
        self._settle()
        self.most_segments = max(self.most_segments, len(self.entries))

    def _settle(self):
        while due := to_merge(self.entries):
            merged = self._segment(sum(e.live for e in due))
            self.entries = [e for e in self.entries if e not in due] + [merged]

    @property
    def live(self):
        return sum(e.live for e in self.entries)


def test_ten_thousand_single_documents_leave_few_segments_and_little_writing():
    archive = Archive()
    for _ in range(10_000):
        archive.commit(1)
    tiers = math.ceil(math.log(10_000, FANOUT))
    assert archive.live == 10_000
    assert archive.most_segments <= (FANOUT - 1) * tiers
    assert archive.written <= 10_000 * (tiers + 1)


def test_an_archive_of_a_steady_size_is_not_written_anew_at_every_change():
    """Two thousand documents, each commit replaces one by another."""
    chance = random.Random(5)
    archive = Archive()
    archive.commit(2000)
    archive.written = 0
    for _ in range(10_000):
        weights = [e.live for e in archive.entries]
        (delete,) = chance.choices(range(len(weights)), weights)
        archive.commit(1, delete=delete)
    assert archive.live == 2000
    assert archive.most_segments <= FANOUT * math.ceil(math.log(2000, FANOUT))
    # Each document goes up the tiers once; and a segment is written anew after a quarter of it was deleted.
    assert archive.written <= 10_000 * (math.log(2000, FANOUT) + 1 / DEAD_SHARE + 1)
    assert sum(e.deleted for e in archive.entries) <= DEAD_SHARE * sum(e.documents for e in archive.entries)


def test_segments_of_an_archive_larger_than_one_segment_are_never_larger_than_the_most(monkeypatch):
    monkeypatch.setattr(policy, "MOST_DOCUMENTS", 1000)
    archive = Archive()
    for _ in range(10_000):
        archive.commit(1)
        assert max(e.documents for e in archive.entries) <= 1000
    assert archive.live == 10_000
    assert archive.most_segments <= 10_000 / 512 + FANOUT * math.log(1000, FANOUT)


def test_the_most_is_what_two_bytes_number():
    assert MOST_DOCUMENTS == 1 << 16


SIZES = st.integers(1, MOST_DOCUMENTS).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n - 1)))
NEAR_EDGES = st.sampled_from([1, 7, 8, 63, 64, 4096, 32_767, 32_768, 40_000, MOST_DOCUMENTS])


@given(st.lists(SIZES | NEAR_EDGES, max_size=40))
@settings(max_examples=150, deadline=None)
def test_merging_comes_to_an_end_and_never_makes_too_large_a_segment(sizes):
    archive = Archive()
    archive.entries = entries_of(*sizes)
    before = archive.live
    archive._settle()
    assert archive.live == before
    assert all(e.documents <= MOST_DOCUMENTS for e in archive.entries)
    assert to_merge(archive.entries) == []


@given(st.lists(SIZES | NEAR_EDGES, max_size=20))
@settings(max_examples=100, deadline=None)
def test_what_is_due_keeps_its_order(sizes):
    entries = entries_of(*sizes)
    due = to_merge(entries)
    assert due == [e for e in entries if e in due]


@pytest.mark.parametrize(
    ("sizes", "due"),
    [
        pytest.param([], [], id="no segments"),
        pytest.param([1] * (FANOUT - 1), [], id="one too few"),
        pytest.param([1] * FANOUT, range(FANOUT), id="enough of one tier"),
        pytest.param([1, 2, 3, 4, 5, 6, 7, 7], range(8), id="a tier is a range of sizes"),
        pytest.param([1, 2, 3, 4, 5, 6, 7, 8], [], id="of two tiers"),
        pytest.param([8] * 8 + [1] * 8, range(8, 16), id="the smallest tier first"),
        pytest.param([(64, 57)] * 8, range(8), id="tiers go by live documents"),
        pytest.param([40_000] * 9, [], id="two would be too many together"),
        pytest.param([40_000] * 6 + [32_768] * 2, [6, 7], id="as many as fit"),
        pytest.param([(100, 25)], [], id="a quarter deleted"),
        pytest.param([50, (100, 26)], [1], id="more than a quarter deleted"),
        pytest.param([(100, 26), (9, 8)], [0], id="worn segments one after the other"),
        pytest.param([(10, 10)], [0], id="nothing live any more"),
    ],
)
def test_what_is_due(sizes, due):
    entries = entries_of(*sizes)
    assert to_merge(entries) == [entries[number] for number in due]


@given(st.lists(SIZES | NEAR_EDGES, max_size=30))
@settings(max_examples=100, deadline=None)
def test_an_index_built_whole_takes_its_runs_in_order_into_as_large_segments_as_may_be(sizes):
    entries = entries_of(*sizes)
    made = groups(entries)
    assert [e for group in made for e in group] == entries
    totals = [sum(e.live for e in group) for group in made]
    assert all(0 < total <= MOST_DOCUMENTS for total in totals)
    for total, following in zip(totals, made[1:], strict=False):
        assert total + following[0].live > MOST_DOCUMENTS
