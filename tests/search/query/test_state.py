"""The state of a search, from an address and back."""

import datetime as dt
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict
from django.urls import reverse

from search.query.state import MAX_VALUES, PAGE_SIZE, BadPage, SearchState, from_params

FULL = SearchState(
    q="核酸 “检测”",
    chosen=(("city", "3101"), ("city", "none"), ("organization", "abc"), ("date", "2022-04")),
    excluded=(("source", "xyz"),),
    date_from="2022-04-01",
    date_to="2022-04-30",
    sort="oldest",
    page=3,
    page_size=50,
    work="abcdefg234",
    fold="none",
    show="paragraphs",
)


def state(address):
    return from_params(QueryDict(address))


def again(made):
    return state(urlsplit(made.url()).query)


@pytest.mark.parametrize(
    "made", [SearchState(), SearchState(q="&=?#%+ “”"), FULL], ids=["empty", "signs", "full"]
)
def test_an_address_gives_back_the_state_that_made_it(made):
    assert again(made) == made


@pytest.mark.parametrize(
    "made", [SearchState(), SearchState(q="&=?#%+ “”"), FULL], ids=["empty", "signs", "full"]
)
@pytest.mark.parametrize("value", ["31", "2022-04", "none", "人民 日报", "&a=b", "~*"])
def test_the_quick_address_of_one_more_value_is_its_address(made, value):
    assert made.url_including("source", value) == made.including("source", value).url()


def test_the_usual_is_left_out_of_the_address():
    assert SearchState().url() == reverse("search")
    assert SearchState(q="a", page=1, page_size=PAGE_SIZE).url() == reverse("search") + "?q=a"


def test_blanks_around_the_query_and_unknown_parameters_are_dropped():
    assert state("q=%20核酸%20&utm_source=x&colour=red") == SearchState(q="核酸")


def test_repeated_parameters_are_several_values_and_doubles_are_one():
    assert state("city=3101&city=3205&city=3101").values("city") == ("3101", "3205")


def test_a_minus_excludes():
    assert state("-city=3101&city=3205").refused("city") == ("3101",)


@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        pytest.param("date_from=yesterday", "date_from", id="no date"),
        pytest.param("date_from=2022-02-30", "date_from", id="no such day"),
        pytest.param("date_to=2022-13", "date_to", id="no such month"),
        pytest.param("date_to=0000", "date_to", id="no such year"),
        pytest.param("date_from=２０２２-０４-０１", "date_from", id="full-width digits"),
        pytest.param("date_to=99999-01-01", "date_to", id="too late"),
        pytest.param("date=abcd", "date", id="no year"),
        pytest.param("date=0000", "date", id="no such year chosen"),
        pytest.param("date=2022-13", "date", id="no such month chosen"),
        pytest.param("date=2022-02-30", "date", id="no such day chosen"),
        pytest.param("date=２０２２", "date", id="full-width digits chosen"),
        pytest.param("date=2022-04-", "date", id="an unfinished date"),
        pytest.param("date=20220425", "date", id="a date without hyphens"),
        pytest.param("-date=abcdefg", "-date", id="no date excluded"),
        pytest.param("sort=best", "sort", id="no such order"),
        pytest.param("fold=all", "fold", id="no such folding"),
        pytest.param("show=words", "show", id="no such listing"),
        pytest.param("work=<b>", "work", id="no work"),
        pytest.param("page_size=0", "page_size", id="nothing on a page"),
        pytest.param("page_size=101", "page_size", id="too much on a page"),
        pytest.param("page_size=-5", "page_size", id="less than nothing"),
        pytest.param("page_size=²", "page_size", id="a digit that is no number"),
        pytest.param("page_size=" + "9" * 5000, "page_size", id="5,000 digits"),
    ],
)
def test_an_unreadable_value_is_named_and_left_out(address, parameter):
    read = state(address)
    assert [problem.parameter for problem in read.problems] == [parameter]
    assert read == SearchState()


def test_dates_are_years_months_days_or_none():
    read = state("date=2022&date=2022-04&date=gestern&date=2022-04-25&date=none&-date=2021")
    assert read.values("date") == ("2022", "2022-04", "2022-04-25", "none")
    assert read.refused("date") == ("2021",)
    assert [problem.parameter for problem in read.problems] == ["date"]


