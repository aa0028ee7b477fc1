"""A query as people write it. Every text can be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query.guard import MAX_TERMS
from search.query.reading import SIGNS
from search.query.syntax import Reading, Term, read


def quoted(text):
    return Term(text, quoted=True)


def required(*groups):
    return tuple(group if isinstance(group, tuple) else (group,) for group in groups)


@pytest.mark.parametrize(
    ("query", "groups"),
    [
        pytest.param("突击队", required(Term("突击队")), id="a word"),
        pytest.param("核酸 检测", required(Term("核酸"), Term("检测")), id="words"),
        pytest.param('"核酸 检测"', required(quoted("核酸 检测")), id="straight quotes"),
        pytest.param("“核酸检测”", required(quoted("核酸检测")), id="curly quotes"),
        pytest.param("”核酸检测“", required(quoted("核酸检测")), id="curly quotes the wrong way round"),
        pytest.param("「核酸檢測」", required(quoted("核酸檢測")), id="corner brackets"),
        pytest.param("『核酸檢測』", required(quoted("核酸檢測")), id="white corner brackets"),
        pytest.param("＂核酸检测＂", required(quoted("核酸检测")), id="full-width quotes"),
        pytest.param("«核酸检测»", required(quoted("核酸检测")), id="guillemets"),
        pytest.param("“战‘疫’强音”", required(quoted("战‘疫’强音")), id="single quotes are text"),
        pytest.param('"a" "b"', required(quoted("a"), quoted("b")), id="two phrases"),
        pytest.param('突击队"核酸检测"', required(Term("突击队"), quoted("核酸检测")), id="a phrase right after a word"),
        pytest.param("“核酸检测”突击队", required(quoted("核酸检测"), Term("突击队")), id="a word right after a phrase"),
        pytest.param('"核酸 检测', required(Term('"核酸'), Term("检测")), id="quote never closed"),
        pytest.param('核酸"', required(Term('核酸"')), id="quote never opened"),
        pytest.param("上海 OR 北京", required((Term("上海"), Term("北京"))), id="or"),
        pytest.param("a | b ｜ c", required((Term("a"), Term("b"), Term("c"))), id="or as a bar"),
        pytest.param("疫 上海 OR 北京", required(Term("疫"), (Term("上海"), Term("北京"))), id="or binds its sides"),
        pytest.param("上海 OR “北 京”", required((Term("上海"), quoted("北 京"))), id="or with a phrase"),
        pytest.param("OR 上海", required(Term("上海")), id="or at the start"),
        pytest.param("上海 OR", required(Term("上海")), id="or at the end"),
        pytest.param("上海 OR OR 北京", required((Term("上海"), Term("北京"))), id="or twice"),
        pytest.param("上海 or 北京", required(Term("上海"), Term("or"), Term("北京")), id="small or is a word"),
        pytest.param('"OR"', required(quoted("OR")), id="or in quotes is a word"),
        pytest.param("a AND b", required(Term("a"), Term("b")), id="and is how it is anyhow"),
        pytest.param("a ANDNOT b TO", required(Term("a"), Term("ANDNOT"), Term("b"), Term("TO")), id="an engine's operators are words"),
        pytest.param("text:疫 [a TO b] 疫~2 ?疫*", required(
            Term("text:疫"), Term("[a"), Term("TO"), Term("b]"), Term("疫~2"), Term("?疫*")
        ), id="an engine's syntax is text"),
        pytest.param("COVID-19", required(Term("COVID-19")), id="minus inside a word"),
    ],
)  # fmt: skip
def test_what_is_required(query, groups):
    assert read(query) == Reading(groups)


@pytest.mark.parametrize(
    ("query", "excluded"),
    [
        pytest.param("疫 -北京", (Term("北京"),), id="a word"),
        pytest.param("疫 －北京", (Term("北京"),), id="full-width minus"),
        pytest.param("疫 −北京", (Term("北京"),), id="minus sign"),
        pytest.param('疫 -"北 京"', (quoted("北 京"),), id="a phrase"),
        pytest.param("疫 -“北京” -上海", (quoted("北京"), Term("上海")), id="two"),
        pytest.param("疫 OR -北京", (Term("北京"),), id="never an alternative"),
    ],
)
def test_what_is_excluded(query, excluded):
    assert read(query) == Reading(required(Term("疫")), excluded)


@pytest.mark.parametrize(
    ("query", "signs"),
    [
        pytest.param("。", ("。",), id="a full stop"),
        pytest.param("… — ！", ("…", "—", "！"), id="several"),
        pytest.param('""', ('""',), id="empty quotes"),
        pytest.param('"', ('"',), id="one quote"),
        pytest.param("-", ("-",), id="a minus"),
        pytest.param("-。", ("-。",), id="minus punctuation"),
        pytest.param("* ? : \\", ("*", "?", ":", "\\"), id="an engine's signs"),
        pytest.param("\u200b", ("\u200b",), id="of no width"),
    ],
)
def test_punctuation_is_looked_for_where_nothing_else_was_typed(query, signs):
    assert read(query) == Reading(required(*(Term(text, field=SIGNS) for text in signs)))
    beside = read(f"疫 {query}")
    assert (beside.required, beside.ignored) == (required(Term("疫")), signs)


def test_quoted_punctuation_is_looked_for_beside_words():
    assert read("疫 “。”").required == required(Term("疫"), Term("。", quoted=True, field=SIGNS))
    assert read("疫 -“。”").excluded == (Term("。", quoted=True, field=SIGNS),)
    assert read("标题:“。” 疫").ignored == ("标题:“。”",)


def test_an_empty_query_asks_nothing():
    assert read("") == read("  ") == Reading()


def test_too_many_terms_are_cut_and_that_is_known():
    reading = read(" ".join(f"词{number}" for number in range(MAX_TERMS + 1)))
    assert reading.cut
    assert len(reading.required) == MAX_TERMS
    assert not read(" ".join(["词"] * MAX_TERMS)).cut


def test_what_to_mark_is_what_was_required():
    assert read("疫 上海 OR 北京 -深圳").texts == ("疫", "上海", "北京")


@given(st.text(st.sampled_from('核酸aOR |｜-－"“”「」『』«»＂ 。*\n'), max_size=60) | st.text(max_size=60))
def test_every_text_can_be_read_and_no_term_is_empty(query):
    reading = read(query)
    for term in (*reading.excluded, *(term for group in reading.required for term in group)):
        assert term.text.strip()
