"""Places mean what the text means; what is ambiguous settles nothing and names its candidates."""

import pytest

from archive.ingest.metadata.places import Places, read_places
from archive.ingest.metadata.reading import Reading


def places(text: str) -> Places:
    return read_places(Reading(text))


def codes(text: str) -> list[str]:
    return sorted(mention.code for mention in places(text).mentions)


def city(text: str) -> str | None:
    found = places(text).city
    return found.value if found else None


@pytest.mark.parametrize(
    ("text", "expected", "main"),
    [
        pytest.param("龙岗区平湖街道的党员志愿者", ["440307"], "4403", id="a district names its city"),
        pytest.param("上海市黄浦区外滩街道", ["31", "310101"], "31", id="a municipality is its own city"),
        pytest.param("雙清區龍須塘街道", ["430502"], "4305", id="traditional script"),
        pytest.param("南京市鼓楼区的居民", ["3201", "320106"], "3201", id="one of four by its city"),
        pytest.param(
            "福州开会，鼓楼区的代表发言",
            ["3501", "350102"],
            "3501",
            id="one of four by a city named elsewhere",
        ),
        pytest.param(
            "深圳龙岗组织检测，龙岗的街道都参加",
            ["4403", "440307"],
            "4403",
            id="short names under their city",
        ),
        pytest.param("仙桃市的农民", ["429004"], "429004", id="a city that its province administers"),
    ],
)
def test_places_and_their_main_city(text: str, expected: list[str], main: str) -> None:
    assert (codes(text), city(text)) == (sorted(expected), main)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("支援南京东路街道的志愿者", id="street named after a city"),
        pytest.param("北京居委的突击队员", id="neighbourhood named after a city"),
        pytest.param("阳曲路的检测点", id="street named after a county"),
        pytest.param("新华社区属于城中村", id="words that hold short names"),
        pytest.param("王朝阳说，任务完成了", id="a person's name"),
        pytest.param("她是如皋人，会说上海话", id="people and dialects"),
        pytest.param("平湖街道的干部", id="short name of a distant district"),
    ],
)
def test_what_only_looks_like_a_place(text: str) -> None:
    assert (codes(text), city(text)) == ([], None)


def test_an_ambiguous_district_is_never_settled_without_evidence() -> None:
    found = places("鼓楼区的居民排队检测")
    assert (found.city, found.mentions) == (None, ())
    assert "江苏省南京市鼓楼区" in found.candidates
    assert "福建省福州市鼓楼区" in found.candidates


def test_two_cities_of_equal_weight_stay_open() -> None:
    found = places("苏州市和无锡市共同举办了这次活动")
    assert found.city is None
    assert set(found.candidates) == {"江苏省苏州市", "江苏省无锡市"}


def test_the_city_that_outweighs_the_others_is_the_main_one() -> None:
    text = "苏州市开会。苏州市的代表发言。苏州市还请来专家。" + "会议开了很久。" * 30 + "无锡市也派人参加。"
    assert city(text) == "3205"


def test_a_mention_tells_where_it_lies_and_what_it_rests_on() -> None:
    (mention,) = places("龙岗区平湖街道的志愿者很多。").mentions
    assert (mention.name, mention.level, mention.city, mention.province) == (
        "龙岗区",
        "district",
        "深圳市",
        "广东省",
    )
    assert mention.sentence == "龙岗区平湖街道的志愿者很多。"
    assert mention.basis


def test_no_places_no_city() -> None:
    assert places("春天来了") == Places()
