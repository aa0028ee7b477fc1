"""Whose body a name means: its place once, no place that the text does not say, and the forces' own names."""

import time

import pytest

from archive.ingest.metadata.organizations import mention_of, names_one_body, read_organizations
from archive.ingest.metadata.places import read_places
from archive.ingest.metadata.reading import Reading
from archive.ingest.records import OrganizationMention
from archive.text import divisions


def bodies(text: str) -> list[OrganizationMention]:
    reading = Reading(text)
    return list(read_organizations(reading, read_places(reading)))


def preferred(text: str) -> list[str]:
    return [body.preferred for body in bodies(text)]


@pytest.mark.parametrize(
    ("name", "full"),
    [
        pytest.param("共青团泰州市海陵区委员会", "共青团泰州市海陵区委员会", id="in full"),
        pytest.param("共青团南宁市青秀区委", "共青团南宁市青秀区委员会", id="a district's, short"),
        pytest.param("共青团上海市委", "共青团上海市委员会", id="a city's, short"),
        pytest.param("上海团市委", "共青团上海市委员会", id="shorter still"),
        pytest.param("共青团上海市委宣传部", "共青团上海市委员会宣传部", id="a department"),
        pytest.param("中共上海市委", "中共上海市委员会", id="but the party's is the party's"),
    ],
)
def test_the_youth_league_is_not_the_party(name: str, full: str) -> None:
    (body,) = bodies(f"{name}发出倡议。")
    assert (body.preferred, body.kind) == (full, "party")


@pytest.mark.parametrize(
    ("text", "full"),
    [
        pytest.param("岳麓区社区卫生服务中心参加。", "长沙市岳麓区社区卫生服务中心", id="社区 of a district"),
        pytest.param("宝塔区桥沟街道办事处通报。", "延安市宝塔区桥沟街道办事处", id="桥 begins a street"),
        pytest.param(
            "深圳市南山区粤海街道办事处通报。", "深圳市南山区粤海街道办事处", id="南山 begins a district"
        ),
        pytest.param(
            "攀枝花市东区召开会议，东区区委社会工作部参加。",
            "中共攀枝花市东区委员会社会工作部",
            id="区 twice",
        ),
        pytest.param("张家口市察北管理区教育局参加。", "张家口市察北管理区教育局", id="a zone named in full"),
        pytest.param("赣州市全南县教育局参加。", "赣州市全南县教育局", id="one county ends like another"),
        pytest.param("温县委组织部参加。", "中共焦作市温县委员会组织部", id="a county of one character"),
        pytest.param("南通市市政园林局参加。", "南通市市政园林局", id="市政 is a word"),
    ],
)
def test_a_preferred_name_says_its_place_once(text: str, full: str) -> None:
    assert preferred(text) == [full]


def test_no_district_of_a_sample_is_said_twice() -> None:
    districts = [each for each in divisions.all_divisions() if each.level == "district"][::97]
    for district in districts:
        city = divisions.city_of(district.code)
        if city is None or city.name == district.name:
            continue
        for name in preferred(f"{city.name}{district.name}召开会议，{district.name}社区卫生服务中心参加。"):
            assert name.count(district.name) == 1, name


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        pytest.param("花戏楼街道开展核酸检测。", "花戏楼街道", None, id="a verb's character first"),
        pytest.param("钟家庄街道开展核酸检测。", "钟家庄街道", None, id="a surname first"),
        pytest.param("清和街道开展核酸检测。", "清和街道", None, id="和 at the end"),
        pytest.param("八一路街道开展核酸检测。", "八一路街道", None, id="a number"),
        pytest.param("两路口街道开展核酸检测。", "两路口街道", None, id="two"),
        pytest.param("群众路街道开展核酸检测。", "群众路街道", None, id="the masses"),
        pytest.param(
            "漯河市郾城区沙北街道开展检测。", "漯河市郾城区沙北街道", "411103", id="behind its district"
        ),
        pytest.param("皇姑区三台子街道开展检测。", "皇姑区三台子街道", "210105", id="a number first"),
        pytest.param(
            "晋城市城区北街街道开展检测。", "晋城市城区北街街道", "140502", id="a district called 城区"
        ),
        pytest.param("走访了钟家庄街道。", "钟家庄街道", None, id="behind a verb"),
        pytest.param("昨天来到花戏楼街道。", "花戏楼街道", None, id="behind a verb of going"),
    ],
)
def test_the_name_of_a_street_office_is_whole(text: str, name: str, place: str | None) -> None:
    assert [(body.name, body.place) for body in bodies(text)] == [(name, place)]


