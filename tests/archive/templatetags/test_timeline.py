"""Bars over time count every month once and leave gaps where there is nothing."""

from dataclasses import dataclass

import lxml.html
import pytest

from archive.templatetags.timeline import LOWEST, MOST_YEARS, by_year, histogram, timeline, years


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
        pytest.param([Tally("2022-13", 3), Tally("0000-01", 3), Tally("abcd-ef", 3)], id="no dates"),
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


def test_what_is_no_year_has_no_bar():
    row = years([Tally("none", 7), Tally("0000", 7), Tally("abcd", 7), Tally("2021", 1), Tally("2022", 2)])
    assert (row.label, row.count, drawn(row)) == ("2021–2022", 3, {"21": 50, "22": 100})


@pytest.mark.parametrize(
    ("counts", "label"),
    [
        pytest.param({"0001": 1, "1999": 2, "2022": 1, "9999": 1}, "1999–2022", id="strays on both sides"),
        pytest.param({"0001": 9, "2022": 1}, "1–1", id="the most, not the latest"),
        pytest.param({"1700": 1, "2022": 1}, "2022–2022", id="the latest of equals"),
        pytest.param({f"{year:04}": 1 for year in range(1, 10_000)}, "9850–9999", id="every year"),
        pytest.param({"1873": 1, "2022": 1}, "1873–2022", id="as long as can be"),
    ],
)
def test_a_row_of_years_is_never_longer_than_can_be_drawn(counts, label):
    row = years([Tally(year, count) for year, count in counts.items()])
    assert row.label == label
    assert len(row.slots) <= MOST_YEARS


def test_a_chosen_month_that_holds_nothing_has_no_bar():
    (block,) = by_year([Tally("2022-03", 0, selected=True), Tally("2022-04", 2)])
    assert drawn(block) == {"4": 100}


def drawing(*tallies):
    return lxml.html.fromstring(str(timeline(histogram(tallies))))


def test_a_bar_names_its_month_and_links_to_a_search_for_it():
    (bar,) = drawing(Tally("2022-04", 1234)).xpath("//ol//a")
    assert (bar.get("href"), bar.get("title")) == ("/search/?date=2022-04", "2022年4月: 1,234")
    assert "2022年4月：1234 篇" in bar.text_content()
    assert (bar.xpath("string(.//rect/@y)"), bar.xpath("string(.//rect/@height)")) == ("0", "100")


def test_a_year_heads_its_months_with_its_number():
    page = drawing(Tally("2022", 9), Tally("2022-04", 3))
    (heading,) = page.xpath("//p[@class='timeline-label']/a")
    assert (heading.get("href"), heading.text_content()) == ("/search/?date=2022", "2022年 9")
    assert len(page.xpath("//span[@class='bar-empty']")) == 11


def test_many_years_are_a_row_without_a_heading_to_follow():
    page = drawing(
        *(Tally(f"{year}", 1) for year in range(2000, 2010)),
        *(Tally(f"{y}-01", 1) for y in range(2000, 2010)),
    )
    (block,) = page.xpath("//div[contains(@class, 'timeline-years')]")
    assert block.xpath("string(p)") == "2000–2009"
    assert block.xpath("p/a") == []


def test_a_chosen_entry_says_so_and_an_entry_may_link_elsewhere():
    @dataclass(frozen=True)
    class Linked(Tally):
        url: str = "/elsewhere/?a=1&b=<"

    page = drawing(Linked("2022", 2, selected=True), Linked("2022-04", 2))
    heading, bar = page.xpath("//a")
    assert (heading.get("aria-current"), bar.get("aria-current")) == ("true", None)
    assert bar.get("href") == "/elsewhere/?a=1&b=<"
