"""Bodies are named as the text names them, with the full name that an authority file would hold."""

import pytest

from archive.ingest.metadata.organizations import mention_of, read_organizations
from archive.ingest.metadata.places import read_places
from archive.ingest.metadata.reading import Reading
from archive.ingest.records import OrganizationMention
from archive.text.folding import fold


def bodies(text: str) -> list[OrganizationMention]:
    reading = Reading(text)
    return list(read_organizations(reading, read_places(reading)))


def body(text: str, name: str) -> OrganizationMention:
    return next(each for each in bodies(text) if each.name == name)


def names(text: str) -> list[str]:
    return [body.name for body in bodies(text)]


@pytest.mark.parametrize(
    ("text", "name", "preferred", "kind", "place"),
    [
        pytest.param(
            "静安区的区委组织部快速落实",
            "区委组织部",
            "中共上海市静安区委员会组织部",
            "party",
            "310106",
            id="区 is the district",
        ),
        pytest.param(
            "上海市动员，市科技工作党委召开会议",
            "市科技工作党委",
            "中共上海市科技工作委员会",
            "party",
            "31",
            id="市 is the city",
        ),
        pytest.param(
            "上海市动员，市科委发出通知", "市科委", "上海市科学技术委员会", "government", "31", id="科委"
        ),
        pytest.param(
            "昨天，南通市科技局发出号召",
            "南通市科技局",
            "南通市科学技术局",
            "government",
            "3206",
            id="with its city",
        ),
        pytest.param(
            "黄浦区动员，支援南京东路街道",
            "南京东路街道",
            "上海市黄浦区南京东路街道办事处",
            "street_office",
            "310101",
            id="street office",
        ),
        pytest.param(
            "雙清區組織部門支援龍須塘街道辦事處",
            "龍須塘街道辦事處",
            "邵阳市双清区龙须塘街道办事处",
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
            id="a team keeps its name",
        ),
        pytest.param("来自清华大学", "清华大学", "清华大学", "school", None, id="school of no named place"),
        pytest.param(
            "区里开会，区残联参加", "区残联", "区残联", "other", None, id="a district that is not known"
        ),
        pytest.param(
            "武汉大学中南医院收治病人",
            "武汉大学中南医院",
            "武汉大学中南医院",
            "hospital",
            None,
            id="a university's hospital is not the city's",
        ),
        pytest.param(
            "武汉中心医院", "武汉中心医院", "武汉市中心医院", "hospital", "4201", id="the city's is"
        ),
        pytest.param(
            "龙岗区的区政协开会",
            "区政协",
            "中国人民政治协商会议深圳市龙岗区委员会",
            "government",
            "440307",
            id="政协",
        ),
        pytest.param(
            "南通团市委号召", "南通团市委", "共青团南通市委员会", "party", "3206", id="youth league"
        ),
        pytest.param(
            "湖南省邵阳市双清区纪委监委通报",
            "湖南省邵阳市双清区纪委监委",
            "中共邵阳市双清区纪律检查委员会、邵阳市双清区监察委员会",
            "party",
            "430502",
            id="two commissions under one roof",
        ),
        pytest.param(
            "静安区法院开庭", "静安区法院", "上海市静安区人民法院", "government", "310106", id="court"
        ),
        pytest.param(
            "深圳龙岗区动员，白坭坑居委会参加",
            "白坭坑居委会",
            "深圳市龙岗区白坭坑居民委员会",
            "residents_committee",
            "440307",
            id="residents' committee",
        ),
        pytest.param(
            "国务院发布", "国务院", "中华人民共和国国务院", "government", None, id="of the whole country"
        ),
        pytest.param(
            "国家卫健委办公厅印发",
            "国家卫健委办公厅",
            "国家卫生健康委员会办公厅",
            "government",
            None,
            id="a part of a national body",
        ),
        pytest.param(
            "俄国防部说", "俄国防部", "俄国防部", "government", None, id="another nation's ministry"
        ),
    ],
)
def test_a_body_its_full_name_kind_and_place(
    text: str, name: str, preferred: str, kind: str, place: str | None
) -> None:
    found = [(body.name, body.preferred, body.kind, body.place) for body in bodies(text)]
    assert (name, preferred, kind, place) in found


def test_a_province_is_not_the_municipality_that_a_text_is_about() -> None:
    assert body("上海市的会议，省委派人参加", "省委").place is None


def test_names_that_mean_one_body_are_one() -> None:
    (found,) = bodies("双清区委组织部主动请缨，区委组织部的干部上门宣传。")
    assert (found.name, found.preferred, found.count) == ("双清区委组织部", "中共邵阳市双清区委员会组织部", 2)


def test_both_scripts_mean_one_body() -> None:
    assert len(bodies("雙清區委組織部動員，双清区委组织部落实")) == 1


def test_a_name_without_its_place_joins_the_one_with_it() -> None:
    (team,) = bodies("上海曙光救援队成立。曙光救援队出发。")
    assert (team.name, team.count) == ("上海曙光救援队", 2)


