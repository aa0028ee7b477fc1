"""Rows of the outbox: exactly those that are covered are forgotten."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.indexing import waiting
from search.indexing.waiting import Spans
from search.outbox.models import OutboxRow


@pytest.fixture
def rows(db):
    """Six rows with a gap, as a transaction that was rolled back leaves one."""
    OutboxRow.objects.all().delete()  # a new database asks for a full check
    made = [OutboxRow.objects.create(article_id=10 * number) for number in range(1, 8)]
    made.pop(3).delete()
    return [row.pk for row in made]


@given(st.sets(st.integers(1, 60)), st.integers(1, 60))
def test_spans_hold_what_was_added_and_nothing_else(numbers, other):
    spans = Spans()
    for number in sorted(numbers):
        spans.add(number)
    assert (other in spans) == (other in numbers)
    assert sum(high - low + 1 for low, high in spans.spans) == len(numbers)


def test_spans_of_a_long_row_are_few():
    spans = Spans()
    for number in range(100_000):
        spans.add(number)
    assert spans.spans == [(0, 99_999)]


def test_covered_rows_are_those_that_wait_now(rows):
    assert waiting.covered().spans == [(rows[0], rows[2]), (rows[3], rows[5])]
    assert list(waiting.articles_of(waiting.covered())) == [10, 20, 30, 50, 60, 70]


def test_rows_that_came_later_are_told_from_those_that_were_covered(rows):
    covered = waiting.covered()
    later = OutboxRow.objects.create(article_id=80)
    assert list(waiting.rows(covered)) == [(later.pk, 80)]


@pytest.mark.parametrize("at_once", [10_000, 2])
def test_exactly_the_covered_rows_are_forgotten(rows, monkeypatch, at_once):
    monkeypatch.setattr(waiting, "SPAN", at_once)
    covered = waiting.covered()
    in_the_gap = OutboxRow.objects.create(
        pk=rows[2] + 1, article_id=40
    )  # committed late, under an older number
    waiting.forget_spans(covered)
    assert list(OutboxRow.objects.values_list("pk", flat=True)) == [in_the_gap.pk]


def test_named_rows_are_forgotten_and_no_others(rows, monkeypatch):
    monkeypatch.setattr(waiting, "PORTION", 2)
    waiting.forget(rows[:5])
    assert list(OutboxRow.objects.values_list("pk", flat=True)) == rows[5:]


def test_the_oldest_come_first_and_those_set_aside_not_at_all(rows):
    assert list(waiting.oldest(2, aside={10}).values()) == [20, 30]
