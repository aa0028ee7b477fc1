"""Figures in the words that they stand in: reprints agree in them, bulletins of two days do not."""

import time

import pytest

from archive.text.figures import Agreement, agreement, figures


def compared(one, other):
    return agreement(figures(one), figures(other))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("参加人数25人", "25", id="digits"),
        pytest.param("参加人数二十五人", "25", id="words"),
        pytest.param("参加人数１,２３４人", "1234", id="full width, grouped"),
        pytest.param("参加人数三千零五十人", "3050", id="zero within"),
        pytest.param("参加人数两亿三千万人", "230000000", id="large"),
        pytest.param("参加人数一人", "1", id="one counted"),
        pytest.param("公元二〇二二年", "2022", id="year digit by digit"),
        pytest.param("自4月25日起", "4-25", id="date"),
        pytest.param("自四月二十五日起", "4-25", id="date in words"),
        pytest.param("自04月05日起", "4-5", id="date padded"),
        pytest.param("见2022-04-25报", "4-25", id="ISO date"),
    ],
)
def test_a_figure_has_one_value_however_it_is_written(text, value):
    assert [list(values) for values in figures(text).values()] == [[value]]


@pytest.mark.parametrize("text", ["一些人一直统一行动", "万一下雨", "没有数字"])
def test_words_that_only_look_like_figures_are_none(text):
    assert not figures(text)


def test_same_figures_in_the_same_words_agree():
    text = "东湖村4月25日晨，全市新增病例5例，出院12例。"
    assert compared(text, "据悉，" + text) == Agreement(2, 0, 1, 0, 1.0)


def test_other_figures_in_the_same_words_differ():
    found = compared("4月25日，全市新增病例5例，出院12例。", "4月26日，全市新增病例7例，出院12例。")
    assert (found.figures_same, found.figures_different) == (1, 1)
    assert (found.dates_same, found.dates_different) == (0, 1)
    assert found.contradicts()


def test_a_day_of_the_month_is_a_date_and_a_number_of_an_order_is_none():
    assert [is_date for _, is_date in figures("会议25日召开，发出第25号令。")] == [True, False]


@pytest.mark.parametrize(
    ("one", "other", "contradicts"),
    [
        pytest.param("区委书记张山出席并讲话。", "区委书记李石出席并讲话。", True, id="other persons"),
        pytest.param("区委书记张山指出", "区委书记張山强调", False, id="one person"),
        pytest.param("区委书记指出", "区委书记强调", False, id="no person"),
        pytest.param("本报记者张山", "本报记者李石", False, id="who wrote it"),
    ],
)
def test_persons_after_a_title(one, other, contradicts):
    assert compared(one, other).contradicts() is contradicts


def counts(numbers):
    return "".join(
        f"第{word}项共{number}件。" for word, number in zip("甲乙丙丁戊己庚辛壬癸子丑", numbers, strict=False)
    )


@pytest.mark.parametrize(
    ("one", "other", "contradicts"),
    [
        pytest.param(counts(range(12)), counts([*range(11), 99]), False, id="one of twelve corrected"),
        pytest.param(counts(range(12)), counts([*range(9), 97, 98, 99]), True, id="three of twelve"),
        pytest.param("到场3人，其中2人发言。", "到场3人，有5人列席。", False, id="too few to tell"),
        pytest.param("死亡3人。", "死亡4人。", True, id="the only figure"),
        pytest.param("大会16日开幕。", "闭幕式定于23日。", True, id="another day in other words"),
        pytest.param("4月25日无新增。", "4月26日无新增。", True, id="no count, another date"),
        pytest.param("无新增。", "4月26日无新增。", False, id="one is silent"),
        pytest.param("会议在上海召开。", "会议在北京召开。", False, id="no figures"),
        pytest.param("参加者一百二十人", "参加者120人", False, id="written otherwise"),
    ],
)
def test_contradiction(one, other, contradicts):
    for found in (compared(one, other), compared(other, one)):
        assert (found.contradicts() or found.strays) is contradicts


@pytest.mark.parametrize(
    "unit", ["1", "一", "1月", "一月", "十月十", "2022-", "1日2", "，", "万亿", "书记", "书记王"]
)
def test_time_grows_with_the_length(unit):
    def seconds(length):
        text = unit * (length // len(unit))
        start = time.process_time()
        figures(text)
        return time.process_time() - start

    seconds(1000)
    assert seconds(200_000) < 40 * max(seconds(20_000), 0.005)
