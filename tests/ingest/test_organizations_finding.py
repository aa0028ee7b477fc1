"""Where the name of a body begins and ends, and what names none."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.metadata.organization_finding import find_bodies
from archive.text.folding import fold


def found(text: str) -> list[str]:
    return [body.key for body in find_bodies(fold(text))]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("援引俄罗斯国防部的消息", "俄罗斯国防部", id="a verb ends the walk"),
        pytest.param("会同漯河市纪委查处", "漯河市纪委", id="a verb that is a county too"),
        pytest.param("确定由县纪委负责", "县纪委", id="a preposition glued to the level"),
        pytest.param(
            "上海市住房和城乡建设管理委员会通知", "上海市住房和城乡建设管理委员会", id="a conjunction inside"
        ),
        pytest.param("美国驻华大使馆称", "美国驻华大使馆", id="embassy"),
        pytest.param("广州市委组织部部长", "广州市委组织部", id="a rank follows"),
        pytest.param("国防部长出席", "国防部", id="a rank in one word with it"),
        pytest.param("中共湖南省委决定", "中共湖南省委", id="party before the place"),
        pytest.param(
            "中国民主促进会第八次全国代表大会开幕", "中国民主促进会第八次全国代表大会", id="congress"
        ),
        pytest.param("学习十九大精神", "十九大", id="congress by its number"),
        pytest.param("他毕业于日本早稻田大学", "早稻田大学", id="a school without its nation"),
        pytest.param("国家税务总局贵州省税务局发布", "国家税务总局贵州省税务局", id="a branch in a province"),
        pytest.param("中国女队战胜印尼女队", "印尼女队", id="a nation's team"),
        pytest.param("浙江大学医学院附属第二医院义诊", "浙江大学医学院附属第二医院", id="numbered"),
        pytest.param("同济大学附属东方医院的医疗队", "同济大学附属东方医院", id="a place inside the name"),
        pytest.param("来自上海市第六人民医院", "上海市第六人民医院", id="numbered, of a city"),
        pytest.param("浙江省政协委员", "浙江省政协", id="place and body in one word"),
        pytest.param("中国女队获胜", "中国女队", id="a team of this nation"),
        pytest.param("俄国防部说", "俄国防部", id="a nation in one character"),
        pytest.param("昨天，市信访办发布", "市信访办", id="a field and a common ending"),
    ],
)
def test_a_name_is_found_whole(text: str, name: str) -> None:
    assert fold(name) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("街道的干部和社区的党员都来了", id="endings alone"),
        pytest.param("全局上下一心，大局已定，布局合理", id="words that end in 局"),
        pytest.param("任务部署完毕，大家走出大厅", id="署 and 厅 inside words"),
        pytest.param("居委会办公室放着拉杆箱", id="居委会 alone"),
        pytest.param("党员先锋队迅速下沉", id="a team that is not told from others"),
        pytest.param("各街道、各单位、有关公司", id="all and each"),
        pytest.param("各单位、相关部门、医院和学校、公司和党支部", id="common nouns"),
        pytest.param("走在主要街道和繁华街道上", id="streets"),
        pytest.param("一家民营医院和两所重点中学", id="kinds of hospitals and schools"),
        pytest.param("这是好处，也是办公场所，在车站的教室", id="words that end in 处, 所, 站, 室"),
        pytest.param("人民进入会场，上北大街", id="short names inside other words"),
        pytest.param("部队和军队在排队，排成两队", id="队 in words"),
        pytest.param("老百姓过上好日子，十大新闻出炉", id="十大 of other things"),
        pytest.param("游览罗马和佛罗伦萨的古迹", id="cities whose clubs bear their names"),
        pytest.param("中国政府一贯主张", id="a nation's government in its own press"),
        pytest.param("墨尔本一家医院收治，武汉定点医院接收，武汉医院紧张", id="any hospital of a city"),
        pytest.param("两队在十个赛季中共交战二十场", id="共 that counts"),
        pytest.param("武汉街道空无一人", id="the streets of a city"),
        pytest.param("武汉人民所做的贡献", id="所 of a clause"),
        pytest.param("一是组织学习，办厂引厂，全厂动员", id="厂 and 组织 of clauses"),
        pytest.param("民办学校和公办幼儿园", id="who runs a school"),
    ],
)
def test_what_names_no_body(text: str) -> None:
    assert found(text) == []


def test_a_club_with_a_citys_name_is_one_among_words_of_sport() -> None:
    assert fold("罗马") in found("本轮联赛罗马主场取胜")


def test_short_names_are_found_as_whole_words() -> None:
    assert found("民进参加会议") == [fold("民进")]


def test_a_rows_bare_member_needs_an_office_before_it() -> None:
    assert found("教育局和卫健委") == []
    assert len(found("市教育局和卫健委")) == 2


def test_long_rows_without_marks_make_no_endless_name() -> None:
    assert max(map(len, found("上海市委员会" * 60)), default=0) < 60


@given(st.text(alphabet="上海市静安区委组织部和与街道公司医院大学队第三、。 aA1·—的王", max_size=80))
def test_bodies_stand_in_order_inside_the_text(text: str) -> None:
    key = fold(text)
    bodies = list(find_bodies(key))
    assert all(key[body.start : body.end] == body.key for body in bodies)
    assert [body.end for body in bodies] == sorted(body.end for body in bodies)


@pytest.mark.parametrize("unit", ["委员会", "上海市", "街道", "上海市委员会", "住房和", "中共", "曼联"])
def test_cost_grows_with_the_length_only(unit: str) -> None:
    def cost(size: int) -> float:
        text = fold(unit * (size // len(unit)))
        began = time.process_time()
        list(find_bodies(text))
        return time.process_time() - began

    cost(2_000)  # tables and tags are read once
    assert cost(40_000) < 12 * max(cost(10_000), 0.01)
