"""Tags left in a plain text: blocks end lines, other tags just go, and a text about tags keeps them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.cleaning import clean
from archive.ingest.cleaning_markup import shown_lines
from archive.ingest.tracing import TracedText

FIRST = "昨天上午，柳河镇举行春季义务植树活动，三百多名干部群众来到河堤，栽下杨树两千余株。"
SECOND = "镇长介绍，今年全镇计划造林五百亩，目前已完成一半，剩下的地块月底前完工。"


def cleaned(text: str) -> list[str]:
    return TracedText(text).apply("cleaning", clean(text))[0].text.split("\n")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"<p>{FIRST}</p><p>{SECOND}</p>", id="paragraphs in one line"),
        pytest.param(f"{FIRST}<br>{SECOND}", id="line break"),
        pytest.param(f"{FIRST}</p> <br /><strong>{SECOND}</strong>", id="several tags in a row"),
        pytest.param(f"<div>{FIRST}</div>\n<div>{SECOND}</div>", id="a block a line"),
        pytest.param(f"<p>首页 &gt; 新闻 > 正文</p><p>{FIRST}</p><p>{SECOND}</p>", id="a path in front"),
        pytest.param(f"<p>{FIRST}</p><p>分享到：</p><p>{SECOND}</p>", id="a button between"),
    ],
)
def test_tags_of_blocks_end_lines(text: str) -> None:
    assert [line for line in cleaned(text) if line] == [FIRST, SECOND]


def test_tags_inside_a_sentence_leave_it_whole() -> None:
    assert cleaned(
        f"{FIRST}\n镇长<b>介绍</b>，今年<span class='n'>全镇</span>计划造林五百亩，已完成一半。"
    ) == [
        FIRST,
        "镇长介绍，今年全镇计划造林五百亩，已完成一半。",
    ]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("老师教同学们写网页：段落用“<p>”开头，换行写<br>标签，加粗写“<strong>”。", id="named"),
        pytest.param("实验表明，在水温<20度时，产量>30公斤，效果不明显，还要再试。", id="comparisons"),
    ],
)
def test_a_text_about_tags_or_numbers_keeps_them(line: str) -> None:
    assert clean(f"{FIRST}\n{line}\n{SECOND}") == []


def test_a_line_stands_for_the_span_that_it_has_in_the_text() -> None:
    text = f"<p> {FIRST} </p><p><b>植树</b></p>"
    lines = shown_lines(text)
    assert [line.text for line in lines] == [FIRST, "植树"]
    assert [text[line.start : line.end] for line in lines] == [FIRST, "植树"]


@given(
    st.lists(
        st.sampled_from([FIRST, "分享到：", "首页 > 新闻", "<p>", "</p>", "<br>", "<b>", "\n", " ", "。"])
    )
)
def test_any_mixture_of_tags_and_furniture_can_be_cleaned(parts: list[str]) -> None:
    left = "".join(cleaned("".join(parts)))
    assert left.count(FIRST) <= parts.count(FIRST)
    assert bool(left.count(FIRST)) == bool(parts.count(FIRST))


@pytest.mark.parametrize("unit", ["<p>字</p>", "</p>", "<p ", "<b>甲</b>"])
def test_a_line_of_many_tags_is_cleaned_in_linear_time(unit: str) -> None:
    start = time.process_time()
    clean(unit * 30_000)
    assert time.process_time() - start < 5
