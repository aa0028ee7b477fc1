"""Queries in Haystack's syntax match by arrays what Whoosh's own searcher matches over the same segments."""

from __future__ import annotations

import datetime as dt
import random

import numpy as np
import pytest
from whoosh import query
from whoosh.query import spans
from whoosh.util.times import datetime_to_long

from search.engine import written
from search.engine.ask import Written
from search.engine.dictionary import encoded
from search.engine.scoring import Weighted
from search.engine.written import read

APRIL, JULY = (datetime_to_long(dt.datetime(2022, month, 1)) for month in (4, 7))


def refuse(asked):
    raise AssertionError(f"left to Whoosh: {asked!r}")


def by_arrays(index, asked, monkeypatch):
    """The documents of a query object, without Whoosh's matchers."""
    monkeypatch.setattr(written, "parse", lambda *_: asked)
    mask = read("", index.schema, "text", refuse).mask
    return [part.first + n for part in index.parts for n in np.flatnonzero(mask(part) & part.live).tolist()]


def by_whoosh(index, asked):
    with index.whoosh() as searcher:
        # Its Not may end with a deleted document.
        return sorted(n for n in searcher.docs_for_query(asked) if not searcher.reader().is_deleted(n))


def keys(index, documents):
    with index.whoosh() as searcher:
        return {searcher.stored_fields(number)["id"] for number in documents}


LEAVES = {
    "a word": query.Term("text", "核酸"),
    "a word of a title": query.Term("title", "防控"),
    "no such word": query.Term("text", "没有"),
    "a value": query.Term("city", "南通市"),
    "a key": query.Term("id", "d7"),
    "a number": query.Term("size", 3),
    "a negative number": query.Term("size", -3),
    "a truth": query.Term("open", True),
    "a falsehood": query.Term("open", False),
    "a letter": query.Term("text_chars", "突"),
    "a pair": query.Term("text_pairs", "核酸"),
    "a piece": query.Phrase("text_pairs", ["核酸", "酸检", "检测"]),
    "a piece across words": query.Phrase("text_pairs", ["情核", "核酸"]),
    "a prefix": query.Prefix("text", "核"),
    "a prefix of values": query.Prefix("day", "2022-0"),
    "a prefix of keys": query.Prefix("id", "d1"),
    "an empty prefix": query.Prefix("city", ""),
    "a prefix of nothing": query.Prefix("city", "\U0010ffff"),
    "a wildcard at the end": query.Wildcard("id", "d1*"),
    "a wildcard in between": query.Wildcard("id", "d?1"),
    "a wildcard at the beginning": query.Wildcard("city", "*市"),
    "a wildcard of letters": query.Wildcard("id", "d[12]5"),
    "a wildcard with a dot": query.Wildcard("city", "a.*c"),
    "a wildcard with a dot that is none": query.Wildcard("city", "黄.*"),
    "anything": query.Wildcard("city", "*"),
    "a pattern": query.Regex("id", "d[0-9]$"),
    "a pattern with a sign that may miss": query.Regex("id", "d1?5"),
    "a pattern of either": query.Regex("city", "南|上"),
    "a range": query.TermRange("day", "2022-03", "2022-06"),
    "a range without its lower end": query.TermRange("day", "2022-03", "2022-06", startexcl=True),
    "a range without its upper end": query.TermRange("day", "2022-03", "2022-06", endexcl=True),
    "a range without its ends": query.TermRange("day", "2022-03", "2022-04", startexcl=True, endexcl=True),
    "a range open below": query.TermRange("day", None, "2022-03"),
    "a range open above": query.TermRange("day", "2022-10", None),
    "a range the wrong way": query.TermRange("day", "2022-06", "2022-03"),
    "a range between values": query.TermRange("city", "三", "丐"),
    "numbers": query.NumericRange("size", 3, 20),
    "numbers without their lower end": query.NumericRange("size", 3, 20, startexcl=True),
    "numbers without their upper end": query.NumericRange("size", 3, 20, endexcl=True),
    "numbers between neighbours": query.NumericRange("size", 3, 4, startexcl=True, endexcl=True),
    "numbers below": query.NumericRange("size", None, -2),
    "numbers above": query.NumericRange("size", 40, None),
    "numbers around zero": query.NumericRange("size", -3, 3),
    "one number": query.NumericRange("size", 7, 7),
    "numbers the wrong way": query.NumericRange("size", 7, 3),
    "fractions": query.NumericRange("share", -0.5, 0.25),
    "fractions without their ends": query.NumericRange("share", -0.5, 3.0, startexcl=True, endexcl=True),
    "moments": query.NumericRange("when", APRIL, JULY),
    "moments without their ends": query.NumericRange("when", APRIL, JULY, startexcl=True, endexcl=True),
    "days": query.DateRange("when", dt.datetime(2022, 4, 1), dt.datetime(2022, 6, 30)),
    "days from": query.DateRange("when", dt.datetime(2022, 9, 1), None),
    "all": query.Every(),
    "all with a value": query.Every("city"),
    "all with a number": query.Every("size"),
    "all with a word": query.Every("title"),
    "all with a moment": query.Every("when"),
    "none": query.NullQuery,
}


