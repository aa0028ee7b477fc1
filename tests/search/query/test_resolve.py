"""Names, codes and ids that a reader gives become the keys that facets write."""

import pytest
from django.http import QueryDict

from archive.models import Organization, Source
from search.query.resolve import canonical
from search.query.state import MAX_VALUES, from_params

pytestmark = pytest.mark.django_db


def body(name, into=None):
    made = Organization.objects.new_id(name)
    return Organization.objects.create(public_id=made, preferred_name=name, merged_into=into)


def chosen(address):
    return [value for _, value in canonical(from_params(QueryDict(address))).chosen]


def test_a_body_is_understood_by_id_and_by_name_in_either_script():
    league = body("红十字会")
    for value in (league.public_id, "红十字会", "紅十字會"):
        assert chosen(f"organization={value}") == [league.public_id]


def test_a_merged_body_is_the_one_at_the_end_of_the_chain():
    last = body("卫生健康委员会")
    middle = body("卫生和计划生育委员会", into=last)
    first = body("卫生局", into=middle)
    assert chosen(f"organization={first.public_id}") == chosen("organization=卫生局") == [last.public_id]


def test_of_namesakes_the_current_one_is_meant():
    current = body("平湖街道")
    Organization.objects.create(public_id="old", preferred_name="平湖街道", merged_into=body("别的街道"))
    assert chosen("organization=平湖街道") == [current.public_id]


def test_what_is_unknown_or_missing_stays_as_it_is():
    assert chosen("organization=无此机构&organization=none&source=x&date=2022") == [
        "无此机构",
        "none",
        "x",
        "2022",
    ]


def test_a_name_and_its_id_are_one_choice():
    outlet = Source.objects.for_name("解放日报")
    assert chosen(f"source=解放日报&source={outlet.public_id}") == [outlet.public_id]


def test_many_values_take_few_queries(django_assert_max_num_queries):
    last = body("总会")
    for n in range(MAX_VALUES):
        body(f"分会{n}", into=last)
        Source.objects.for_name(f"报{n}")
    names = [f"{sign}organization=分会{n}" for sign in ("", "-") for n in range(MAX_VALUES)]
    names += [f"{sign}source=报{n}" for sign in ("", "-") for n in range(MAX_VALUES)]
    names += [f"{sign}city=无此城{n}" for sign in ("", "-") for n in range(MAX_VALUES)]
    with django_assert_max_num_queries(4):
        assert last.public_id in chosen("&".join(names))
