"""Breadcrumbs tell where a page is filed."""

import pytest

from archive.ingest.metadata.describe import describe
from archive.ingest.metadata.trails import read_trail


@pytest.mark.parametrize(
    ("line", "steps"),
    [
        pytest.param("首页 > 江苏 > 南通 > 正文", ("首页", "江苏", "南通", "正文"), id="plain"),
        pytest.param("您当前的位置：首页 » 江苏频道 » 今日海门", ("首页", "江苏", "海门"), id="channels"),
        pytest.param("江苏 南通 苏州 无锡", (), id="a list of channels"),
        pytest.param("一 > 二 > 三 > 四 > 五 > 六 > 七 > 八 > 九 > 十", (), id="too many steps"),
        pytest.param("甲 > 乙", ("甲", "乙"), id="two steps"),
        pytest.param("如果利率>3%，则不调整。" * 10, (), id="a text with the sign"),
    ],
)
def test_trails(line: str, steps: tuple[str, ...]) -> None:
    assert read_trail([line]) == steps


def test_a_breadcrumb_settles_the_city_of_a_text_that_names_none() -> None:
    text = "志愿者走进社区\n2022-04-01 10:00\n我市志愿者走进社区，为老人理发、量血压，一直忙到中午。"
    assert describe(text).description.city is None
    city = describe(text, dropped=["首页 > 江苏 > 南通 > 正文"]).description.city
    assert city is not None
    assert (city.value, city.basis) == ("3206", "网页栏目路径")


def test_a_breadcrumb_tells_namesakes_apart() -> None:
    text = "鼓楼区的志愿者走进社区，为老人理发、量血压，一直忙到中午才回家。"
    found = describe(text, dropped=["首页 > 江苏 > 徐州"]).description
    assert [place.code for place in found.places] == ["320302"]
