"""Rows of reprints: counted and paged as a plain loop over the documents does it."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from search.engine.ask import Everything, Missing, Nothing, Values, Words
from search.engine.schema import FieldSpec
from tests.search.engine.conftest import CITIES, EVERY_KIND, WholeIndex, article

FACETS = {"city": "city", "day": "day"}
WORKS = 40  # of 300 documents, a third of which are in none: most works have several copies


def with_work(number, chance):
    work = f"w{chance.randrange(WORKS)}" if chance.random() < 0.67 else None
    return article(number, chance) | {"work": work}


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    """Several segments, in which works fall apart and a third of the documents were deleted or replaced."""
    index = WholeIndex(tmp_path_factory.mktemp("works"), (*EVERY_KIND, FieldSpec("work", "values")))
    chance = random.Random(5)
    for round_ in range(5):
        index.put(*(with_work(number, chance) for number in chance.sample(range(300), 90)))
        index.delete(*(f"d{number}" for number in chance.sample(range(300), 5 + round_)))
    return index


def row_of(document):
    return document.get("work", document["id"])


def counted(documents, name):
    """How many rows have each value, and how many have none."""
    listed = [(row_of(d), d.get(name, [])) for d in documents]
    pairs = {
        (row, value) for row, given in listed for value in ([given] if isinstance(given, str) else given)
    }
    return Counter(value for _, value in pairs), len({row for row, given in listed if not given})


QUESTIONS = [
    pytest.param(Everything(), {}, id="all"),
    pytest.param(Words("text", "核酸"), {}, id="words"),
    pytest.param(Everything(), {"city": Values("city", (CITIES[0],))}, id="chosen"),
    pytest.param(
        Words("text", "疫情"), {"city": Values("city", CITIES[1:3]), "day": Missing("day")}, id="both"
    ),
    pytest.param(Everything(), {"work": Values("work", ("w3",))}, id="one work"),
    pytest.param(Nothing(), {}, id="nothing"),
]
SORTS = [(), (("size", True),), (("day", False), ("size", True))]


def every(index, match, filters, sort):
    """The matching documents in their order, unfolded."""
    return [hit.stored for hit in index.answer(match, filters=filters, sort=sort, size=1000).hits]


@pytest.mark.parametrize(("match", "filters"), QUESTIONS)
@pytest.mark.parametrize("sort", SORTS, ids=["relevance", "size", "day"])
def test_the_best_document_of_each_row_is_its_hit(index, match, filters, sort):
    documents = every(index, match, filters, sort)
    firsts = list({row_of(document): document["id"] for document in reversed(documents)}.values())[::-1]
    sizes = Counter(map(row_of, documents))
    answer = index.answer(match, filters=filters, sort=sort, fold="work", size=1000)
    assert answer.total == len(firsts)
    assert sorted(hit.key for hit in answer.hits) == sorted(firsts)
    assert [hit.key for hit in answer.hits] == sorted(firsts, key=[d["id"] for d in documents].index)
    assert [hit.others + 1 for hit in answer.hits] == [sizes[row_of(hit.stored)] for hit in answer.hits]


@pytest.mark.parametrize(("match", "filters"), QUESTIONS)
def test_facets_count_rows(index, match, filters):
    answer = index.answer(match, filters=filters, facets=FACETS, fold="work")
    for name, facet in answer.facets.items():
        others = {other: node for other, node in filters.items() if other != name}
        counts, missing = counted(every(index, match, others, ()), name)
        assert facet.counts == counts
        assert facet.missing == missing


def test_a_value_finds_as_many_rows_as_were_counted_for_it(index):
    counts = index.answer(Words("text", "核酸"), facets=FACETS, fold="work").facets["city"].counts
    for city, count in counts.items():
        chosen = index.answer(Words("text", "核酸"), filters={"city": Values("city", (city,))}, fold="work")
        assert chosen.total == count


@pytest.mark.parametrize("size", [1, 7, 20])
def test_every_row_stands_on_one_page(index, size):
    whole = index.answer(Words("text", "核酸"), fold="work", size=1000)
    starts = range(0, whole.total, size)
    pages = [index.answer(Words("text", "核酸"), fold="work", start=start, size=size) for start in starts]
    assert [hit.key for page in pages for hit in page.hits] == [hit.key for hit in whole.hits]


def test_a_work_with_very_many_copies_is_one_row(tmp_path):
    index = WholeIndex(tmp_path / "copies", (*EVERY_KIND, FieldSpec("work", "values")))
    copies = [{"id": f"c{n}", "text": "突击队", "work": "w"} for n in range(500)]
    index.put(*copies, {"id": "other", "text": "突击队支援社区防控"})
    answer = index.answer(Words("text", "突击队"), fold="work", size=2)
    assert [(hit.key, hit.others) for hit in answer.hits] == [("c0", 499), ("other", 0)]
    assert answer.total == 2


def test_without_any_group_every_document_is_a_row(tmp_path):
    index = WholeIndex(tmp_path / "alone", (*EVERY_KIND, FieldSpec("work", "values")))
    assert index.answer(Everything(), fold="work", facets=FACETS).total == 0
    index.put({"id": "a", "city": ["甲"]}, {"id": "b", "city": ["甲"]})
    answer = index.answer(Everything(), fold="work", facets=FACETS)
    assert (answer.total, [hit.others for hit in answer.hits]) == (2, [0, 0])
    assert answer.facets["city"].counts == {"甲": 2}
