"""Bodies are named as the text names them, with the full name that an authority file would hold."""

import pytest

from archive.ingest.metadata.organizations import mention_of, read_organizations
from archive.ingest.metadata.places import read_places
from archive.ingest.metadata.reading import Reading
from archive.ingest.records import OrganizationMention


def bodies(text: str) -> list[OrganizationMention]:
    reading = Reading(text)
    return list(read_organizations(reading, read_places(reading)))


def names(text: str) -> list[str]:
    return [body.name for body in bodies(text)]


@pytest.mark.parametrize(
    ("text", "name", "preferred", "kind", "place"),
    [
        pytest.param(
            "静安区的区委组织部快速落实",
            "区委组织部",
            "上海市静安区委组织部",
            "party",
            "310106",
            id="区 is the district",
        ),
        pytest.param(
            "上海全市动员，市科技工作党委召开会议",
            "市科技工作党委",
            "上海市科技工作党委",
            "party",
            "31",
            id="市 is the city",
        ),
        pytest.param(
            "昨天，南通市科技局发出号召",
            "南通市科技局",
            "南通市科技局",
            "government",
            "3206",
            id="with its city",
        ),
        pytest.param(
            "黄浦区动员，支援南京东路街道",
            "南京东路街道",
            "上海市黄浦区南京东路街道",
            "street_office",
            "310101",
            id="street office",
        ),
        pytest.param(
            "雙清區組織部門支援龍須塘街道辦事處",
            "龍須塘街道辦事處",
            "邵阳市双清区龙须塘街道",
            "street_office",
            "430502",
            id="traditional name, simplified authority",
        ),
        pytest.param(
            "静安区的彭浦镇社区卫生服务中心很忙",
            "彭浦镇社区卫生服务中心",
            "上海市静安区彭浦镇社区卫生服务中心",
            "hospital",
            "310106",
            id="clinic",
        ),
        pytest.param(
            "集结了上海科技先锋突击队",
            "上海科技先锋突击队",
            "上海科技先锋突击队",
            "volunteer_team",
            "31",
            id="team",
        ),
        pytest.param("来自清华大学", "清华大学", "清华大学", "school", None, id="school of no named place"),
        pytest.param(
            "区里开会，区残联参加", "区残联", "区残联", "other", None, id="a district that is not known"
        ),
    ],
)
def test_a_body_its_full_name_kind_and_place(
    text: str, name: str, preferred: str, kind: str, place: str | None
) -> None:
    found = [(body.name, body.preferred, body.kind, body.place) for body in bodies(text)]
    assert (name, preferred, kind, place) in found


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("街道的干部和社区的党员都来了", id="endings alone"),
        pytest.param("全局上下一心，大局已定", id="words that end alike"),
        pytest.param("任务部署完毕，大家走出大厅", id="署 and 厅 inside words"),
        pytest.param("居委会办公室放着拉杆箱", id="居委会 alone"),
        pytest.param("党员先锋队迅速下沉", id="a team that is not told from others"),
        pytest.param("各街道、各单位、有关公司", id="all and each"),
    ],
)
def test_what_names_no_body(text: str) -> None:
    assert names(text) == []


def test_names_that_mean_one_body_are_one() -> None:
    (body,) = bodies("双清区委组织部主动请缨，区委组织部的干部上门宣传。")
    assert (body.name, body.preferred, body.count) == ("双清区委组织部", "邵阳市双清区委组织部", 2)


def test_an_inner_body_counts_for_the_body_it_is_in() -> None:
    assert names("南通市科技局党组研究决定，南通市科技局工会参加") == ["南通市科技局"]


def test_a_row_of_bodies_is_cut_at_the_marks() -> None:
    text = "龙岗区政务服务数据管理局、区规划土地监察局、区政协、区残联参加"
    assert names(text) == ["龙岗区政务服务数据管理局", "区规划土地监察局", "区政协", "区残联"]


def test_a_street_office_and_its_committee_are_two() -> None:
    assert names("静安区江宁路街道三星坊居委会") == ["静安区江宁路街道", "静安区江宁路街道三星坊居委会"]


def test_a_body_named_by_a_person_keeps_its_name() -> None:
    body = mention_of("南通市科技局", None)
    assert (body.name, body.preferred, body.kind, body.place) == (
        "南通市科技局",
        "南通市科技局",
        "government",
        "3206",
    )
    assert mention_of("市科技局", "3206").place == "3206"
    assert mention_of("读书会", None).kind == "other"
