"""Arrows, numbers of sections and other marks of layout go; the same marks in a table or a list stay."""

import pytest

from archive.ingest.cleaning import clean
from archive.ingest.tracing import TracedText

FIRST = "昨天上午，柳河镇举行春季义务植树活动，三百多名干部群众来到河堤，栽下杨树两千余株。"
SECOND = "镇长介绍，今年全镇计划造林五百亩，目前已完成一半，剩下的地块月底前完工。"


def cleaned(text: str) -> str:
    return TracedText(text).apply("cleaning", clean(text))[0].text


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        pytest.param("👇👇👇", "ornament", id="pointing hands"),
        pytest.param("👇", "ornament", id="one hand"),
        pytest.param("▼▼▼", "ornament", id="triangles"),
        pytest.param("—END—", "button", id="end between dashes"),
        pytest.param("- END -", "button", id="end"),
        pytest.param("[1] [2] [3] 下一页", "button", id="pages in brackets"),
        pytest.param("1 2 3 下一页", "button", id="pages"),
        pytest.param("↑↑↑点击上方“柳河发布”关注我们", "share", id="follow us"),
        pytest.param("扫描二维码了解更多", "share", id="code"),
    ],
)
def test_marks_of_layout_go(line: str, rule: str) -> None:
    text = f"{FIRST}\n{line}\n{SECOND}"
    assert [edit.rule for edit in clean(text)] == [rule]
    assert cleaned(text) == f"{FIRST}\n{SECOND}"


def test_numbers_alone_over_sections_go() -> None:
    assert cleaned(f"01\n植树\n{FIRST}\n02\n造林\n{SECOND}") == f"植树\n{FIRST}\n造林\n{SECOND}"


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param("01\n张明\n02\n李丽\n03\n王强", id="numbers of a list of names"),
        pytest.param("品名\n涨跌\n白菜\n↑\n萝卜\n↓", id="arrows in cells"),
        pytest.param("10 20 30 40", id="row of numbers"),
        pytest.param("……", id="ellipsis"),
        pytest.param("点击“确认”按钮，就能报名参加下周的植树活动。", id="how to use a page"),
    ],
)
def test_marks_of_a_table_or_a_list_stay(lines: str) -> None:
    assert clean(f"{FIRST}\n{lines}\n{SECOND}") == []


def test_one_number_is_no_row_of_sections() -> None:
    assert clean(f"{FIRST}\n02\n{SECOND}") == []
