"""Questions put together match what a plain walk over the documents finds, in any nesting."""

from __future__ import annotations

import random

import pytest

from archive.text.folding import fold
from search.engine.analysis import WordTokenizer, query_words
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
from search.engine.dictionary import encoded
from search.engine.evaluation import weights_of
from search.engine.scoring import Weighted
from search.engine.written import Reading
from tests.search.engine.conftest import CITIES


@pytest.fixture(scope="module")
def documents(worn_index):
    return [fields for _, fields in worn_index.reader.documents()]


# -- the model ---------------------------------------------------------------------------------------------------


def lines(document, field):
    return ["".join(filter(str.isalnum, line)) for line in fold(document.get(field) or "").split("\n")]


def in_one_piece(document, field, text):
    wanted = "".join(filter(str.isalnum, fold(text)))
    return bool(wanted) and any(wanted in line for line in lines(document, field))


def has_words(document, field, text):
    own = {token.text for token in WordTokenizer()(document.get(field) or "")}
    wanted = query_words(text)
    return (bool(wanted) and set(wanted) <= own) or in_one_piece(document, field, text)


def values(document, field):
    value = document.get(field) or []
    return value if isinstance(value, list) else [value]


def matches(node, document):
    match node:
        case Everything():
            return True
        case Nothing():
            return False
        case Words(field, text) | Ranked(field, text):
            return has_words(document, field, text)
        case Substring(field, text):
            return in_one_piece(document, field, text)
        case Values(field, wanted):
            return bool(set(wanted) & set(values(document, field)))
        case Missing(field):
            return not values(document, field)
        case Between(field, low, high):
            return any((low or "") <= value <= (high or "\U0010ffff") for value in values(document, field))
        case AllOf(parts):
            return all(matches(part, document) for part in parts)
        case AnyOf(parts):
            return any(matches(part, document) for part in parts)
        case Not(part):
            return not matches(part, document)
    raise AssertionError(node)


TEXTS = [
    "核酸",
    "核酸检测",
    "检测核酸",
    "突击",
    "疫情防控",
    "abc",
    "ABC 12",
    "a1",
    "哈哈哈",
    "核",
    "，",
    "上海社区",
    "情核",
]
DAYS = [None, "2022-01", "2022-05", "2022-09", "2022-12"]


def leaf(chance):
    field = chance.choice(["text", "title"])
    return chance.choice(
        [
            Everything(),
            Nothing(),
            Words(field, chance.choice(TEXTS)),
            Ranked(field, chance.choice(TEXTS)),
            Substring(field, chance.choice(TEXTS)),
            Values("city", tuple(chance.sample([*CITIES, "无"], chance.randrange(3)))),
            Values("id", tuple(f"d{n}" for n in range(0, 400, chance.randrange(1, 9)))),
            Missing(chance.choice(["city", "day"])),
            Between("day", chance.choice(DAYS), chance.choice(DAYS)),
            Between("city", chance.choice([None, "上", "南"]), chance.choice([None, "南通市", "龙"])),
        ]
    )


def tree(chance, depth):
    if not depth or chance.random() < 0.15:
        return leaf(chance)
    below = tuple(tree(chance, depth - 1) for _ in range(chance.randrange(4)))
    return chance.choice([AllOf(below), AnyOf(below), Not(tree(chance, depth - 1))])


@pytest.mark.parametrize("seed", range(80))
def test_what_a_walk_over_the_documents_finds(worn_index, documents, seed):
    node = tree(random.Random(seed), seed % 4)
    assert worn_index.found(node) == {d["id"] for d in documents if matches(node, d)}


def test_a_text_without_letters_does_not_keep_others_from_being_found(worn_index, documents):
    assert len(worn_index.found(AnyOf((Words("text", "，"), Everything())))) == len(documents)


# -- what ranks --------------------------------------------------------------------------------------------------


def read(text):
    return Reading(lambda part: part.live, (Weighted("title", encoded(text), 9.0),))


WORD, OTHER = Weighted("text", encoded("核酸")), Weighted("text", encoded("检测"))


@pytest.mark.parametrize(
    ("node", "weights"),
    [
        pytest.param(Words("text", "核酸检测"), [WORD, OTHER], id="the words"),
        pytest.param(Substring("text", "核酸，检测"), [WORD, OTHER], id="the words of a piece"),
        pytest.param(Ranked("text", "核酸", 3.0), [Weighted("text", encoded("核酸"), 3.0)], id="a boost"),
        pytest.param(
            Words("text", "核"),
            [Weighted("text", encoded("核")), Weighted("text_chars", encoded("核"))],
            id="a single letter, which is seldom a word",
        ),
        pytest.param(Words("text", "，"), [], id="no word"),
        pytest.param(AllOf((Words("text", "核酸"), Words("text", "检测"))), [WORD, OTHER], id="all of"),
        pytest.param(
            AnyOf((Words("text", "核酸"), AllOf((Words("text", "检测"),)))), [WORD, OTHER], id="nested"
        ),
        pytest.param(
            AllOf((Words("text", "核酸"), Not(Words("text", "检测")))), [WORD], id="not what is excluded"
        ),
        pytest.param(AllOf((Values("city", ("核酸",)), Everything(), Missing("city"))), [], id="not filters"),
        pytest.param(Written("怎样"), [Weighted("title", encoded("怎样"), 9.0)], id="written"),
    ],
)
def test_the_terms_that_rank(node, weights):
    assert weights_of(node, read) == weights