@pytest.mark.parametrize("asked", LEAVES.values(), ids=LEAVES)
def test_one_query_matches_what_it_matches_in_whoosh(worn_index, monkeypatch, asked):
    assert by_arrays(worn_index, asked, monkeypatch) == by_whoosh(worn_index, asked)


def test_the_queries_tell_documents_apart(worn_index):
    """Else equal answers would say little."""
    found = {name: by_whoosh(worn_index, asked) for name, asked in LEAVES.items()}
    total = len(found["all"])
    telling = [name for name, documents in found.items() if 0 < len(documents) < total]
    assert len(telling) > 40


def tree(chance, depth):
    if not depth or chance.random() < 0.2:
        return chance.choice(list(LEAVES.values()))

    def below():
        return tree(chance, depth - 1)

    match chance.randrange(8):
        case 0 | 1:
            return query.And([below() for _ in range(chance.randrange(1, 4))])
        case 2 | 3:
            return query.Or([below() for _ in range(chance.randrange(1, 4))])
        case 4:
            return query.Not(below())
        case 5:
            return query.AndNot(below(), below())
        case 6:
            return chance.choice([query.AndMaybe, query.Require])(below(), below())
        case _:
            return chance.choice(
                [query.DisjunctionMax([below(), below()]), query.ConstantScoreQuery(below())]
            )


def by_sets(index, asked):
    """What a query put together says, from what its leaves match in Whoosh."""

    def below(asked):
        return by_sets(index, asked)

    match asked:
        case query.And():
            return set.intersection(*map(below, asked.subqueries))
        case query.Or() | query.DisjunctionMax():
            return set.union(*map(below, asked.subqueries))
        case query.Not():
            return set(by_whoosh(index, query.Every())) - below(asked.query)
        case query.AndNot():
            return below(asked.a) - below(asked.b)
        case query.AndMaybe():
            return below(asked.a)
        case query.Require():
            return below(asked.a) & below(asked.b)
        case query.ConstantScoreQuery():
            return below(asked.child)
    return set(by_whoosh(index, asked))


@pytest.mark.parametrize("seed", range(60))
def test_queries_put_together_match_what_their_parts_say(worn_index, monkeypatch, seed):
    asked = tree(random.Random(seed), 3)
    assert by_arrays(worn_index, asked, monkeypatch) == sorted(by_sets(worn_index, asked))


def has_and_not(asked):
    return isinstance(asked, query.AndNot) or any(map(has_and_not, asked.children()))


@pytest.mark.parametrize("seed", range(60, 100))
def test_queries_put_together_match_what_they_match_in_whoosh(worn_index, monkeypatch, seed):
    """But for AndNot, whose matcher reads past the end of a list in Whoosh."""
    chance = random.Random(seed)
    asked = next(made for made in (tree(chance, 3) for _ in range(100)) if not has_and_not(made))
    assert by_arrays(worn_index, asked, monkeypatch) == by_whoosh(worn_index, asked)


