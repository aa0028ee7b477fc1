"""Places mean what the text means; what is ambiguous settles nothing and names its candidates."""

import time

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
        pytest.param("福建省鼓楼区的居民", ["35", "350102"], "3501", id="one of four by its province"),
        pytest.param("鼓楼区华大街道的居民", ["350102"], "3501", id="one of four by its street"),
        pytest.param("普陀区六横镇的渔民", ["330903"], "3309", id="one of two by its town"),
        pytest.param("赵县赵州镇的农民", ["130133"], "1301", id="a county of two characters"),
        pytest.param("记者从江南区获悉", ["450105"], "4501", id="a full name that overlaps a short one"),
        pytest.param(
            "新华社上海4月25日电（记者 王明）疫情通报。", ["31"], "31", id="the place of a dateline"
        ),
        pytest.param(
            "本报南通讯 大家种树。", ["3206"], "3206", id="a dateline whose words are cut otherwise"
        ),
        pytest.param("香港特别行政区中西区的居民", ["81", "81-0101"], "81", id="Hong Kong is its own city"),
        pytest.param("中共浦江县委办公室", ["330726"], "3307", id="a county before its committee"),
        pytest.param("来宾市的居民", ["4513"], "4513", id="an ordinary word with its suffix"),
        pytest.param("石家庄市桥西区召开会议", ["1301", "130104"], "1301", id="no bridge, but a district"),
        pytest.param("河北省张家口市桥西区的居民", ["13", "1307", "130703"], "1307", id="the other 桥西区"),
        pytest.param("南京市桥梁检测", ["3201"], "3201", id="a word that begins with a bridge"),
        pytest.param("石家庄市桥东区的居民", ["1301"], "1301", id="a district that was dissolved"),
        pytest.param("成都市东城区的老街", ["5101"], "5101", id="a former district named as one of Beijing"),
        pytest.param("广州市东山区的老街", ["4401"], "4401", id="a former district of two namesakes"),
        pytest.param("重庆市双桥区的旧事", ["50"], "50", id="a former district of a municipality"),
        pytest.param("恩施州召开会议", ["4228"], "4228", id="a prefecture by its short name"),
        pytest.param("记者来到东乡县召开的会议", [], None, id="a short name that a county elsewhere bore"),
    ],
)
def test_places_and_their_main_city(text: str, expected: list[str], main: str | None) -> None:
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
        pytest.param("各位来宾，白银价格上涨，中卫受伤", id="ordinary words"),
        pytest.param("东方市场繁荣，和平区域合作", id="full names that end inside a word"),
        pytest.param("代县长主持会议，新县城建成", id="short counties inside words"),
        pytest.param("老城区改造，新城区建设", id="names made of directions"),
        pytest.param("新乡贤回村议事", id="a word that goes on"),
        pytest.param("孙中山先生和中山装", id="a person whose name is a city's"),
        pytest.param("北京时间8时", id="a clock"),
        pytest.param("新丰乡的村民", id="a township of Taiwan and of the mainland"),
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


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("海南航空增开航班，北京银行给予支持。" * 3, id="companies"),
        pytest.param("武汉大学的教授和北京电影学院的学生。" * 3, id="universities"),
        pytest.param("美国德州停电，德州仪器停产。", id="a foreign namesake"),
        pytest.param("南京和福州的代表来到鼓楼区。", id="two cities for one name"),
        pytest.param("驰援武汉！江苏医疗队出征武汉，来自南通的护士报名。", id="where aid goes and comes from"),
        pytest.param("从武汉归来。" * 3, id="a place that somebody has left"),
        pytest.param("新华社北京3月2日电 国务院部署春耕。", id="an agency files from the capital"),
        pytest.param("会议开了很久。" * 30 + "上海的客商来了，上海话也响起来。", id="one bare name in passing"),
        pytest.param("鼓楼区开会。鼓楼区决定种树。" * 3 + "无锡市派人参加。", id="an open name outweighs a passing one"),
        pytest.param("湖南省、江西省、四川省、广东省、浙江省先后出台办法，上海市也在研究。", id="a survey of provinces"),
    ],
)  # fmt: skip
def test_what_does_not_settle_a_city(text: str) -> None:
    assert city(text) is None


def test_guests_from_one_city_and_hosts_of_another_settle_nothing() -> None:
    found = places("来自杭州市西湖区的教师抵达新疆阿克苏市。西湖区教育局与阿克苏市教育局签署协议。")
    assert found.city is None
    assert {"浙江省杭州市", "新疆维吾尔自治区阿克苏地区"} <= set(found.candidates)


def test_a_list_counts_each_of_its_items_once() -> None:
    found = places("恩施州、黔东南州凯里市、锡林郭勒盟的代表参加会议")
    assert found.city is None
    assert len(found.candidates) == 3


def test_a_city_with_its_district_counts_twice_outside_of_a_list() -> None:
    assert city("柳州市鱼峰区的代表来了。桂林市也派人参加。") == "4502"


@pytest.mark.parametrize(
    ("heading", "body", "expected"),
    [
        pytest.param("南京日报\n", "鼓楼区的居民排队。", "3201", id="a paper's own city tells namesakes apart"),
        pytest.param("南京日报\n", "居民排队。", None, id="the paper alone settles nothing"),
        pytest.param("南京日报\n", "我市居民排队，市委书记到场。", "3201", id="the paper and its city unnamed"),
        pytest.param("", "会议开了很久。" * 20 + "据南京日报报道，我市居民排队。", None, id="a paper that is quoted"),
    ],
)  # fmt: skip
def test_outlets(heading: str, body: str, expected: str | None) -> None:
    found = read_places(Reading(heading + body), len(heading)).city
    assert (found.value if found else None) == expected


def test_an_outlet_is_no_place_that_the_text_names() -> None:
    assert read_places(Reading("南京日报\n鼓楼区的居民排队。"), 5).mentions[0].code == "320106"
    assert len(read_places(Reading("南京日报\n鼓楼区的居民排队。"), 5).mentions) == 1


def test_an_ambiguous_name_repeated_takes_linear_time() -> None:
    def cost(times: int) -> float:
        reading = Reading("鼓楼区。" * times)
        start = time.process_time()
        read_places(reading)
        return time.process_time() - start

    cost(100)
    assert cost(16_000) < 12 * max(cost(4_000), 0.02)


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
