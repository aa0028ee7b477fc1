"""What a question asks for is looked for in the whole text, what a headline says in its opening."""

from __future__ import annotations

import pytest

from search.query.questions import asks
from search.query.ranking import closely
from search.query.syntax import read


@pytest.mark.parametrize(
    "text",
    ["谁是临时党小组组长", "周碧華的女兒幾歲", "核酸检测费用是多少", "小区什么时候解封？", "物资到了吗"],
)
def test_questions(text):
    assert asks(text)


@pytest.mark.parametrize("text", ["核酸检测点", "防疫物资到了", "", "OR", "几乎所有小区"])
def test_no_questions(text):
    assert not asks(text)


def test_the_opening_says_less_of_what_a_question_asks_for():
    question, headline = (closely(read(text)) for text in ("核酸检测费用多少", "核酸检测费用公布"))
    assert question.opening < headline.opening
    assert question.passage == headline.passage
