"""Counts are those that SQL gives, for every combination of choices."""

from __future__ import annotations

from itertools import combinations

import pytest
from django.db.models import F, Q
from django.http import QueryDict

from archive.models import Article, Organization, Place, Source
from search.facets import FACETS
from search.query.builder import build
from search.query.state import from_params
from search.query.syntax import read
from search.service import ask


def places(code):
    """Articles whose city is this place or lies in it, or that speak of this district of their city."""
    here = Place.objects.get(code=code)
    inside = Q(city=here) | Q(city__parent=here) | Q(city__parent__parent=here)
    return (
        inside | Q(places=here, city=F("places__parent")) | Q(places=here, city=F("places__parent__parent"))
    )


def dated(prefix):
    widths = {4: ["year", "month", "day"], 7: ["month", "day"], 10: ["day"]}
    parts = dict(zip(("year", "month", "day"), map(int, prefix.split("-")), strict=False))
    exactly = {f"published_on__{name}": value for name, value in parts.items()}
    return Q(published_precision__in=widths[len(prefix)], **exactly)


CONDITIONS = {
    "city": lambda value: Q(city=None) if value == "none" else places(value),
    "date": lambda value: Q(published_on=None) if value == "none" else dated(value),
    "organization": lambda value: (
        Q(organizations=None) if value == "none" else Q(organizations__public_id=value)
    ),
    "source": lambda value: Q(source=None) if value == "none" else Q(source__public_id=value),
}


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
        "source": [*Source.objects.order_by("pk").values_list("public_id", flat=True), "none"],
    }
    return some[facet]


@pytest.fixture
def sql(forty):
    """Sets of articles by SQL for each value of each facet, asked once."""
    return {(name, value): matching({name: [value]}) for name in CONDITIONS for value in values_of(name)}


def count_of(answer, name, value):
    return answer.facets[name].missing if value == "none" else answer.facets[name].counts.get(value, 0)


def answer_to(chosen):
    address = "&".join(f"{name}={value}" for name, value in chosen)
    state = from_params(QueryDict(address))
    return ask(state, read(""))


def by_sql(sql, chosen, without=None):
    found = set().union(*(sql[key] for key in sql))
    for name in {name for name, _ in chosen if name != without}:
        found &= set().union(*(sql[key] for key in chosen if key[0] == name))
    return found


def assert_equal_to_sql(sql, chosen):
    answer = answer_to(chosen)
    assert answer.total == len(by_sql(sql, chosen)), chosen
    for name, value in sql:
        counted = len(by_sql(sql, chosen, without=name) & sql[name, value])
        assert count_of(answer, name, value) == counted, f"{name}={value} under {chosen}"


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
    value = next(value for value in page.facet("city").values if value.value == "3301")
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
    values = asked("").facet("city").values
    depth = {value.value: (value.depth, value.parent) for value in values}
    assert (depth["31"], depth["310101"]) == ((0, None), (1, "31"))
    order = [value.value for value in values]
    assert order.index("31") < order.index("310101") < order.index("44")


def test_dates_stand_newest_first(forty, asked):
    values = [value.value for value in asked("").facet("date").values]
    assert [value for value in values if len(value) == 4] == ["2022", "2021", "2020"]
    assert [value for value in values if len(value) == 7] == ["2022-05", "2022-04", "2020-12"]


def test_a_value_with_a_blank_is_one_value(forty, asked):
    labels = [value.label for value in asked("").facet("source").values]
    assert sorted(labels) == ["人民日报 海外版", "解放日报"]


def test_every_facet_is_counted_by_the_service(forty):
    question = build(from_params(QueryDict("")), read(""), {facet.name: facet.field for facet in FACETS})
    assert set(question.facets) == {"city", "date", "organization", "source"}
