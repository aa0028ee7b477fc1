"""Values have one number over all segments, which they keep."""

from __future__ import annotations

import sys
import threading

import pytest

from search.engine.numbering import ValueNumbers
from search.engine.parts import Part
from tests.search.engine.conftest import segment_of


@pytest.fixture
def part_of(tmp_path):
    """A part whose documents have these cities and days."""

    def make(name, *cities):
        documents = [{"id": str(n), "city": [city], "day": city} for n, city in enumerate(cities)]
        segment = segment_of(documents, tmp_path / name)
        return Part(segment, segment.everything(), 0)

    return make


def named(numbering, field, part):
    """The values that a part's numbers stand for."""
    values = numbering.values(field)
    return [values[number] for number in numbering.of(field, part).tolist()]


def test_numbers_stand_for_the_values_of_each_part(part_of):
    numbering = ValueNumbers()
    one, other = part_of("one", "b", "d"), part_of("other", "a", "b", "c")
    assert named(numbering, "city", one) == ["b", "d"]
    assert named(numbering, "city", other) == ["a", "b", "c"]
    assert sorted(numbering.values("city")) == ["a", "b", "c", "d"]


def test_numbers_keep_their_meaning_when_others_come(part_of):
    numbering = ValueNumbers()
    one = part_of("one", "b", "d")
    before = numbering.of("city", one).tolist()
    numbering.of("city", part_of("other", "a", "c"))
    numbering.keep({"other"})
    assert numbering.of("city", one).tolist() == before
    assert named(numbering, "city", one) == ["b", "d"]


def test_fields_are_numbered_each_for_itself(part_of):
    numbering = ValueNumbers()
    numbering.of("city", part_of("one", "b", "a"))
    assert numbering.values("day") == []


def test_what_is_known_of_a_segment_is_worked_out_once(part_of):
    numbering, part = ValueNumbers(), part_of("one", "b", "d")
    assert numbering.of("city", part) is numbering.of("city", part)


def test_a_part_without_values(part_of):
    assert ValueNumbers().of("city", part_of("none")).tolist() == []


def test_threads_agree_on_the_numbers(part_of):
    parts = [part_of(f"p{n}", *(f"v{m}" for m in range(n, n + 30))) for n in range(6)]
    numbering, start, wrong = ValueNumbers(), threading.Barrier(6), []

    def number(seed):
        start.wait()
        for step in range(200):
            part = parts[(seed + step) % len(parts)]
            if step % 20 == 0:
                numbering.keep({other.segment.name for other in parts[: seed + 1]})
            if named(numbering, "city", part) != part.values("city"):
                wrong.append(part.segment.name)

    threads = [threading.Thread(target=number, args=(seed,)) for seed in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(numbering.values("city")) == 35


def test_a_field_asked_for_while_segments_are_forgotten(part_of):
    part, interval = part_of("one", "b"), sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # threads take turns as often as can be
    try:
        for _ in range(10):
            numbering = ValueNumbers()
            asking = threading.Thread(
                target=lambda ask: list(map(ask, map(str, range(3000)))), args=[numbering.values]
            )
            asking.start()
            try:
                while asking.is_alive():
                    numbering.keep({"one"})
            finally:
                asking.join()
            assert named(numbering, "city", part) == ["b"]
    finally:
        sys.setswitchinterval(interval)