def test_short_and_full_forms_are_aliases_of_one_another() -> None:
    found = body("上海市静安区卫健委通报", "上海市静安区卫健委")
    assert found.preferred == "上海市静安区卫生健康委员会"
    assert "上海市静安区卫健委" in found.aliases
    assert found.preferred not in found.aliases


@pytest.mark.parametrize(
    ("name", "preferred", "since", "until", "successor"),
    [
        pytest.param(
            "上海市卫计委", "上海市卫生和计划生育委员会", 2013, 2018, "上海市卫生健康委员会", id="until 2018"
        ),
        pytest.param("上海市卫健委", "上海市卫生健康委员会", 2018, None, None, id="since 2018"),
        pytest.param("南通市工商局", "南通市工商行政管理局", None, 2018, "南通市市场监督管理局", id="trade"),
        pytest.param("卫生部", "中华人民共和国卫生部", None, 2013, "国家卫生和计划生育委员会", id="ministry"),
        pytest.param("南通市财政局", "南通市财政局", None, None, None, id="no known change"),
    ],
)
def test_a_name_of_its_time_stays_and_says_when_it_held(
    name: str, preferred: str, since: int | None, until: int | None, successor: str | None
) -> None:
    found = body(f"昨天，{name}发布公告", name)
    assert (found.preferred, found.since, found.until, found.successor) == (
        preferred,
        since,
        until,
        successor,
    )


def test_an_inner_group_counts_for_the_body_it_is_in() -> None:
    assert names("南通市科技局党组研究决定，南通市科技局工会参加") == ["南通市科技局"]


def test_a_part_of_a_body_says_of_which() -> None:
    found = body("他在复旦大学新闻学院任教", "复旦大学新闻学院")
    assert (found.parent, found.kind) == ("复旦大学", "school")
    assert body("上海市里，市委组织部和市委", "市委组织部").parent == "中共上海市委员会"


def test_a_plain_part_is_of_the_kind_of_its_body() -> None:
    assert body("中国社科院法学所的报告", "中国社科院法学所").kind == "other"


def test_the_party_committee_of_a_street_office_is_another_body() -> None:
    found = {each.name: each for each in bodies("龙岗区的平湖街道动员，平湖街道党工委部署")}
    assert found["平湖街道党工委"].preferred == "中共深圳市龙岗区平湖街道工作委员会"
    assert found["平湖街道党工委"].parent == found["平湖街道"].preferred == "深圳市龙岗区平湖街道办事处"


def test_街道_means_the_only_street_office_that_a_text_names() -> None:
    assert "平湖街道党工委" in names("龙岗区的平湖街道动员，街道党工委部署")
    assert "平湖街道黨工委" in names("龍崗區的平湖街道動員，街道黨工委部署")
    two = names("龙岗区的平湖街道、坂田街道动员，街道党工委部署")
    assert "街道党工委" in two


def test_a_street_office_and_its_committee_are_two() -> None:
    assert names("静安区江宁路街道三星坊居委会") == ["静安区江宁路街道", "静安区江宁路街道三星坊居委会"]


def test_a_row_of_bodies_is_cut_at_the_marks() -> None:
    text = "龙岗区政务服务数据管理局、区规划土地监察局、区政协、区残联参加"
    assert names(text) == ["龙岗区政务服务数据管理局", "区规划土地监察局", "区政协", "区残联"]


def test_bodies_in_a_row_share_the_place_of_the_first() -> None:
    found = bodies("上海市静安区动员，区卫健委和教育局、公安局联合发文")
    assert [each.preferred for each in found] == [
        "上海市静安区卫生健康委员会",
        "上海市静安区教育局",
        "上海市静安区公安局",
    ]


def test_party_and_government_named_together_are_two() -> None:
    found = bodies("南通市委、市政府部署")
    assert [each.preferred for each in found] == ["中共南通市委员会", "南通市人民政府"]


def test_an_unsettled_place_lowers_the_confidence() -> None:
    settled, open_ = body("静安区的区残联", "区残联"), body("区里开会，区残联参加", "区残联")
    assert open_.confidence < settled.confidence


def test_the_sentence_that_names_a_body_is_its_evidence() -> None:
    assert body("天气晴。南通市科技局发出号召。", "南通市科技局").sentence == "南通市科技局发出号召。"


def test_a_body_named_by_a_person_keeps_its_name() -> None:
    found = mention_of("南通市科技局", None)
    assert (found.name, found.preferred, found.kind, found.place) == (
        "南通市科技局",
        "南通市科技局",
        "government",
        "3206",
    )
    assert mention_of("市科技局", "3206").place == "3206"
    assert mention_of("读书会", None).kind == "other"


def test_names_stand_in_the_text() -> None:
    text = "邵陽市雙清區委組織部、市衛健委和復旦大學附屬醫院派出醫療隊"
    assert all(fold(name) in fold(text) for name in names(text))
