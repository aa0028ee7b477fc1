"""The year that a text's own terms leave open."""

import datetime as dt

import pytest

from archive.ingest.metadata.dates import read_published
from archive.ingest.metadata.reading import Reading
from archive.ingest.metadata.termini import _termini, bounded_year


@pytest.mark.parametrize(
    ("text", "days", "year"),
    [
        pytest.param("社区发放抗原，隔离点增至三处。", ["--05-03"], 2022, id="one year left"),
        pytest.param("社區發放抗原，隔離點增至三處。", ["--05-03"], 2022, id="traditional"),
        pytest.param("封控区居民做核酸。", ["--10-03"], None, id="two years left"),
        pytest.param("封控区居民做核酸。", ["--10-03", "--03-05"], 2022, id="several days narrow it"),
        pytest.param("社区发放抗原。", ["--05-03"], None, id="no end"),
        pytest.param("隔离点增至三处。", ["--05-03"], None, id="three years left"),
        pytest.param("社区发放抗原，隔离点增至三处。", [], None, id="no day"),
        pytest.param(
            "社区发放抗原，隔离点增至三处。", ["2019-05-03"], None, id="full dates are another matter"
        ),
        pytest.param("社区发放抗原，隔离点增至三处。", ["--02-29"], None, id="no such day in the one year"),
        pytest.param("河堤上栽了十棵树。", ["--05-03"], None, id="no term"),
        pytest.param("社会面清零之后，实行乙类乙管。", ["--05-03"], None, id="bounds that contradict"),
    ],
)
def test_the_year_is_inferred_only_where_one_is_left(text: str, days: list[str], year: int | None) -> None:
    bounded = bounded_year(Reading(text), days)
    assert (bounded and bounded.value) == year


def test_both_terms_are_the_evidence() -> None:
    bounded = bounded_year(Reading("5月3日，社区发放抗原，隔离点增至三处。"), ["--05-03"])
    assert bounded is not None
    assert bounded.basis == "断代：“发放抗原”不早于2022-03，“隔离点”不晚于2023-01"


def test_a_date_so_inferred_is_not_sure() -> None:
    published = read_published([], "5月3日晚，社区发放抗原，隔离点增至三处。")
    assert published is not None
    assert (published.date, published.precision) == ("2022-05", "month")
    assert published.confidence <= 0.5


def test_a_year_that_the_text_states_goes_before() -> None:
    published = read_published([], "2021年5月3日晚，社区发放抗原，隔离点增至三处。5月4日继续。")
    assert published is not None
    assert published.date.startswith("2021-05")


@pytest.mark.parametrize("terminus", _termini(), ids=lambda terminus: terminus.words.pattern)
def test_every_row_of_the_table_is_bounded_and_says_by_what(terminus) -> None:
    assert dt.date(2019, 12, 1) < terminus.first < terminus.last
    assert terminus.event
