import pytest

from archive.text.divisions import (
    all_divisions,
    ancestors,
    by_code,
    children,
    city_of,
    full_name,
    named,
    province_of,
    resolve,
    short_names,
)


@pytest.mark.parametrize(
    ("value", "codes"),
    [
        pytest.param("4403", ["4403"], id="short code"),
        pytest.param("440300", ["4403"], id="padded city"),
        pytest.param("440000000000", ["44"], id="twelve digits"),
        pytest.param("310000", ["31"], id="padded municipality"),
        pytest.param("310100", ["31"], id="padded pseudo city"),
        pytest.param("5002", ["50"], id="pseudo city of counties"),
        pytest.param("419001", ["419001"], id="administered by its province"),
        pytest.param("441900", ["4419"], id="city without districts"),
        pytest.param("４４０３", ["4403"], id="full-width digits"),
        pytest.param("71-0101", ["71-0101"], id="made code"),
        pytest.param("上海", ["31"], id="short name"),
        pytest.param("香港中西区", ["81-0101"], id="district of Hong Kong"),
        pytest.param("龍崗區", ["440307"], id="traditional script"),
        pytest.param("上海市黄浦区", ["310101"], id="municipality and district"),
        pytest.param("湖南省邵阳市双清区", ["430502"], id="three levels"),
        pytest.param("深圳龙岗区", ["440307"], id="chain of a short and a full name"),
        pytest.param("湖南 邵阳", ["4305"], id="chain with a blank"),
        pytest.param("上海市市辖区黄浦区", ["310101"], id="pseudo city in a chain"),
        pytest.param("邵阳", ["4305"], id="a county does not share its city's bare name"),
        pytest.param("恩施州", ["4228"], id="autonomous prefecture"),
        pytest.param("河南", ["41"], id="a province's bare name is its own"),
        pytest.param("吉林", ["22", "2202"], id="province or city"),
        pytest.param("鼓楼区", ["320106", "320302", "350102", "410204"], id="ambiguous"),
        pytest.param("南京鼓楼区", ["320106"], id="ambiguity settled by the chain"),
        pytest.param("湖北双清区", [], id="chain that does not hold"),
        pytest.param("某某市", [], id="unknown"),
        pytest.param("9999", [], id="unknown code"),
        pytest.param("4190", [], id="pseudo city of a province is no place"),
        pytest.param("", [], id="empty"),
        pytest.param("上海" * 500, [], id="too long"),
    ],
)
def test_resolve_gives_every_candidate(value: str, codes: list[str]) -> None:
    assert [division.code for division in resolve(value)] == codes


@pytest.mark.parametrize(
    ("code", "city", "full"),
    [
        pytest.param("430502", "4305", "湖南省邵阳市双清区", id="district"),
        pytest.param("310101", "31", "上海市黄浦区", id="district of a municipality"),
        pytest.param("31", "31", "上海市", id="a municipality is its own city"),
        pytest.param("429004", "429004", "湖北省仙桃市", id="administered by its province"),
        pytest.param("71-0101", "71-01", "台湾省台北市大安区", id="Taiwan"),
        pytest.param("43", None, "湖南省", id="province"),
    ],
)
def test_a_division_knows_its_city_and_full_name(code: str, city: str | None, full: str) -> None:
    found = city_of(code)
    assert (found.code if found else None) == city
    assert full_name(code) == full


def test_every_division_hangs_under_a_province() -> None:
    for division in all_divisions():
        assert province_of(division.code).level == "province"
        assert division.parent is None or division in children(division.parent)
    assert len({division.code for division in all_divisions()}) == len(all_divisions())


def test_every_name_leads_back_to_its_division() -> None:
    for division in all_divisions():
        assert division in named(division.name)
        assert all(division in named(name) and len(name) > 1 for name in short_names(division.code))


def test_pseudo_cities_are_gone() -> None:
    assert not any(division.name in {"市辖区", "县"} for division in all_divisions())
    assert by_code("3101") is None
    assert [each.code for each in ancestors("310101")] == ["31"]
