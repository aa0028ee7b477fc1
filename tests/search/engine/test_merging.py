"""A merged segment is the one that building the live documents at once would have made."""

from __future__ import annotations

import random
from itertools import pairwise

import numpy as np
import pytest

from search.engine import dense, merging
from search.engine.merging import merge
from search.engine.segment import Segment
from tests.search.engine.conftest import EVERY_KIND, article, articles, segment_of

NOTES = ("name", "boost", "length")


def merged(tmp_path, parts, alive=None):
    """The segment merged from segments of these documents; of those that are not alive only the others."""
    sources = []
    for number, documents in enumerate(parts):
        live = None if alive is None else np.array(alive[number], bool)
        sources.append((segment_of(documents, tmp_path / f"part{number}.seg"), live))
    merge(sources, tmp_path / "merged.seg")
    return Segment.open(tmp_path / "merged.seg")


def built(tmp_path, parts, alive=None):
    chosen = alive or [[True] * len(documents) for documents in parts]
    pairs = [
        pair
        for documents, live in zip(parts, chosen, strict=True)
        for pair in zip(documents, live, strict=True)
    ]
    return segment_of([document for document, is_live in pairs if is_live], tmp_path / "built.seg")


def assert_same(one, other):
    assert one.documents == other.documents
    assert set(one.container.names()) == set(other.container.names())
    for name in one.container.names():
        if not name.rpartition(".")[2].startswith("row"):  # rows may be numbered in another order
            assert one.container.array(name).tolist() == other.container.array(name).tolist(), name
    for name, field in one.fields.items():
        same = other.fields[name]
        assert {n: field.notes.get(n) for n in NOTES} == {n: same.notes.get(n) for n in NOTES}
        if field.has("rows"):
            assert rows(field.ordinals) == rows(same.ordinals)
    for document in range(one.documents):
        assert one.stored(document) == other.stored(document)


def rows(ordinals):
    return [ordinals.row(row) for row in ordinals.rows.tolist()]


def cut(documents, chance):
    """Into four parts, some of them maybe empty."""
    bounds = [0, *sorted(chance.choices(range(len(documents) + 1), k=3)), len(documents)]
    return [documents[low:high] for low, high in pairwise(bounds)]


@pytest.mark.parametrize("dead", [None, 0.0, 0.3, 0.9], ids=lambda dead: f"dead {dead}")
@pytest.mark.parametrize("portion", [1, 50, merging.PORTION])
def test_a_merge_is_a_build(tmp_path, monkeypatch, dead, portion):
    monkeypatch.setattr(merging, "PORTION", portion)
    chance = random.Random(f"{dead} {portion}")
    for _ in range(3):
        parts = cut([article(n, chance) for n in range(chance.randrange(1, 50))], chance)
        alive = None if dead is None else [[chance.random() >= dead for _ in part] for part in parts]
        assert_same(merged(tmp_path, parts, alive), built(tmp_path, parts, alive))


def test_bounds_of_lengths_are_never_too_tight(tmp_path):
    parts = [articles(30, 1), articles(30, 2, first=30)]
    alive = [[n % 3 > 0 for n in range(30)] for _ in parts]
    found, exact = merged(tmp_path, parts, alive), built(tmp_path, parts, alive)
    for name in ("text", "title"):
        bounds, lengths = found.fields[name].notes, exact.fields[name].notes
        assert 0 < bounds["shortest"] <= lengths["shortest"]
        assert bounds["longest"] >= lengths["longest"]


def test_a_merge_of_merges_is_a_build(tmp_path):
    first = merged(tmp_path, [articles(20, 3), articles(20, 4, first=20)])
    second = segment_of(articles(20, 5, first=40), tmp_path / "third.seg")
    merge([(first, None), (second, None)], tmp_path / "both.seg")
    whole = segment_of(
        articles(20, 3) + articles(20, 4, first=20) + articles(20, 5, first=40), tmp_path / "w.seg"
    )
    assert_same(Segment.open(tmp_path / "both.seg"), whole)


def test_a_side_of_which_nothing_is_live_leaves_no_trace(tmp_path):
    parts = [articles(10, 6), articles(10, 7, first=10), articles(10, 8, first=20)]
    alive = [[True] * 10, [False] * 10, [True] * 10]
    assert_same(merged(tmp_path, parts, alive), built(tmp_path, [parts[0], parts[2]]))


def test_nothing_live_at_all_makes_an_empty_segment(tmp_path):
    parts = [articles(5, 9), articles(5, 10, first=5)]
    found = merged(tmp_path, parts, [[False] * 5] * 2)
    assert found.documents == 0
    assert_same(found, built(tmp_path, []))


def test_one_segment_is_written_anew_without_its_deleted_documents(tmp_path):
    parts, alive = [articles(40, 11)], [[n % 2 == 0 for n in range(40)]]
    assert_same(merged(tmp_path, parts, alive), built(tmp_path, parts, alive))


def test_terms_of_deleted_documents_alone_are_gone(tmp_path):
    parts = [[{"id": "a", "text": "突击队", "city": ["甲"]}, {"id": "b", "text": "物资", "city": ["乙"]}]]
    found = merged(tmp_path, parts, [[False, True]])
    for name, gone in (
        ("text", "突击队"),
        ("text_pairs", "突击"),
        ("text_chars", "突"),
        ("city", "甲"),
        ("id", "a"),
    ):
        assert found.fields[name].find(gone.encode()) is None
    assert found.value("city", 0) == "乙"


def test_sides_that_number_in_types_of_other_widths(tmp_path):
    """Long texts take four bytes for a position, frequent words two for a frequency, fractions a float."""
    wide = [{"id": "long", "text": "核酸" * 40_000 + "志愿者", "share": 0.5}]
    narrow = [{"id": "short", "text": "核酸志愿者", "share": -3}, {"id": "none", "text": "志愿者"}]
    for parts in ([wide, narrow], [narrow, wide]):
        assert_same(merged(tmp_path, parts), built(tmp_path, parts))


def test_more_documents_than_one_byte_numbers(tmp_path):
    """And more distinct rows of values than one byte does."""
    parts = [
        [{"id": f"{side}{n}", "city": [f"城{n}", f"城{n + 1}"], "text": "核酸"} for n in range(200)]
        for side in "ab"
    ]
    assert_same(merged(tmp_path, parts), built(tmp_path, parts))


@pytest.mark.parametrize("portion", [7, merging.PORTION])
def test_frequent_terms_have_the_bitmaps_that_building_gives_them(tmp_path, monkeypatch, portion):
    monkeypatch.setattr(merging, "PORTION", portion)
    monkeypatch.setattr(dense, "LEAST_DOCUMENTS", 10)
    parts = [articles(30, 12), articles(30, 13, first=30)]
    alive = [[n % 4 > 0 for n in range(30)] for _ in parts]
    found = merged(tmp_path, parts, alive)
    assert any(field.has("dense_terms") for field in found.fields.values())
    assert_same(found, built(tmp_path, parts, alive))


def test_every_kind_of_field_was_compared(tmp_path):
    """Else the tests above would say little."""
    kinds = {spec.kind for spec in EVERY_KIND}
    assert kinds == {"key", "text", "values", "integer", "float", "date", "boolean", "stored"}
    made = segment_of(articles(30, 14), tmp_path / "some.seg")
    assert all(len(field.terms) > 1 for field in made.fields.values())
