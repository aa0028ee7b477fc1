"""A segment as it is read: opened once, let go of when it is gone, never believed when its notes lack something."""

from __future__ import annotations

import gc
import threading
import weakref

import numpy as np
import pytest

from search.engine import container, segment
from search.engine.container import Container
from search.engine.errors import IndexDamaged
from search.engine.reader import Reader
from search.engine.segment import Segment, forget_removed, opened
from search.engine.stored import pack
from tests.search.engine.conftest import articles, segment_of

DOCUMENTS = articles(20, seed=21)


@pytest.fixture
def path(tmp_path):
    segment_of(DOCUMENTS, tmp_path / "one.seg")
    return tmp_path / "one.seg"


def test_a_term_has_the_postings_of_its_number(path):
    field = Segment.open(path).fields["text"]
    for number, term in enumerate(field.terms):
        found, same = field.find(term), field.postings(number)
        assert found.docs.tolist() == same.docs.tolist()
        assert len(found) == field.frequency(number) == len(found.docs)
        assert len(found.positions) == found.freqs.sum()
    assert field.find("没有这个词".encode()) is None


def test_neighbouring_terms_are_read_together_as_one(path):
    made = Segment.open(path)
    for name in ("text", "city"):
        field = made.fields[name]
        for first, last in ((0, 0), (0, 1), (1, 4), (0, len(field.terms))):
            together = field.together(range(first, last), made.documents)
            counts = np.zeros(made.documents, int)
            for number in range(first, last):
                postings = field.postings(number)
                counts[postings.docs] += 1 if postings.freqs is None else postings.freqs
            assert together.docs.tolist() == np.flatnonzero(counts).tolist()
            assert together.freqs.tolist() == counts[counts > 0].tolist()


def test_a_segment_is_opened_once(path):
    assert opened(path) is opened(path)


def test_a_segment_is_opened_anew_when_its_file_was_replaced(path):
    before = opened(path)
    segment_of(DOCUMENTS[:3], path.with_name("other"))
    path.with_name("other").replace(path)
    assert opened(path).documents == 3
    assert before.documents == len(DOCUMENTS)


def test_threads_share_what_they_open(path):
    found, start = [], threading.Barrier(8)

    def open_it():
        start.wait()
        found.append(opened(path))

    threads = [threading.Thread(target=open_it) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert opened(path) in found
    assert {one.documents for one in found} == {len(DOCUMENTS)}


def test_a_segment_that_is_gone_is_damage(tmp_path):
    with pytest.raises(IndexDamaged, match="gone"):
        opened(tmp_path / "nothing.seg")


def test_a_segment_whose_file_is_gone_is_let_go_of(path):
    alive = weakref.ref(opened(path))
    path.unlink()
    forget_removed(path.parent)
    gc.collect()
    assert alive() is None


def test_the_segments_of_a_generation_that_is_gone_are_let_go_of(whole_index):
    """Else each rebuild would keep the room of a whole index on disk, for as long as the process runs."""
    whole_index.put(*DOCUMENTS)
    reader = Reader(whole_index.root, whole_index.specs, "text")
    reader.probe()
    (part,) = reader._current().parts
    path = whole_index.generation.path
    alive = weakref.ref(part.segment)
    del part
    for _ in range(2):  # the generation before the current one is kept
        whole_index.writer.clear()
        reader.probe()
        whole_index.reader.probe()
    assert not path.exists()
    gc.collect()
    assert alive() is None
    assert not [known for known in segment._opened if known.parent == path]


def test_commits_leave_nothing_behind_in_the_process(whole_index):
    for number in range(20):
        whole_index.put({"id": f"d{number % 3}", "text": "核酸"})
        whole_index.reader.probe()
    path = whole_index.generation.path
    files = {str(file) for file in path.iterdir()}
    assert {str(known) for known in segment._opened if known.parent == path} <= files
    assert {state[0] for state in container._verified if str(path) in state[0]} <= files


# -- damage ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "meta",
    [{}, {"documents": 1}, {"fields": []}, {"documents": 1, "fields": 3}, {"documents": 1, "fields": [{}]}],
    ids=str,
)
def test_notes_that_lack_something_are_damage(tmp_path, meta):
    container.write(tmp_path / "bad.seg", {}, meta)
    with pytest.raises(IndexDamaged):
        opened(tmp_path / "bad.seg")


@pytest.mark.parametrize("packed", [b"", b"no zlib", pack({"id": "a"})[:-3]], ids=["empty", "text", "cut"])
def test_stored_fields_that_cannot_be_read_are_damage(tmp_path, packed):
    arrays = {
        "stored.blob": np.frombuffer(packed, np.uint8),
        "stored.starts": np.array([0, len(packed)], np.uint64),
    }
    container.write(tmp_path / "bad.seg", arrays, {"documents": 1, "fields": []})
    made = Segment(Container.open(tmp_path / "bad.seg"), "bad.seg")
    with pytest.raises(IndexDamaged, match="document 0"):
        made.stored(0)
