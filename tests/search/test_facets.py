"""Counts are those that SQL gives, for every combination of choices."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from django.db.models import Q
from django.http import QueryDict

from archive.models import Article, Organization, Place, Source
from archive.text import divisions
from search.engine.ask import ValueCounts
from search.facet_groups import FacetGroup
from search.facets import FACETS
from search.query.state import SearchState, from_params
from search.query.syntax import read
from search.service import ask
from tests.search.by_sql import CONDITIONS

MOST = 100


def matching(choices):
    """The published articles of these choices by SQL: OR within a facet, AND across."""
    found = set(Article.objects.published().values_list("pk", flat=True))
    for facet, values in choices.items():
        found &= set().union(
            *(
                Article.objects.filter(CONDITIONS[facet](value)).values_list("pk", flat=True)
                for value in values
            )
        )
    return found


def values_of(facet):
    some = {
        "city": ["31", "310101", "3206", "440307", "none"],
        "date": ["2022", "2022-04", "2022-04-25", "2021", "none"],
        "organization": [*Organization.objects.order_by("pk").values_list("public_id", flat=True), "none"],
        "kind": [*Organization.objects.order_by("kind").values_list("kind", flat=True).distinct(), "none"],
        "source": [*Source.objects.order_by("pk").values_list("public_id", flat=True), "none"],
    }
    return some[facet]


@pytest.fixture
def sql(forty):
    """Sets of articles by SQL for each value of each facet, asked once."""
    return {(name, value): matching({name: [value]}) for name in CONDITIONS for value in values_of(name)}


def answer_to(chosen):
    """The number of articles, and how many of them have each value of each facet."""
    address = "&".join(f"{name}={value}" for name, value in chosen)
    state = from_params(QueryDict(address))
    _, answer = ask(state, read(""))
    counts = {
        (facet.name, facet.read(text).key): count
        for facet in FACETS
        for text, count in answer.facets[facet.name].counts.items()
    }
    missing = {(name, "none"): count.missing for name, count in answer.facets.items()}
    return answer.total, counts | missing


def by_sql(sql, chosen, without=None):
    found = set().union(*(sql[key] for key in sql))
    for name in {name for name, _ in chosen if name != without}:
        found &= set().union(*(sql[key] for key in chosen if key[0] == name))
    return found


def assert_equal_to_sql(sql, chosen):
    total, counts = answer_to(chosen)
    assert total == len(by_sql(sql, chosen)), chosen
    for name, value in sql:
        counted = len(by_sql(sql, chosen, without=name) & sql[name, value])
        assert counts.get((name, value), 0) == counted, f"{name}={value} under {chosen}"


def test_the_values_tell_the_articles_apart(sql):
    sizes = [len(found) for found in sql.values()]
    assert min(sizes) > 0
    assert max(sizes) < 40
    assert len(set().union(*sql.values())) == 40


def test_counts_without_a_choice(sql):
    assert_equal_to_sql(sql, ())


def test_counts_for_every_one_chosen_value(sql):
    for key in sql:
        assert_equal_to_sql(sql, (key,))


def test_counts_for_every_two_chosen_values(sql):
    for chosen in combinations(sql, 2):
        assert_equal_to_sql(sql, chosen)


def test_an_exclusion_takes_out_what_it_names_and_keeps_what_has_no_value(sql, asked):
    for (name, value), found in sql.items():
        assert asked(f"-{name}={value}").total == 40 - len(found)
    both = sql["city", "31"] | sql["city", "none"]
    assert asked("-city=31&-city=none").total == 40 - len(both)


def test_a_date_range_holds_what_may_lie_in_it(forty, asked):
    expected = Article.objects.filter(
        Q(published_on="2022-04-25")
        | Q(published_precision="month", published_on="2022-05-01")
        | Q(published_precision="year", published_on__year=2022)
    )
    assert asked("date_from=2022-04-20&date_to=2022-05-03").total == expected.count() > 0


def test_a_chosen_value_stays_at_zero_and_can_be_taken_back(forty, asked):
    page = asked("city=3301&q=核酸检测")
    (value,) = page.facet("city").selected
    assert "3301" in keys(page.facet("city"))
    assert (value.count, value.selected, value.label) == (0, True, "杭州市")
    assert "3301" not in value.url


def test_what_is_missing_can_be_chosen(forty, asked):
    page = asked("city=none")
    value = page.facet("city").selected[0]
    assert (value.value, value.count, page.total) == ("none", 8, 8)


def test_a_name_is_understood_as_its_code(forty, asked):
    assert asked("city=上海市黄浦区").state.values("city") == asked("city=310101").state.values("city")
    assert asked("city=黃浦區").total == asked("city=310101").total == 8


def test_values_stand_below_their_parents(forty, asked):
    terms = shown(asked("").facet("city"))
    parents = {term.key: term.parent for term in terms}
    assert (parents["31"], parents["310101"]) == (None, "31")
    order = [term.key for term in terms]
    assert order.index("31") < order.index("310101") < order.index("44")


def test_dates_stand_newest_first(forty, asked):
    dates = keys(asked("").facet("date"))
    assert [date for date in dates if len(date) == 4] == ["2022", "2021", "2020"]
    assert [date for date in dates if len(date) == 7] == ["2022-05", "2022-04", "2020-12"]


def test_a_value_with_a_blank_is_one_value(forty, asked):
    assert sorted(labels(asked("").facet("source"))) == ["人民日报 海外版", "解放日报"]


def test_every_facet_is_counted_by_the_service(forty, asked):
    assert [group.name for group in asked("").facets] == ["city", "date", "organization", "kind", "source"]


def test_a_chosen_name_is_told_by_the_archive_where_nothing_has_it(forty, asked):
    Organization.objects.create(public_id="nobody", preferred_name="无人提及的机构")
    chosen = asked("organization=nobody&-organization=nobody&source=无此报").facet("organization")
    assert [(value.label, value.count) for value in chosen.selected] == [("无人提及的机构", 0)]
    assert [value.label for value in chosen.excluded] == ["无人提及的机构"]


def test_a_chosen_body_is_recognised_while_its_new_name_is_not_indexed_yet(forty, asked):
    street = Organization.objects.get(preferred_name="平湖街道")
    Organization.objects.filter(pk=street.pk).update(preferred_name="平湖街道办事处")
    (value,) = asked(f"organization={street.public_id}").facet("organization").selected
    assert (value.label, value.count) == ("平湖街道", 20)


def test_a_place_that_the_tables_name_no_longer_keeps_its_name(forty, asked):
    Place.objects.create(code="9901", name="旧名市", level="city", parent=Place.objects.get(code="44"))
    (value,) = asked("city=9901").facet("city").selected
    assert (value.label, value.parent) == ("旧名市", "44")


def grouped(name, counts, chosen=()):
    """A facet as a search shows it, without one."""
    facet = next(facet for facet in FACETS if facet.name == name)
    state = SearchState(chosen=tuple((name, facet.read(text).key) for text in chosen))
    values = ValueCounts(list(counts), np.array(list(counts.values())))
    return FacetGroup(facet, state, values, 0, tuple(chosen))


def shown(group, most=MOST):
    """What stands for the values that are shown, each before those below it."""
    return [group.term(text) for text in group.ordered(group.most_frequent(most))]


def labels(group, most=MOST):
    return [term.label for term in shown(group, most)]


def keys(group, most=MOST):
    return [term.key for term in shown(group, most)]


def test_of_very_many_values_the_most_frequent_and_the_chosen_are_shown_in_the_facets_order():
    counts = {f"报{n}\tid{n}": 1000 - n for n in reversed(range(1000))}
    group = grouped("source", counts, chosen=["报900\tid900"])
    assert labels(group) == [*(f"报{n}" for n in range(MOST - 1)), "报900"]
    assert group.size == 1000


def test_of_equally_frequent_values_the_first_by_name_are_shown_however_they_are_counted():
    texts = [f"报{n:03}\tid{n}" for n in range(300)]
    for order in (texts, texts[::-1], texts[150:] + texts[:150]):
        assert labels(grouped("source", dict.fromkeys(order, 1)), 5) == [f"报{n:03}" for n in range(5)]


def test_of_equally_frequent_days_the_latest_are_shown():
    days = [f"2022-04-{day:02}" for day in range(1, 31)]
    group = grouped("date", {"2022": 30, "2022-04": 30, **dict.fromkeys(days, 1)})
    assert keys(group, 5) == ["2022", "2022-04", *days[:-4:-1]]


def test_every_chosen_value_is_shown_however_many_below_those_above_it():
    districts = [division.code for division in divisions.all_divisions() if division.level == "district"]
    chosen = districts[:50]
    above = {each.code for code in districts for each in divisions.ancestors(code)}
    counts = dict.fromkeys(above, 500) | dict.fromkeys(districts, 1)
    found = keys(grouped("city", counts, chosen), 20)
    assert set(found) == {
        step for code in chosen for step in (code, *(a.code for a in divisions.ancestors(code)))
    }
    assert all(found.index(divisions.ancestors(code)[0].code) < found.index(code) for code in chosen)


def test_a_frequent_value_brings_those_above_it_along():
    counts = dict.fromkeys(("11", "12", "13", "14", "15"), 5) | {"3101": 5, "44": 9, "4403": 9, "440307": 9}
    assert keys(grouped("city", counts), 3) == ["44", "4403", "440307"]


def test_the_periods_of_a_date_facet_are_all_its_years_and_months():
    counts = {
        "2021": 900,
        "2021-01": 900,
        **{f"2021-01-{day:02}": 30 for day in range(1, 31)},
        "2020": 1,
        "2020-12": 1,
    }
    assert {value.value for value in grouped("date", counts).periods()} == {
        "2021",
        "2021-01",
        "2020",
        "2020-12",
    }