@pytest.mark.parametrize(
    "text",
    [
        "社区和街道联手，区和街道联动。",
        "静安区打扫街道，志愿者清扫街道。",
        "静安区12个街道参加，三条街道被封，多条街道积水。",
        "走上街道，来到街道，走在街道上，门口街道很窄。",
        "镇代表队获胜，县代表队参加。",
        "有人把河道当街道。",
    ],
)
def test_what_names_no_street_office_and_no_team(text: str) -> None:
    assert bodies(text) == []


@pytest.mark.parametrize(
    ("name", "place"),
    [
        pytest.param("南京军区", None, id="a command of many provinces"),
        pytest.param("北海舰队", None, id="a fleet of many provinces"),
        pytest.param("兰州军区总医院", None, id="its hospital"),
        pytest.param("上海警备区", "31", id="a garrison"),
        pytest.param("武警茂名支队", "4409", id="the armed police"),
        pytest.param("江苏省军区", "32", id="a province's"),
    ],
)
def test_the_forces_keep_their_names(name: str, place: str | None) -> None:
    (body,) = bodies(f"{name}派人参加。")
    assert (body.name, body.preferred, body.place) == (name, name, place)


@pytest.mark.parametrize(
    ("name", "full"),
    [
        pytest.param("浙江省桐庐县文广旅体局", "杭州市桐庐县文化和广电旅游体育局", id="culture and sport"),
        pytest.param("高雄市苓雅區公所", "高雄市苓雅区公所", id="a district office of Taiwan"),
    ],
)
def test_bodies_of_the_place_are_found(name: str, full: str) -> None:
    assert [(body.name, body.preferred) for body in bodies(f"{name}发布消息。")] == [(name, full)]


@pytest.mark.parametrize("name", ["区委", "镇党委", "县交通运输局", "团区委"])
def test_a_relative_name_tells_no_body_until_its_place_is_settled(name: str) -> None:
    (body,) = bodies(f"会后，{name}部署工作。")
    assert not names_one_body(body)


def test_a_settled_or_national_name_tells_its_body() -> None:
    for text in ("静安区召开会议，区委部署工作。", "国务院部署工作。", "复旦大学部署工作。"):
        assert all(map(names_one_body, bodies(text))), text
    assert names_one_body(mention_of("区委", None)) is False


def test_a_street_office_is_of_the_main_district_or_of_the_one_before_it() -> None:
    filler = "上海市的会议讨论了今年的工作安排和明年的打算。" * 10
    far = bodies(f"{filler}静安区也派人旁听。会后大家回到家里。江宁路街道参加。")
    near = bodies(f"{filler}静安区的江宁路街道参加。")
    main = bodies(f"静安区召开会议。{filler}江宁路街道参加。")
    assert [far[-1].place, near[-1].place, main[-1].place] == ["31", "310106", "310106"]


def test_rows_of_streets_cost_time_in_proportion() -> None:
    def cost(times: int) -> float:
        """The least of some, since other processes take turns with this one."""
        text = "皇姑区三台子街道" * times

        def once() -> float:
            began = time.process_time()
            bodies(text)
            return time.process_time() - began

        return min(once() for _ in range(3))

    cost(50)
    assert cost(1600) < 12 * max(cost(400), 0.01)
