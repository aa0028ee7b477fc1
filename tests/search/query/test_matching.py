"""Which words must be in an article, step by step of strictness."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engine.ask import AllOf, AnyOf, AtLeast, Substring, Words
from search.query.builder import match
from search.query.matching import Strictness, all_of, sentence_of
from search.query.ranking import DOCUMENTS, FEW_DOCUMENTS, closely
from search.query.relaxing import steps
from search.query.syntax import read
from tests.search.engine.conftest import WORDS, articles

LONG = "哪些街道开展了大规模核酸检测"


def sentence(query, strictness=Strictness.USUAL):
    return [term.text for term in sentence_of(read(query).required, strictness)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("突击队", [], id="a word"),
        pytest.param("突击队 上海 居民 社区 街道 党员", [], id="many terms, all short"),
        pytest.param(LONG, [LONG], id="a long run"),
        pytest.param(f"{LONG} 上海", [LONG, "上海"], id="a long run and what stands beside it"),
        pytest.param(f'"{LONG}" 上海', [], id="what is quoted is no sentence"),
        pytest.param(f"{LONG} OR 上海", [], id="alternatives are none"),
        pytest.param(f"标题:{LONG}", [], id="nor is what a field is asked for"),
    ],
)
def test_a_long_run_makes_a_sentence(query, expected):
    assert sentence(query) == expected


def test_of_a_sentence_some_words_must_match_or_all_in_one_piece():
    node = match(LONG, read(LONG), {})
    (part,) = node.parts
    some, whole = part.parts
    assert isinstance(some, AtLeast)
    assert 1 < some.least < len(some.parts)
    assert Words("text", "哪些") not in some.parts
    assert whole == AllOf((Substring("text", LONG),))


def test_words_that_only_ask_or_join_are_not_required():
    asks = AnyOf((AllOf((Words("text", "抗原"),)), Substring("text", "什么是抗原")))
    assert all_of("text", "什么是抗原") == asks
    assert all_of("text", "什么") == Words("text", "什么")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("突击队", [], id="a word"),
        pytest.param('"突击队" "上海"', [], id="quotes"),
        pytest.param('突击队 "上海"', [], id="a word beside quotes"),
        pytest.param("突击队 上海", [Strictness.MOST_WORDS, Strictness.ANY_WORD], id="two terms"),
    ],
)
def test_only_what_stands_free_can_be_relaxed(query, expected):
    assert list(steps(read(query))) == expected


def test_what_is_quoted_or_excluded_stays_required_when_relaxed():
    query = '突击队 居民 "上海" -南通'
    node = match(query, read(query), {}, Strictness.ANY_WORD)
    strict = match('"上海" -南通', read('"上海" -南通'), {})
    assert set(strict.parts) <= set(node.parts)


def test_a_single_word_needs_no_close_look():
    assert closely(read("突击队")) is None
    assert closely(read("-突击队")) is None
    assert closely(read("突击队 上海")).depth == FEW_DOCUMENTS
    assert closely(read(LONG)).depth == DOCUMENTS


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    from tests.search.engine.conftest import WholeIndex

    index = WholeIndex(tmp_path_factory.mktemp("matching"))
    index.put(*articles(300, seed=5))
    return index


texts = st.lists(st.sampled_from([*WORDS, " ", "的", "什么", "OR"]), min_size=1, max_size=8).map("".join)


@given(text=texts)
def test_without_quotes_no_less_is_found_and_the_more_is_relaxed_the_more(index, text):
    quoted = read(f'"{text}"')
    if "\n" in text or not any(map(str.isalnum, text)):
        return
    found = [index.found(match(f'"{text}"', quoted, {}))]
    found += [index.found(match(text, read(text), {}, strictness)) for strictness in Strictness]
    assert all(fewer <= more for fewer, more in pairwise(found))