def test_many_unreadable_dates_are_one_problem():
    assert len(state("&".join(f"date=no{n}" for n in range(500))).problems) == 1


@pytest.mark.parametrize("parameter", ["organization", "-city"])
def test_of_too_many_values_the_first_are_used_and_it_is_said(parameter):
    read = state("&".join(f"{parameter}=v{n}" for n in range(MAX_VALUES + 1)))
    assert len(read.chosen + read.excluded) == MAX_VALUES
    assert [problem.parameter for problem in read.problems] == [parameter]
    assert not state("&".join([f"{parameter}=v{n % MAX_VALUES}" for n in range(200)])).problems


@pytest.mark.parametrize("page", ["0", "-1", "abc", "1.5", "１", "²", "9" * 20, "9" * 5000])
def test_a_page_that_cannot_be_is_refused(page):
    with pytest.raises(BadPage):
        state(f"page={page}")


@pytest.mark.parametrize(
    ("address", "first", "last"),
    [
        pytest.param("date_from=2022&date_to=2022", "2022-01-01", "2022-12-31", id="year"),
        pytest.param("date_from=2022-04&date_to=2022-04", "2022-04-01", "2022-04-30", id="month"),
        pytest.param("date_from=2024-02&date_to=2024-02", "2024-02-01", "2024-02-29", id="leap February"),
        pytest.param("date_from=2022-12&date_to=2022-12", "2022-12-01", "2022-12-31", id="December"),
        pytest.param("date_from=2022-04-25&date_to=2022-04-25", "2022-04-25", "2022-04-25", id="day"),
        pytest.param(
            "date_from=9999&date_to=9999-12", "9999-01-01", "9999-12-31", id="the last month there is"
        ),
    ],
)
def test_a_part_of_a_date_is_all_of_its_days(address, first, last):
    read = state(address)
    assert (read.date_from, read.date_to, read.problems) == (first, last, ())


def test_every_month_ends_on_its_last_day():
    for month in range(1, 12):
        expected = dt.date(2023, month + 1, 1) - dt.timedelta(days=1)
        assert state(f"date_to=2023-{month:02}").date_to == expected.isoformat()


def test_relevance_is_the_order_of_a_query_and_newest_of_none():
    assert (SearchState(q="疫").order, SearchState().order) == ("relevance", "newest")
    assert SearchState(q="疫", sort="oldest").order == "oldest"


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda s: s.including("city", "4403"), id="including"),
        pytest.param(lambda s: s.without("city", "3101"), id="without"),
        pytest.param(lambda s: s.without_range(), id="without_range"),
        pytest.param(lambda s: s.sorted_by("newest"), id="sorted_by"),
        pytest.param(lambda s: s.unnarrowed(), id="unnarrowed"),
    ],
)
def test_a_changed_search_starts_at_its_first_page_and_leaves_the_old_one(change):
    changed = change(FULL)
    assert (changed.page, FULL.page) == (1, 3)
    assert changed.q == FULL.q
    assert changed != FULL


def test_without_takes_back_a_choice_and_a_refusal():
    assert ("city", "3101") not in FULL.without("city", "3101").chosen
    assert FULL.without("source", "xyz").excluded == ()


def test_unnarrowed_keeps_no_filter():
    assert not FULL.unnarrowed().narrowed
    assert FULL.narrowed


def test_reprints_are_folded_where_no_other_is_said():
    assert state("").folded
    assert not state("fold=none").folded
    assert not from_params(QueryDict(""), fold="none").folded
    assert from_params(QueryDict("fold=reprints"), fold="none").folded


def test_the_copies_of_one_text_are_never_folded():
    assert not state("work=abcdefg234").folded
    assert state("work=abcdefg234").unnarrowed().folded


def test_what_is_not_narrowed_keeps_how_it_is_shown():
    shown = state("q=a&city=31&work=abcdefg234&fold=none&show=paragraphs&sort=oldest&page=2")
    assert shown.unnarrowed() == state("q=a&fold=none&show=paragraphs&sort=oldest")
    assert shown.without_facet("city") == state("q=a&work=abcdefg234&fold=none&show=paragraphs&sort=oldest")
