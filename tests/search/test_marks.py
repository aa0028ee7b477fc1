"""Words that say something are marked; the others where they are all that was asked for."""

from __future__ import annotations

import pytest

from search.marks import marked_by
from search.query.syntax import read


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        pytest.param("谁是临时党小组组长", ["谁是临时党小组组长", "临时", "党小组", "组长"], id="a question"),
        pytest.param("核酸检测", ["核酸检测", "核酸", "检测"], id="a term"),
        pytest.param("的", ["的"], id="nothing else"),
        pytest.param("核酸 的", ["核酸", "的"], id="typed alone beside another"),
        pytest.param("什么是", ["什么是", "什么", "是"], id="a text of nothing else"),
        pytest.param("“是”", ["是"], id="in quotes"),
        pytest.param("核酸 “是谁的”", ["是谁的", "核酸"], id="a piece"),
    ],
)
def test_what_is_marked(query, marked):
    assert sorted(marked_by(read(query))) == sorted(marked)


def test_a_page_marks_what_tells(founding, asked):
    html = "".join(
        snippet.html for result in asked("q=谁是临时党小组组长").results for snippet in result.snippets
    )
    assert "<mark>临时党小组组长</mark>" in html
    assert "<mark>是</mark>" not in html
