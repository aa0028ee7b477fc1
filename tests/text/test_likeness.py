"""Whether two texts are one text printed twice: reprints of every kind, and texts that only look like it."""

import random
import re

import pytest

from archive.text.likeness import LEAST_ALIKE, LEAST_EQUAL, Reading, compare
from archive.text.words import vocabulary

FIGURES = set("一二三四五六七八九十百千万亿两零〇")
WORDS = sorted(
    word
    for word, count in vocabulary()
    if len(word) == 2 and count > 300 and word.isalpha() and not FIGURES & set(word)
)
BULLETIN = (
    "{city}卫健委通报：{day}0—24时，全市新增本土确诊病例{a}例，新增无症状感染者{b}例，其中{c}例在隔离管控中发现，"
    "其余在相关风险人群排查中发现。截至{day}24时，累计确诊病例{d}例，在院治疗{e}例，尚在医学观察中的密切接触者{f}人。"
    "请广大市民继续做好个人防护，戴口罩、勤洗手、少聚集，出现发热等症状及时到就近的发热门诊就诊。"
)
LONG = (
    "本报讯，记者从市政府新闻办公室召开的疫情防控工作发布会上获悉，疾控中心负责人介绍了最新情况并回答提问。"
)
RAIN = (
    "昨天夜里到今天上午，全县普降大雨，河水上涨，低处的几条街道积水没过了膝盖。县里的抢险队连夜出动，"
    "用沙袋堵住了东门外的缺口，又把住在河边的三十多户人家接到小学的教室里。到中午，雨渐渐小了，水位开始下降，"
    "供电所的工人蹚着水一根一根地检查电杆，傍晚前恢复了全城的供电。县长说，明天先清淤泥，再查房屋，一户也不能漏。"
    "粮站送来了大米和咸菜，学生们帮着烧水，老人们说这样大的水已经许多年没有见过了。"
)


def article(seed, words=300):
    """An article of words at random: unlike any other."""
    chosen = random.Random(seed)
    text = [chosen.choice(WORDS) + ("，" if number % 7 == 6 else "") for number in range(words)]
    return "".join(text) + "。"


def reworded(text, share, seed=0):
    """The text with this share of its words replaced."""
    chosen = random.Random(seed)
    return re.sub(
        "[^，。]{2}", lambda word: chosen.choice(WORDS) if chosen.random() < share else word[0], text
    )


def bulletin(city="全州", day="4月25日", numbers=(51, 120, 98, 4301, 812, 5002)):
    return BULLETIN.format(city=city, day=day, **dict(zip("abcdef", numbers, strict=True)))


def kind(one, other, names=((), ())):
    found = compare(Reading(one, frozenset(names[0])), Reading(other, frozenset(names[1])))
    swapped = compare(Reading(other, frozenset(names[1])), Reading(one, frozenset(names[0])))
    assert (found and found.kind) == (swapped and swapped.kind)
    return found and found.kind


TRADITIONAL = str.maketrans("县条抢险队连门缺户学岁电检查杆员长说", "縣條搶險隊連門缺戶學歲電檢查桿員長說")


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        pytest.param(RAIN, "equal", id="the same"),
        pytest.param(RAIN.translate(TRADITIONAL), "equal", id="traditional script"),
        pytest.param(RAIN.replace("，", ", ").replace("。", "。\n"), "equal", id="punctuation and lines"),
        pytest.param("本报讯 据县里消息，" + RAIN, "similar", id="another lead"),
        pytest.param(RAIN[: len(RAIN) * 3 // 4], "similar", id="a quarter cut off"),
        pytest.param(RAIN[: len(RAIN) // 2], "excerpt", id="half of it"),
        pytest.param(article(1) + RAIN + article(2), "excerpt", id="among other news"),
        pytest.param(RAIN.replace("今天", "当天").replace("大雨", "暴雨"), "similar", id="words changed"),
        pytest.param(article(3, 110), None, id="unrelated"),
    ],
)
def test_a_reprint_is_told(other, expected):
    assert kind(RAIN, other) == expected


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("share", [0.1, 0.2])
def test_a_reprint_may_change_a_fifth_of_the_words(share, seed):
    assert kind(article(seed), reworded(article(seed), share, seed)) == "similar"


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(bulletin(day="4月26日", numbers=(17, 88, 60, 4318, 790, 4777)), id="next day"),
        pytest.param(bulletin(day="4月26日"), id="next day, same counts"),
        pytest.param(bulletin(numbers=(17, 88, 60, 4318, 790, 4777)), id="other counts, same day"),
    ],
)
def test_bulletins_that_report_other_things_are_of_one_form(other):
    assert kind(LONG + bulletin(), LONG + other) == "same_form"
    assert kind(bulletin(), other) in ("same_form", None)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param("据官方微信消息，" + bulletin() + "（编辑 李四）", id="with a lead and a tail"),
        pytest.param(bulletin().replace("请广大市民继续", "请市民"), id="shortened"),
        pytest.param(bulletin().replace("51例", "五十一例"), id="a figure in words"),
    ],
)
def test_a_bulletin_printed_twice_is_a_reprint(other):
    assert kind(bulletin(), other) == "similar"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(article(7, 200), "similar", id="long"),
        pytest.param(article(7, 60), "same_form", id="short"),
    ],
)
def test_one_figure_of_few_is_a_correction_in_a_long_text_alone(text, expected):
    told = "到场{}人，修路30里，种树50棵。"
    assert kind(text + told.format(20), text + told.format(21)) == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        pytest.param((("上海",), ("苏州",)), "same_form", id="other places"),
        pytest.param((("上海", "市委"), ("上海", "市府")), "similar", id="half the names"),
        pytest.param((("上海", "市委", "某校"), ("上海",)), "similar", id="fewer names"),
        pytest.param((("上海",), ()), "similar", id="names unknown"),
    ],
)
def test_texts_that_name_others_are_of_one_form(names, expected):
    assert kind(RAIN, "据悉，" + RAIN, names) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param("图片新闻", "图片新闻", None, id="a caption"),
        pytest.param("雨" * LEAST_EQUAL, "雨" * LEAST_EQUAL, "equal", id="short and equal"),
        pytest.param(RAIN[:70], RAIN[:69], None, id="short and alike"),
        pytest.param(RAIN[: LEAST_ALIKE + 20], RAIN[: LEAST_ALIKE + 15], "similar", id="long enough"),
        pytest.param("", "", None, id="empty"),
    ],
)
def test_short_texts_are_like_by_chance(one, other, expected):
    assert kind(one, other) == expected


def test_unrelated_articles_are_not_alike():
    readings = [Reading(article(seed, 120)) for seed in range(40)]
    pairs = [(a, b) for number, a in enumerate(readings) for b in readings[:number]]
    assert not [pair for pair in pairs if compare(*pair)]
