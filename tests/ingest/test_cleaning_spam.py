"""Text planted for search engines goes; lists and reports that resemble it stay."""

import pytest

from archive.ingest.cleaning import clean
from archive.ingest.cleaning_lines import read_lines
from archive.ingest.cleaning_spam import is_spam, is_stuffing, random_places, spam_after_text
from archive.ingest.tracing import TracedText
from archive.text.folding import fold

BODY = (
    "昨天上午，柳河镇举行春季义务植树活动，三百多名干部群众来到河堤，栽下杨树两千余株。\n"
    "镇长介绍，今年全镇计划造林五百亩，目前已完成一半；剩下的地块月底前完工。"
)
PLANTED = "青田县|德保县|阿勒泰市|宜良县|民勤县|灯塔市|射阳县|平江县|泰顺县|乐业县|墨玉县|肥乡区"


def cleaned(text: str) -> str:
    return TracedText(text).apply("cleaning", clean(text))[0].text.strip()


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("欧美日韩,国产精品,人妻少妇,在线观看,无码专区", id="adult"),
        pytest.param("時時彩平臺|北京賽車|幸運飛艇|六合彩特碼|百家樂", id="lottery, traditional"),
        pytest.param("代开发票 办证刻章 私家侦探 信用卡套现 手机定位", id="shady services"),
        pytest.param("久久精品_亚洲综合_中文字幕_成人av", id="underscores"),
    ],
)
def test_runs_of_keywords_go_wherever_they_stand(line: str) -> None:
    first, second = BODY.split("\n")
    assert is_spam(fold(line))
    for text in (f"{line}\n{BODY}", f"{first}\n{line}\n{second}", f"{BODY}\n{line}"):
        assert cleaned(text) == BODY


def test_keywords_behind_the_last_sentence_of_a_paragraph_go_alone() -> None:
    assert cleaned(f"{BODY}欧美日韩,国产精品,人妻少妇,在线观看") == BODY
    assert spam_after_text("大家都来种树。欧美,国产精品,人妻,无码") == "欧美,国产精品,人妻,无码"
    assert spam_after_text("大家都来种树。张小满,李大雪,王立夏,赵小寒") == ""


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("警方捣毁网络赌博平台,抓获36人", id="headline"),
        pytest.param("该团伙开设百家乐、时时彩、六合彩等网站,招揽人员下注,从中渔利。", id="police report"),
        pytest.param("国产苹果、国产梨、进口香蕉、进口橙子、本地西瓜", id="fruit"),
        pytest.param("欧美、日韩", id="two words"),
    ],
)
def test_what_only_mentions_such_a_trade_is_no_run_of_keywords(line: str) -> None:
    assert not is_spam(line)


def test_places_picked_at_random_go_in_a_row_and_line_by_line() -> None:
    assert random_places(read_lines(PLANTED))
    assert cleaned(f"{BODY}\n{PLANTED}") == BODY
    assert cleaned(f"{BODY}\n{PLANTED.replace('|', chr(10))}") == BODY
    assert cleaned(f"主站蜘蛛池：{PLANTED}\n{BODY}") == BODY


@pytest.mark.parametrize(
    "row",
    [
        pytest.param("婺源县、德兴市、浮梁县、乐平市、玉山县、广丰区、横峰县、弋阳县", id="one province"),
        pytest.param("大兴区、静海区、正定县、清徐县、武川县、新民市、德惠市、五常市、崇明区", id="in order"),
        pytest.param("青田县|德保县|阿勒泰市", id="too few"),
    ],
)
def test_places_of_a_text_stay(row: str) -> None:
    assert not random_places(read_lines(row))
    assert cleaned(f"{BODY}\n{row}") == f"{BODY}\n{row}"


def test_places_that_the_text_announces_stay_whatever_their_order() -> None:
    text = f"{BODY}\n对口支援的县市如下：\n{PLANTED}"
    assert cleaned(text) == text


def test_stuffed_keywords_go_outside_the_article_and_stay_inside() -> None:
    stuffed = "柳河新闻网,柳河新闻,柳河论坛,柳河招聘,柳河房产,柳河天气,柳河相亲"
    first, second = BODY.split("\n")
    assert is_stuffing(stuffed)
    assert cleaned(f"{BODY}\n{stuffed}") == BODY
    assert cleaned(f"{first}\n{stuffed}\n{second}") == f"{first}\n{stuffed}\n{second}"
    assert not is_stuffing("张小满,李大雪,王立夏,赵小寒,孙白露,周谷雨")
    assert not is_stuffing("柳河一小、柳河二小、柳河三小、柳河一中、柳河二中、柳河三中")
