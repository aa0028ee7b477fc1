"""Order and pages: every result exactly once, the same each time."""

from __future__ import annotations

import pytest

from search.engine.ask import Everything, Words

DAYS = ["2022-04-25", "2021", "2022-04-11", None]


@pytest.fixture
def index(small_index):
    for batch in range(3):  # three commits, so that there are several segments to order across
        small_index.put(
            *(
                {
                    "id": f"d{number}",
                    "text": "核酸" * (number % 4 + 1) + "记录",
                    "day": DAYS[number % 4],
                    "size": number % 5,
                }
                for number in range(batch * 10, batch * 10 + 10)
            )
        )
    return small_index


def all_pages(index, match, size, sort=()):
    keys = []
    for start in range(0, 40, size):
        keys += index.keys(match, start=start, size=size, sort=sort)
    return keys


@pytest.mark.parametrize("sort", [(), (("day", True),), (("size", False), ("day", True))], ids=str)
@pytest.mark.parametrize("size", [1, 7, 10, 40])
def test_every_result_stands_on_exactly_one_page(index, size, sort):
    keys = all_pages(index, Words("text", "核酸"), size, sort)
    assert sorted(keys) == sorted(f"d{number}" for number in range(30))
    assert keys == index.keys(Words("text", "核酸"), size=40, sort=sort)


def test_the_total_counts_all_pages(index):
    answer = index.answer(Words("text", "核酸"), start=20, size=7)
    assert (answer.total, len(answer.hits)) == (30, 7)


def test_a_page_past_the_end_is_empty_and_keeps_the_total(index):
    answer = index.answer(Everything(), start=30, size=10)
    assert (answer.total, answer.hits) == (30, ())


def test_better_matches_come_first_and_ties_in_the_order_of_indexing(index):
    hits = index.answer(Words("text", "核酸"), size=40).hits
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    same = [int(hit.key[1:]) for hit in hits if hit.score == hits[0].score]
    assert same == sorted(same)


def test_directions_can_be_mixed(index):
    keys = index.keys(Everything(), size=40, sort=(("size", True), ("day", False)))
    order = [(-(int(key[1:]) % 5), DAYS[int(key[1:]) % 4] or "9") for key in keys]
    assert order == sorted(order)


@pytest.mark.parametrize("descending", [True, False], ids=["newest", "oldest"])
def test_what_has_no_value_comes_last_in_both_directions(index, descending):
    keys = index.keys(Everything(), size=40, sort=(("day", descending),))
    without = [DAYS[int(key[1:]) % 4] is None for key in keys]
    assert without == sorted(without)
    assert any(without)


def test_a_document_put_again_stands_once(index):
    index.put({"id": "d3", "text": "核酸复查"})
    assert index.keys(Everything(), size=40).count("d3") == 1
    assert index.found(Words("text", "复查")) == {"d3"}


def test_a_deleted_document_is_in_no_result_count_or_facet(index):
    before = index.answer(Everything(), facets={"day": "day"}).facets["day"].counts["2021"]
    index.delete("d1")
    answer = index.answer(Everything(), size=40, facets={"day": "day"})
    assert answer.total == 29
    assert "d1" not in {hit.key for hit in answer.hits}
    assert answer.facets["day"].counts["2021"] == before - 1
