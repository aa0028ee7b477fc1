"""Texts that were cut at a fixed width get their paragraphs back; lines that only look so stay lines."""

import pytest

from archive.ingest.cleaning_lines import read_lines
from archive.ingest.paragraphs import arrange
from archive.ingest.paragraphs_wrapping import find_wrapping
from archive.ingest.tracing import TracedText

PARAGRAPHS = [
    "昨天上午，柳河镇举行春季义务植树活动，三百多名干部群众带着铁锹和水桶来到河堤，挖坑、扶苗、培土、浇水，栽下杨树两千余株。",
    "镇长周立夏介绍，今年全镇计划造林五百亩，目前已经完成一半。剩下的地块多在山坡上，土层薄，石头多，要先整地再栽树。",
    "“以前这里风沙大，春天不敢开窗。”家住河堤边的李大雪说，“现在树多了，鸟也多了，日子过得舒心。”下午，学生们也赶来浇水。",
    "据了解，柳河镇连续八年开展义务植树，累计栽树十二万株，成活率在九成以上，河堤已经成为居民早晚散步的好去处。",
]
HALF_WIDTH = set("0123456789")
NEVER_FIRST = set("，。、；：！？”）")


def wrapped(paragraph: str, columns: int, indent: str = "") -> str:
    """Cut so that no line is wider than the columns, but for a mark that may not begin a line and hangs over."""
    lines, line, width = [], indent, 2 * len(indent)
    for char in paragraph:
        step = 1 if char in HALF_WIDTH else 2
        if width + step > columns and char not in NEVER_FIRST:
            lines.append(line)
            line, width = "", 0
        line, width = line + char, width + step
    return "\n".join([*lines, line])


def arranged(text: str) -> list[str]:
    return TracedText(text).apply("paragraphs", arrange(text))[0].text.split("\n")


@pytest.mark.parametrize("columns", [34, 40, 50, 54, 60])
@pytest.mark.parametrize(
    ("indent", "gap"),
    [
        pytest.param("　　", "\n", id="indented"),
        pytest.param("", "\n\n", id="blank lines between"),
        pytest.param("　　", "\n\n", id="both"),
    ],
)
def test_wrapped_paragraphs_are_whole_again(columns: int, indent: str, gap: str) -> None:
    assert arranged(gap.join(wrapped(each, columns, indent) for each in PARAGRAPHS)) == PARAGRAPHS


def test_a_blank_line_after_every_line_tells_nothing() -> None:
    text = "\n".join(wrapped(each, 40, "　　") for each in PARAGRAPHS)
    assert arranged(text.replace("\n", "\n\n")) == PARAGRAPHS


def test_headings_lists_and_bylines_inside_a_wrapped_text_stay_apart() -> None:
    parts = [PARAGRAPHS[0], "一锹一土种下希望", PARAGRAPHS[1], "1. 带上手套", "2. 带上水壶", PARAGRAPHS[2]]
    byline = "本报记者 张小满"
    text = "\n\n".join([*(wrapped(part, 40) for part in parts), byline])
    assert arranged(text) == [*parts, byline]


def test_english_words_of_a_wrapped_text_keep_their_blank() -> None:
    paragraphs = [each.replace("柳河镇", "Green River ") for each in PARAGRAPHS]
    text = wrapped("".join(paragraphs), 40)
    assert "".join(arranged(text)).replace(" ", "") == "".join(paragraphs).replace(" ", "")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\n".join(PARAGRAPHS), id="one line a paragraph"),
        pytest.param(
            "我市将新建改扩建中小学校十二所增加学位一万个\n市委常委会召开会议研究部署防汛抗旱工作任务\n"
            "滨河公园改造工程完工市民又多一处休闲好去处\n市中心医院新院区正式启用设置床位八百张门诊\n"
            "环城北路半幅封闭施工工期四十五天请绕行道路\n全市中考时间公布六月十七日开考共设考点多个",
            id="headlines of one length",
        ),
        pytest.param(
            "\n".join(["张伟 李娜 王芳 刘洋 陈静 杨帆 赵磊", "黄敏 周涛 吴倩 徐强 孙丽 马超 朱红"] * 4),
            id="names",
        ),
        pytest.param(
            "\n".join(["春风吹过河堤", "杨柳排成新行", "众人一起动手", "家乡换上绿装"] * 3), id="verse"
        ),
    ],
)
def test_what_is_not_wrapped_is_left_as_it_is(text: str) -> None:
    assert find_wrapping(text, read_lines(text)) is None
    assert arranged(text) == text.strip().split("\n")


def test_the_first_line_of_a_wrapped_text_without_a_title_is_joined() -> None:
    text = (
        "本报讯（记者 高明）昨天上午，青石市松源县东门街道的“老\n娘舅”调解室里格外热闹，两户因漏水闹了大半年矛盾的邻居握\n"
        "手言和。“其实就是一口气，”调解员李明说，“把话说开了就好\n了。”"
    )
    assert arranged(text) == [text.replace("\n", "")]
