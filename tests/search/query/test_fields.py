"""Fields of a query mean what the facets mean; one that means nothing finds nothing, and says why."""

import pytest

from archive.models import Organization, OrganizationAlias, Source
from search.query.fields import resolve_fields
from search.query.reading import Restriction
from search.query.syntax import read

pytestmark = pytest.mark.django_db


def resolved(query):
    return resolve_fields(read(query))


def keys(query):
    (one,) = resolved(query).reading.restrictions
    return one.keys


def body(name, into=None):
    made = Organization.objects.new_id(name)
    return Organization.objects.create(public_id=made, preferred_name=name, merged_into=into)


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        pytest.param("城市:上海市", ("31",), id="a full name"),
        pytest.param("城市：上海", ("31",), id="a short name after a full-width colon"),
        pytest.param("city:上海", ("31",), id="the field in English"),
        pytest.param("City:黃浦區", ("310101",), id="a district in traditional script"),
        pytest.param("城市: 江苏省南通市", ("3206",), id="a chain of names after a blank"),
        pytest.param("城市:“深圳 龙岗”", ("440307",), id="a quoted chain"),
        pytest.param("城市:4403", ("4403",), id="a code"),
        pytest.param("城市:none", ("none",), id="none"),
        pytest.param("城市:未著录", ("none",), id="none in words"),
    ],
)
def test_places_by_any_name_on_any_level(query, codes):
    assert keys(query) == codes
    assert resolved(query).notes == ()


def test_a_name_of_several_places_means_any_of_them():
    several = keys("城市:鼓楼区")
    assert len(several) > 1
    assert "等" in resolved("城市:鼓楼区").reading.restrictions[0].label


def test_a_body_by_name_alias_and_id_in_either_script():
    league = body("红十字会")
    OrganizationAlias.objects.create(organization=league, name="红会")
    for value in ("红十字会", "紅十字會", "红会", "紅會", league.public_id):
        assert keys(f"机构:{value}") == (league.public_id,)
    assert resolved("org:红会").reading.restrictions[0].label == "红十字会"


def test_an_alias_of_two_bodies_means_either_and_a_merged_body_the_one_it_became():
    one, other = body("双清区委组织部"), body("龙岗区委组织部")
    old = body("双清县委组织部", into=one)
    for owner in (old, other):
        OrganizationAlias.objects.create(organization=owner, name="区委组织部")
    assert set(keys("机构:区委组织部")) == {one.public_id, other.public_id}
    assert keys("机构:双清县委组织部") == (one.public_id,)


def test_a_source_by_name_and_id():
    outlet = Source.objects.for_name("解放日报")
    assert keys("来源:解放日報") == keys(f"source:{outlet.public_id}") == (outlet.public_id,)


def test_dates_become_a_prefix_or_days():
    assert keys("日期:2022年4月") == ("2022-04",)
    (one,) = resolved("日期:2022-04..2022-05").reading.restrictions
    assert (one.keys, one.low, one.high) == ((), "2022-04-01", "2022-05-31")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        pytest.param("城市:无此城", "无此城", id="a place"),
        pytest.param("机构:无此机构", "无此机构", id="a body"),
        pytest.param("来源:无此报", "无此报", id="a source"),
        pytest.param("日期:去年", "请写明年份", id="a relative date"),
        pytest.param("日期:2022-13", "不是日期", id="no such month"),
        pytest.param("日期:昨", "不是日期", id="no date"),
        pytest.param("突击队 -(城市:无此城 OR 志愿者)", "无此城", id="in brackets that are excluded"),
    ],
)
def test_what_means_nothing_is_named(query, said):
    found = resolved(query)
    assert any(one.means_nothing for one in found.reading.restrictions)
    (note,) = found.notes
    assert said in note


def test_a_restriction_is_understood_wherever_it_stands():
    found = resolved("(城市:上海 OR (疫 -城市:北京)) -(城市:天津 河)").reading.restrictions
    assert [one.keys for one in found] == [("31",), ("11",), ("12",)]


def test_without_fields_the_database_is_not_asked(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert resolved("突击队 (上海 OR 北京)").notes == ()


def test_many_values_take_few_queries(django_assert_num_queries):
    query = " OR ".join([f"机构:机构{n}" for n in range(8)] + [f"来源:报{n}" for n in range(8)])
    with django_assert_num_queries(3):
        assert len(resolved(query).notes) == 16


def test_no_restriction_has_a_meaning_before_it_is_resolved():
    assert all(one == Restriction(one.facet, one.given) for one in read("城市:上海 日期:2022").restrictions)
