"""A reading written as a query reads the same again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query.reading import Term
from search.query.syntax import read
from search.query.writing import exactly, unquoted, with_spelling, without, written

PIECES = [
    "突击队",
    "“核酸 检测”",
    "-北京",
    "OR",
    "(",
    ")",
    "城市:上海",
    "-标题:“疫”",
    "日期:2022年4月 至 5月",
    "NOT",
    "a",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))
def test_what_is_written_reads_the_same(query):
    reading = read(query)
    again = read(written(reading))
    assert (again.required, again.excluded) == (reading.required, reading.excluded)


@pytest.mark.parametrize(
    ("change", "query", "found"),
    [
        pytest.param(exactly, "上海科技 (a OR 疫) -b 城市:上海", "“上海科技” “a” OR “疫” 城市:上海 -b", id="exactly"),
        pytest.param(unquoted, "“上海” -“b”", "上海 -“b”", id="unquoted"),
        pytest.param(lambda r: without(r, Term("a")), "a b OR a", "b OR a", id="without"),
        pytest.param(
            lambda r: with_spelling(r, Term("tjd", also=("突击队", "推进的"))), "tjd 疫", "突击队 OR 推进的 疫", id="a spelling"
        ),
    ],
)  # fmt: skip
def test_a_part_is_changed(change, query, found):
    changed = read(written(change(read(query))))
    wanted = read(found)
    assert (changed.required, changed.excluded) == (wanted.required, wanted.excluded)
