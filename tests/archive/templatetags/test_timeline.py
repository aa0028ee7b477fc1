"""Bars over time count every month once and leave gaps where there is nothing."""

from dataclasses import dataclass

import pytest

from archive.templatetags.timeline import LOWEST, by_year, histogram


@dataclass(frozen=True)
class Tally:
    value: str
    count: int
    selected: bool = False


def drawn(block):
    return {slot.label: slot.share for slot in block.slots if slot.share}


def test_each_year_has_twelve_months_and_its_sum():
    first, second = by_year([Tally("2021-06", 1), Tally("2022-03", 2), Tally("2022-12", 4)])
    assert (first.label, first.count, drawn(first)) == ("2021", 1, {"6": 25})
    assert (second.label, second.count, drawn(second)) == ("2022", 6, {"3": 50, "12": 100})
    assert len(first.slots) == len(second.slots) == 12


def test_a_year_that_is_counted_itself_heads_its_block():
    """Articles that are dated to the year alone are in its count, not in any month's."""
    year = Tally("2022", 9)
    (block,) = by_year([year, Tally("2022-03", 2), Tally("2022-03-07", 2)])
    assert (block.count, block.entry) == (9, year)


def test_a_lone_article_beside_many_can_still_be_seen():
    (block,) = by_year([Tally("2022-01", 1), Tally("2022-02", 100_000)])
    assert drawn(block) == {"1": LOWEST, "2": 100}


@pytest.mark.parametrize(
    "values",
    [
        pytest.param([], id="nothing"),
        pytest.param([Tally("2022", 3)], id="only a year"),
        pytest.param([Tally("none", 3)], id="undated"),
    ],
)
def test_without_months_there_are_no_bars(values):
    assert histogram(values) == []


def test_many_years_become_one_bar_each_with_gaps_and_the_chosen_year_by_month():
    values = [Tally(str(year), 1, year == 2003) for year in (1999, 2001, 2002, 2003)]
    months = [Tally(f"{value.value}-05", 1) for value in values]
    row, chosen = histogram([*values, *months])
    assert row.label == "1999–2003"
    assert [(slot.label, bool(slot.entry)) for slot in row.slots] == [
        ("99", True), ("00", False), ("01", True), ("02", True), ("03", True),
    ]  # fmt: skip
    assert (chosen.label, drawn(chosen)) == ("2003", {"5": 100})


def test_a_chosen_month_that_holds_nothing_has_no_bar():
    (block,) = by_year([Tally("2022-03", 0, selected=True), Tally("2022-04", 2)])
    assert drawn(block) == {"4": 100}