LEFT_TO_WHOOSH = {
    "nearly": query.FuzzyTerm("id", "d11", maxdist=1, prefixlength=1),
    "words next to each other": query.Phrase("text", ["疫情", "核酸"]),
    "words near each other": query.Phrase("text", ["疫情", "核酸"], slop=4),
    "pairs near each other": query.Phrase("text_pairs", ["疫情", "核酸"], slop=4),
    "spans": spans.SpanNear(query.Term("text", "疫情"), query.Term("text", "核酸"), slop=3),
    "at the beginning": spans.SpanFirst(query.Term("text", "疫情")),
    "either, or else": query.Otherwise(query.Term("text", "没有"), query.Term("text", "核酸")),
}


@pytest.mark.parametrize(
    "around",
    [lambda q: q, query.Not, lambda q: query.And([q, query.Term("text", "防控")])],
    ids=["alone", "not", "and"],
)
@pytest.mark.parametrize("asked", LEFT_TO_WHOOSH.values(), ids=LEFT_TO_WHOOSH)
def test_what_has_no_form_here_is_answered_by_whoosh(worn_index, monkeypatch, asked, around):
    asked = around(asked)
    expected = by_sets(worn_index, asked)
    documents = [key for key, _ in worn_index.reader.documents()]
    monkeypatch.setattr(written, "parse", lambda *_: asked)
    found = worn_index.found(Written("whatever"))
    assert found == keys(worn_index, expected)
    assert 0 < len(found) < len(documents)


# -- as they are written -----------------------------------------------------------------------------------------

AS_WRITTEN = [
    "核酸", "核酸检测", '"核酸检测"', "text:ab*", "text:a?c", "text:*c", "city:[a TO b]", "city:{上海市 TO 南通市]",
    "size:[1 TO 5}", "size:{1 TO 5]", "size:[to 3]", "size:{3 to}", "size:[-5 TO -1]", "size:-3", "share:[0 TO 1]",
    "share:0.25", "when:[2022-04 TO 2022-05]", "when:{2022-04-01 TO 2022-05-01}", "when:[2022-10 TO]", "open:true",
    "NOT open:true", "day:2022-0*", "核酸 OR 志愿者", "核酸 NOT 志愿者", "NOT 核酸", "text:*", "*", "city:*", "size:*",
    'city:"a.b c"', "核酸 ANDMAYBE 社区", "核酸 REQUIRE 社区", "核酸 ANDNOT 社区", "id:d1*", "id:d?1", "abc~1/1",
    "(核酸 OR abc) AND (city:上海市 OR NOT open:true)", "title:核*", "size:many", "when:nonsense", "()", "",
]  # fmt: skip


@pytest.mark.parametrize("text", AS_WRITTEN)
def test_what_is_written_matches_what_it_matches_in_whoosh(worn_index, text):
    parsed = written.parse(text, worn_index.schema, "text")
    assert worn_index.found(Written(text)) == keys(worn_index, by_whoosh(worn_index, parsed))


# -- what ranks --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        pytest.param("核酸", [("text", "核酸", 1.0)], id="a word"),
        pytest.param("核酸^3", [("text", "核酸", 3.0)], id="a boost"),
        pytest.param("(核酸^3)^2", [("text", "核酸", 6.0)], id="boosts multiply"),
        pytest.param("核酸 NOT 社区", [("text", "核酸", 1.0)], id="not what is excluded"),
        pytest.param("核酸 ANDNOT 社区", [("text", "核酸", 1.0)], id="nor in this form"),
        pytest.param("核酸 ANDMAYBE 社区", [("text", "核酸", 1.0), ("text", "社区", 1.0)], id="maybe"),
        pytest.param('"核酸检测"', [("text", "核酸", 1.0), ("text", "检测", 1.0)], id="a piece by its words"),
        pytest.param("size:[1 TO 3]", [], id="not a range"),
        pytest.param("*", [], id="not all"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_the_terms_that_rank(worn_index, text, terms):
    found = read(text, worn_index.schema, "text", refuse).terms
    assert list(dict.fromkeys(found)) == [
        Weighted(field, encoded(term), boost) for field, term, boost in terms
    ]
