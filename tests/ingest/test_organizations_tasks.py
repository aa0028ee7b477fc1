"""Headquarters and leading groups, leagues, and what only looks like a body."""

import pytest

from archive.ingest.metadata.describe import describe


def bodies(text: str) -> list[tuple[str, str]]:
    found = describe(text, masthead=False).description.organizations
    return [(body.name, body.preferred) for body in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "晚间，南京市新型冠状病毒感染的肺炎疫情联防联控工作指挥部发布通告。",
            ["南京市新型冠状病毒感染的肺炎疫情联防联控工作指挥部"],
            id="a long task",
        ),
        pytest.param(
            "江苏省新型冠状病毒肺炎疫情防控工作领导小组召开会议。",
            ["江苏省新型冠状病毒肺炎疫情防控工作领导小组"],
            id="a leading group",
        ),
        pytest.param(
            "国务院应对新型冠状病毒肺炎疫情联防联控机制综合组印发通知。",
            ["国务院应对新型冠状病毒肺炎疫情联防联控机制综合组"],
            id="of another body",
        ),
        pytest.param("南通市防汛抗旱指挥部启动应急响应。", ["南通市防汛抗旱指挥部"], id="a flood"),
        pytest.param("各级疫情防控指挥部要压实责任。", [], id="nobody's"),
        pytest.param("街道成立疫情防控工作专班。", [], id="one to be set up"),
        pytest.param("各省、自治区、直辖市人民政府要抓好落实。", [], id="all of a kind"),
        pytest.param("要建成区域性金融中心。", [], id="a kind of centre"),
        pytest.param("社区组织志愿服务队入户。", [], id="a verb before a team"),
    ],
)
def test_what_is_a_body_and_what_is_not(text: str, expected: list[str]) -> None:
    assert [name for name, _ in bodies(text)] == expected


def test_a_relative_headquarters_is_of_the_city_that_the_text_is_about() -> None:
    found = bodies("记者从市新冠肺炎疫情防控指挥部获悉，南通市新增一例。")
    assert found == [("市新冠肺炎疫情防控指挥部", "南通市新冠肺炎疫情防控指挥部")]


def test_the_league_is_not_the_party() -> None:
    assert bodies("共青团南通市委员会发出倡议。") == [("共青团南通市委员会", "共青团南通市委员会")]


def test_a_local_federation_is_not_the_national_one() -> None:
    assert "中华全国妇女联合会" not in [preferred for _, preferred in bodies("平湖街道团工委、妇联参与。")]
    assert bodies("全国妇联印发通知。") == [("全国妇联", "中华全国妇女联合会")]
