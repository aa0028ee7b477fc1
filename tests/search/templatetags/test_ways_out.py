"""Where nothing was found, only what finds something is offered, with its number."""

import pytest
from django.http import QueryDict

from search.query.state import from_params
from search.service import run_search
from search.templatetags.ways_out import MOST_TRIED, ways_out


def offered(query):
    page = run_search(from_params(QueryDict(query)))
    assert page.total == 0
    return {way.label: way.count for way in ways_out(page)}


@pytest.mark.parametrize(
    ("query", "ways"),
    [
        pytest.param("q=突击队&city=44", {"去掉全部条件": 3}, id="a filter too many"),
        pytest.param(
            "q=平湖街道&city=31&date=2021", {"去掉全部条件": 1, "去掉“上海市”": 1}, id="one of two filters"
        ),
        pytest.param("q=“平湖街道” “无此一词乎”", {"不加引号": 5, "只查“平湖街道”": 1}, id="a word too many"),
        pytest.param("q=“平湖党建街道”", {"不加引号": 1}, id="quotes too strict"),
        pytest.param("q=“魑魅魍魉”", {}, id="no way out"),
    ],
)
def test_each_way_out_finds_what_it_says(founding, query, ways):
    assert offered(query) == ways


def test_few_searches_are_tried_for_a_long_query(founding):
    words = "党员 街道 社区 核酸 检测 志愿 疫情 防控 干部 组织 一线 工作"
    phrases = " ".join(f"“{word}”" for word in [*words.split(), "无此一词乎"])
    assert len(offered(f"q={phrases}")) == MOST_TRIED
