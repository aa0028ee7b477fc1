"""Every kind of field and every lookup; and no value can say more than what it is."""

import datetime as dt

import pytest
from haystack.inputs import AutoQuery, Exact, Not

CASES = [
    pytest.param({"content__endswith": "检测点"}, {2}, id="ends, in Chinese"),
    pytest.param({"content__endswith": "gistering"}, {3}, id="ends"),
    pytest.param({"content__fuzzy": "regestering"}, {3}, id="nearly"),
    pytest.param({"content__fuzzy": "核酸检册"}, {1, 2}, id="nearly, in Chinese"),
    pytest.param({"content__startswith": "mask"}, {3}, id="begins"),
    pytest.param({"content__contains": "mask"}, {3, 4}, id="holds"),
    pytest.param({"content__contains": "乱(码"}, set(), id="holds, with a sign"),
    pytest.param({"content__in": ["居民", "models"]}, {1, 3}, id="in texts"),
    pytest.param({"content": Exact("酸检测")}, {1, 2}, id="a piece"),
    pytest.param({"content": Not("核酸")}, {3, 4}, id="not"),
    pytest.param({"content": AutoQuery('"核酸检测" -检测点')}, {1}, id="as people write"),
    pytest.param({"rule_exact": "乱码(GBK)"}, {1}, id="a value with signs"),
    pytest.param({"rule_exact__exact": '全角"引号"'}, {2}, id="a value with quotes"),
    pytest.param({"rule_exact__in": ['全角"引号"', "it's"]}, {2, 4}, id="in values with quotes"),
    pytest.param({"rule_exact__startswith": "乱码-"}, {3}, id="a value with a sign begins"),
    pytest.param({"rule_exact__contains": "码("}, {1}, id="a value holds a sign"),
    pytest.param({"rule_exact__gte": "全角!", "rule_exact__lt": "全角#"}, {2}, id="values in order") ,
    pytest.param({"rule_exact__range": ["乱码(", "乱码)"]}, {1}, id="values with signs in order"),
    pytest.param({"marks": "it's"}, {4}, id="one of several values"),
    pytest.param({"start": 20}, {2, 3}, id="a number"),
    pytest.param({"start__exact": 20}, {2, 3}, id="a number exactly"),
    pytest.param({"start__gt": 20}, {4}, id="above"),
    pytest.param({"start__gte": 20}, {2, 3, 4}, id="from"),
    pytest.param({"start__lt": 20}, {1}, id="below"),
    pytest.param({"start__lte": 20}, {1, 2, 3}, id="to"),
    pytest.param({"start__range": [10, 20]}, {1, 2, 3}, id="between"),
    pytest.param({"start__in": [10, 30]}, {1, 4}, id="in numbers"),
    pytest.param({"confidence__gte": 0.75}, {2, 3}, id="a float from"),
    pytest.param({"confidence__lt": 0.75}, {1, 4}, id="a float below"),
    pytest.param({"confidence": 0.5}, {1}, id="a float"),
    pytest.param({"vetoed": True}, {2}, id="yes"),
    pytest.param({"vetoed": False}, {1, 3, 4}, id="no"),
    pytest.param({"vetoed__exact": True}, {2}, id="yes, exactly"),
    pytest.param({"moment__gt": dt.datetime(2022, 4, 25, 8, 30)}, {2, 3}, id="after a moment"),
    pytest.param({"moment__lte": dt.datetime(2022, 4, 25, 8, 30)}, {1}, id="until a moment"),
    pytest.param({"moment": dt.datetime(2022, 4, 25, 9, 30)}, {2}, id="at a moment"),
    pytest.param({"moment__in": [dt.datetime(2022, 4, 25, 9, 30)]}, {2}, id="at one of the moments"),
    pytest.param({"day__in": [dt.date(2022, 4, 25)]}, {1, 2}, id="on one of the days"),
    pytest.param({"django_id__in": [1, 3]}, {1, 3}, id="in keys"),
    pytest.param({"id": "archive.ledgerentry.3"}, {3}, id="an identifier"),
]  # fmt: skip


@pytest.mark.parametrize(("lookups", "expected"), CASES)
def test_lookups(noted, numbers, lookups, expected):
    assert set(numbers(noted.filter(**lookups))) == expected


ATTACKS = [
    pytest.param({"rule_exact__in": ['x" OR "it\'s']}, id="in"),
    pytest.param({"rule_exact": 'x" OR rule_exact:"it\'s'}, id="exact"),
    pytest.param({"content__exact": 'x") OR ("核酸'}, id="a piece"),
    pytest.param({"content": "x') OR ('核酸"}, id="words"),
    pytest.param({"content": "' ) OR ( '核酸"}, id="words with apostrophes"),
    pytest.param({"content": "x ANDNOT 核酸x OR *:*"}, id="operators"),
    pytest.param({"content__startswith": "x*' OR *"}, id="a beginning"),
    pytest.param({"content__contains": "' OR *:* OR 'zzz"}, id="a part"),
    pytest.param({"rule_exact__lt": "!' to] OR rule_exact:['"}, id="a bound"),
    pytest.param({"rule_exact__range": ["zzz", "zzz] OR *:* OR rule:[a"]}, id="a range"),
    pytest.param({"content": Exact('x" OR "核酸')}, id="Exact"),
]


@pytest.mark.parametrize("lookups", ATTACKS)
def test_a_value_says_no_more_than_what_it_is(noted, numbers, lookups):
    assert numbers(noted.filter(**lookups)) == []
    assert len(noted.filter(**lookups).filter_or(vetoed=True)) == 1


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param("mod", [3, 4], id="the one with more such words first"),
        pytest.param("mod ", [3, 4], id="a blank"),
        pytest.param("odels", [], id="inside a word"),
        pytest.param("mas mod", [3], id="two beginnings"),
        pytest.param("核酸检", [1, 2], id="anywhere in Chinese"),
        pytest.param("排队", [1], id="other script"),
    ],
)
def test_autocomplete(noted, numbers, asked, expected):
    assert numbers(noted.autocomplete(begun=asked)) == expected


@pytest.mark.parametrize(
    ("lookups", "expected"),
    [
        pytest.param({"content": "核酸 检测"}, "(核酸 AND 检测)", id="words"),
        pytest.param({"content": "ANDNOT"}, "(andnot)", id="an operator"),
        pytest.param({"content": "C++ it's"}, "('C++' AND it's)", id="a sign"),
        pytest.param({"content": "it's+"}, "('it''s+')", id="a sign and an apostrophe"),
        pytest.param({"rule_exact": "it's (x)"}, 'rule_exact:("it\'s (x)")', id="a whole value"),
        pytest.param({"rule_exact__in": ['a"b', 3]}, 'rule_exact:("a""b" OR 3)', id="in"),
        pytest.param({"begun": "mod"}, "begun:(mod*)", id="an edge n-gram"),
    ],
)
def test_query_strings(noted, lookups, expected):
    assert noted.filter(**lookups).query.build_query() == expected
