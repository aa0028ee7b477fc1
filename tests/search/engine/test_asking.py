"""What each kind of question matches."""

import pytest

from search.engine.ask import (
    AllOf,
    AnyOf,
    Between,
    Everything,
    Missing,
    Not,
    Nothing,
    Ranked,
    Substring,
    Values,
    Words,
    Written,
)

ALL = {"queue", "team", "plain", "split"}


@pytest.fixture
def index(small_index):
    small_index.put(
        {
            "id": "queue",
            "text": "居民排隊做核酸檢測",
            "title": "排队",
            "city": ["上海市", "黄浦区"],
            "day": "2022-04-11",
        },
        {
            "id": "team",
            "text": "突击队支援核酸、检测",
            "title": "核酸检测",
            "city": ["上海市"],
            "day": "2022-05",
        },
        {
            "id": "plain",
            "text": "人民日报 海外版 AI 2022",
            "title": "ＡＩ",
            "city": ["南通市"],
            "day": "2021",
        },
        {"id": "split", "text": "检测完毕。\n核酸阴性", "title": "其他"},
    )
    return small_index


@pytest.mark.parametrize(
    ("node", "keys"),
    [
        pytest.param(Everything(), ALL, id="everything"),
        pytest.param(Nothing(), set(), id="nothing"),
        pytest.param(Words("text", "核酸检测"), {"queue", "team", "split"}, id="all the words, in any order"),
        pytest.param(Words("text", "核酸檢測"), {"queue", "team", "split"}, id="words in the other script"),
        pytest.param(Words("text", "核酸 排队"), {"queue"}, id="several words must all stand"),
        pytest.param(
            Words("text", "民排"), {"queue"}, id="what crosses a word's border is found in one piece"
        ),
        pytest.param(Words("text", "ai"), {"plain"}, id="case and width"),
        pytest.param(Words("title", "核酸"), {"team"}, id="one field alone"),
        pytest.param(Words("text", "，。"), set(), id="punctuation alone"),
        pytest.param(Substring("text", "核酸检测"), {"queue", "team"}, id="one piece, punctuation aside"),
        pytest.param(Substring("text", "击"), {"team"}, id="one character"),
        pytest.param(Substring("text", "完毕核酸"), set(), id="one piece does not cross a line"),
        pytest.param(Substring("text", "日报海外"), {"plain"}, id="one piece crosses a blank"),
        pytest.param(Substring("text", ""), set(), id="empty piece"),
        pytest.param(Values("city", ("黄浦区",)), {"queue"}, id="one value"),
        pytest.param(Values("city", ("黄浦区", "南通市")), {"queue", "plain"}, id="one of several values"),
        pytest.param(Values("city", ("上海",)), set(), id="a part of a value is none"),
        pytest.param(Values("city", ()), set(), id="none of no values"),
        pytest.param(Missing("city"), {"split"}, id="missing"),
        pytest.param(Between("day", "2022-04-11", "2022-05"), {"queue", "team"}, id="both ends included"),
        pytest.param(Between("day", low="2022-05"), {"team"}, id="open above"),
        pytest.param(Between("day", high="2021"), {"plain"}, id="open below"),
        pytest.param(Not(Words("text", "核酸")), {"plain"}, id="not"),
        pytest.param(Not(Not(Words("text", "核酸"))), {"queue", "team", "split"}, id="not not"),
        pytest.param(
            AllOf((Words("text", "核酸"), Values("city", ("上海市",)))), {"queue", "team"}, id="all of"
        ),
        pytest.param(
            AllOf((Words("text", "核酸"), Not(Words("text", "排队")))), {"team", "split"}, id="but not"
        ),
        pytest.param(
            AllOf((Not(Words("text", "排队")), Not(Missing("city")))), {"team", "plain"}, id="only nots"
        ),
        pytest.param(AllOf((Words("text", "核酸"), Nothing())), set(), id="all of something and nothing"),
        pytest.param(
            AnyOf((Words("text", "排队"), Values("city", ("南通市",)))), {"queue", "plain"}, id="any of"
        ),
        pytest.param(AnyOf((Words("text", "排队"), Nothing())), {"queue"}, id="any of something and nothing"),
        pytest.param(AnyOf(()), set(), id="any of none"),
        pytest.param(Ranked("text", "排队"), {"queue"}, id="any of the words"),
        pytest.param(Written("*"), ALL, id="written: all"),
        pytest.param(Written("(核酸) NOT (排队)"), {"team", "split"}, id="written: not"),
        pytest.param(
            Written('city:("上海市" OR "南通市")'), {"queue", "team", "plain"}, id="written: values"
        ),
        pytest.param(Written('"人民日报 海外版"'), {"plain"}, id="written: in one piece"),
        pytest.param(Written("title:(核酸)"), {"team"}, id="written: a field"),
        pytest.param(Written("nosuchfield:核酸"), set(), id="written: an unknown field matches nothing"),
    ],
)
def test_it_matches(index, node, keys):
    assert index.found(node) == keys


def test_ranking_changes_the_order_and_nothing_else(index):
    plain = index.answer(Words("text", "核酸检测"))
    ranked = index.answer(Words("text", "核酸检测"), rank=Ranked("title", "排队", 50.0))
    assert {hit.key for hit in ranked.hits} == {hit.key for hit in plain.hits}
    assert ranked.hits[0].key == "queue"


def test_a_filter_narrows_without_changing_the_scores(index):
    node = Words("text", "核酸")
    scores = {hit.key: hit.score for hit in index.answer(node).hits}
    narrowed = index.answer(node, filters={"city": Values("city", ("黄浦区",))})
    assert [(hit.key, hit.score) for hit in narrowed.hits] == [("queue", scores["queue"])]


def test_a_facet_is_counted_without_its_own_filter_and_with_the_others(index):
    filters = {"city": Values("city", ("南通市",)), "day": Between("day", "2021", "2022-05")}
    answer = index.answer(Everything(), filters=filters, facets={"city": "city", "day": "day"})
    assert [hit.key for hit in answer.hits] == ["plain"]
    assert answer.facets["city"].counts == {"上海市": 2, "黄浦区": 1, "南通市": 1}
    assert answer.facets["day"].counts == {"2021": 1}


def test_documents_without_a_value_are_counted_as_missing(index):
    facet = index.answer(Everything(), facets={"city": "city"}).facets["city"]
    assert facet.missing == 1


def test_named_questions_are_counted_among_the_hits(index):
    answer = index.answer(Words("text", "核酸"), queries={"in Shanghai": Values("city", ("上海市",))})
    assert answer.queries == {"in Shanghai": 2}
