"""A reader answers from one state of the index: the one before a change or the one after it, never a mixture."""

from __future__ import annotations

import threading
import traceback

import pytest

from search.engine import building, generations, parts, policy, table
from search.engine.ask import Ask, Everything, Substring, Values, Words, Written
from search.engine.errors import IndexDamaged, IndexMissing
from search.engine.reader import Reader, shared
from search.engine.schema import FieldSpec
from tests.search.conftest import SmallIndex
from tests.search.engine.conftest import articles

SPECS = (FieldSpec("id", "key"), FieldSpec("text", "text"), FieldSpec("city", "values"))
FACETS = {"city": "city"}


@pytest.fixture
def index(tmp_path):
    return SmallIndex(tmp_path / "index", SPECS)


def version(number):
    """All documents of a version say so, and there are more of them the later it is, up to a point."""
    return [
        {"id": f"d{n}", "text": f"第{number}版核酸检测", "city": [f"城{number}"]}
        for n in range(5 + number % 4)
    ]


def replace_all(index, number):
    with index.writer.batch() as batch:
        batch.put(version(number))
        batch.delete([f"d{n}" for n in range(5 + number % 4, 10)])


# -- what else can be asked --------------------------------------------------------------------------------------


def test_documents_come_in_the_order_of_the_index_without_deleted_ones(index):
    index.put(*({"id": key, "text": "核酸"} for key in "cab"))
    index.put({"id": "d", "text": "核酸"})
    index.delete("a")
    assert [key for key, _ in index.reader.documents()] == ["c", "b", "d"]
    assert index.reader.keys()["c"] == {"id": "c", "text": "核酸"}
    assert index.reader.segments() == 2


def test_a_walk_over_the_documents_goes_on_while_the_index_moves(index):
    replace_all(index, 1)
    walk = index.reader.documents()
    first = next(walk)
    replace_all(index, 2)
    assert {fields["text"] for _, fields in [first, *walk]} == {"第1版核酸检测"}


def test_the_state_is_opened_once_until_the_index_moves(index):
    replace_all(index, 1)
    opened = index.reader._current()
    index.found(Everything())
    assert index.reader._current() is opened
    replace_all(index, 2)
    assert index.reader._current() is not opened


def test_there_is_one_reader_of_an_index_in_a_process(index):
    one = shared(index.root, SPECS, "text")
    assert shared(index.root, SPECS, "text") is one
    assert shared(index.root, SPECS[:2], "text") is not one


def test_a_probe_says_which_generation_is_read(index):
    assert index.reader.probe() == index.reader.current()
    (index.root / generations.POINTER).unlink()
    with pytest.raises(IndexMissing):
        index.reader.probe()


# -- while a writer is at work -----------------------------------------------------------------------------------


def moving(plain, move):
    """The function, but that the first call finds that the index has moved meanwhile."""
    moves = iter([move])

    def moved(*args):
        next(moves, lambda: None)()
        return plain(*args)

    return moved


@pytest.mark.parametrize("name", ["read", "live_documents"])
def test_files_that_a_commit_takes_away_during_opening_are_no_damage(index, monkeypatch, name):
    """The reader knows the table already when the writer removes what only that table names."""
    index.put(*articles(8, seed=51))
    index.delete("d0")
    reader = Reader(index.root, SPECS, "text")
    monkeypatch.setattr(table, name, moving(getattr(table, name), lambda: index.delete("d1")))
    found = reader.answer(Ask(Everything()))
    assert {hit.key for hit in found.hits} == {f"d{n}" for n in range(2, 8)}


def test_segments_that_a_merge_takes_away_during_opening_are_no_damage(index, monkeypatch):
    replace_all(index, 1)
    plain, reader = parts.opened, Reader(index.root, SPECS, "text")
    monkeypatch.setattr(parts, "opened", moving(plain, lambda: replace_all(index, 2)))
    assert {hit.stored["text"] for hit in reader.answer(Ask(Everything())).hits} == {"第2版核酸检测"}


def test_a_bitmap_that_is_gone_for_good_is_damage(index):
    index.put(*articles(8, seed=52))
    index.delete("d0")
    (bitmap,) = index.reader.current().path.glob("*.del")
    bitmap.unlink()
    with pytest.raises(IndexDamaged):
        Reader(index.root, SPECS, "text").answer(Ask(Everything()))


def test_a_generation_that_is_published_during_opening_is_read(index, monkeypatch):
    replace_all(index, 1)
    generation = index.writer.create()
    with index.writer.batch(generation) as batch:
        batch.put(version(2))
    reader = Reader(index.root, SPECS, "text")
    monkeypatch.setattr(table, "read", moving(table.read, lambda: index.writer.publish(generation)))
    assert reader.answer(Ask(Everything())).total in (len(version(1)), len(version(2)))
    assert {hit.stored["text"] for hit in reader.answer(Ask(Everything())).hits} == {"第2版核酸检测"}


QUESTIONS = [
    Everything(),
    Words("text", "核酸检测"),
    Substring("text", "版核酸检"),
    Values("id", tuple(f"d{n}" for n in range(10))),
    Written("text:核酸 NOT text:志愿者"),
    Written("id:d1~1/1"),  # answered by Whoosh's own matchers
]


class Asking(threading.Thread):
    """Asks one question over and over and keeps what was wrong."""

    def __init__(self, reader, question, done):
        super().__init__()
        self.reader, self.question, self.done = reader, question, done
        self.wrong, self.seen = [], []

    def run(self):
        while not self.done.is_set() or not self.seen:
            try:
                answer = self.reader.answer(Ask(self.question, facets=FACETS, size=20))
                self._check(answer)
            except Exception as error:
                self.wrong.append("".join(traceback.format_exception(error)))
                return

    def _check(self, answer):
        said = {hit.stored["text"] for hit in answer.hits}
        number = int(next(iter(said))[1:-5])
        expected = version(number)
        whole = (
            said == {f"第{number}版核酸检测"}
            and [hit.key for hit in sorted(answer.hits, key=lambda hit: hit.key)]
            == [d["id"] for d in expected]
            and answer.total == len(expected)
            and answer.facets["city"].counts == {f"城{number}": len(expected)}
        )
        if not whole:
            self.wrong.append(answer)
        self.seen.append(number)


def test_every_answer_is_of_the_state_before_a_change_or_after_it(index, monkeypatch):
    """While commits, merges and a new generation go on, eight threads ask."""
    monkeypatch.setattr(building, "MOST_DOCUMENTS", 3)
    monkeypatch.setattr(policy, "MOST_DOCUMENTS", 9)
    monkeypatch.setattr(policy, "FANOUT", 2)
    replace_all(index, 1)
    done = threading.Event()
    reader = Reader(index.root, SPECS, "text")
    asking = [Asking(reader, QUESTIONS[n % len(QUESTIONS)], done) for n in range(8)]
    for thread in asking:
        thread.start()
    try:
        for number in range(2, 16):
            if number % 6 == 0:
                generation = index.writer.create()
                with index.writer.batch(generation) as batch:
                    batch.put(version(number))
                index.writer.publish(generation)
            else:
                replace_all(index, number)
    finally:
        done.set()
        for thread in asking:
            thread.join()
    assert [wrong for thread in asking for wrong in thread.wrong] == []
    for thread in asking:
        assert thread.seen == sorted(thread.seen)  # nobody goes back to an older state
    assert len({number for thread in asking for number in thread.seen}) > 5
