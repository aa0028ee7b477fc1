"""An answer is put together from all segments: totals, pages, facets, named counts and columns."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter

import pytest

from search.engine.ask import (
    AllOf,
    AnyOf,
    Ask,
    Between,
    Everything,
    Missing,
    Not,
    Nothing,
    Substring,
    Values,
    Words,
)
from tests.search.engine.conftest import CITIES, articles

FACETS = {"city": "city", "day": "day"}


@pytest.fixture(scope="module")
def documents(worn_index):
    """What stands in the index, in its order."""
    return [fields for _, fields in worn_index.reader.documents()]


class Model:
    """Filters as plain functions over documents, beside the nodes that ask for the same."""

    def __init__(self, chance):
        self.filters, self.tests = {}, {}
        cities = tuple(chance.sample(CITIES, chance.randrange(1, 3)))
        low, high = sorted(f"2022-{chance.randrange(1, 13):02}" for _ in range(2))
        letters = chance.choice(["核酸", "疫", "突击队", "控核"])
        choices = {
            "city": (Values("city", cities), lambda d: set(cities) & set(d.get("city", []))),
            "day": (Between("day", low, high), lambda d: low <= d.get("day", "") <= high),
            "text": (Substring("text", letters), lambda d: holds(d, letters)),
            "nowhere": (Missing("city"), lambda d: not d.get("city")),
            "elsewhere": (Not(Values("city", cities)), lambda d: not set(cities) & set(d.get("city", []))),
        }
        for name in chance.sample(sorted(choices), chance.randrange(4)):
            self.filters[name], self.tests[name] = choices[name]

    def matching(self, documents, *, but=None):
        tests = [test for name, test in self.tests.items() if name != but]
        return [document for document in documents if all(test(document) for test in tests)]


def holds(document, letters):
    from archive.text.folding import fold

    lines = fold(document.get("text", "")).split("\n")
    return any(letters in "".join(filter(str.isalnum, line)) for line in lines)


def counted(documents, name):
    values = [document.get(name, []) for document in documents]
    listed = [value if isinstance(value, list) else [value] for value in values]
    return Counter(value for each in listed for value in set(each)), sum(not each for each in listed)


@pytest.mark.parametrize("seed", range(25))
def test_facets_are_counted_without_their_own_filter_and_with_the_others(worn_index, documents, seed):
    model = Model(random.Random(seed))
    answer = worn_index.answer(Everything(), filters=model.filters, facets=FACETS, size=1000)
    assert [hit.key for hit in answer.hits] == [d["id"] for d in model.matching(documents)]
    assert answer.total == len(answer.hits)
    for name, facet in answer.facets.items():
        counts, missing = counted(model.matching(documents, but=name), name)
        assert facet.counts == counts
        assert facet.missing == missing


@pytest.mark.parametrize("seed", range(8))
def test_named_questions_and_columns_are_of_the_hits(worn_index, documents, seed):
    model = Model(random.Random(100 + seed))
    wanted = {"north": Values("city", ("上海市",)), "none": Nothing(), "nowhere": Missing("day")}
    answer = worn_index.answer(
        Everything(), filters=model.filters, queries=wanted, columns=("size", "city", "when", "title"), size=1
    )
    matching = model.matching(documents)
    assert answer.queries == {
        "north": sum("上海市" in d.get("city", []) for d in matching),
        "none": 0,
        "nowhere": sum("day" not in d for d in matching),
    }
    for name in ("size", "when", "title"):
        assert answer.columns[name] == tuple(d[name] for d in matching if name in d)
    assert answer.columns["city"] == tuple(city for d in matching for city in d.get("city", []))


def test_a_facet_of_no_hits_counts_nothing(worn_index):
    facet = worn_index.answer(Nothing(), facets=FACETS).facets["city"]
    assert facet.counts == {}
    assert facet.missing == 0


def test_a_value_that_appears_later_is_counted_with_the_others(whole_index):
    """Segments number their values each in their own way."""
    given = [["b", "d"], ["a"], ["c", "b"], ["a", "e"], []]
    for number in range(len(given)):
        whole_index.put({"id": str(number), "city": given[number]})
        facet = whole_index.answer(Everything(), facets={"city": "city"}).facets["city"]
        assert facet.counts == Counter(value for values in given[: number + 1] for value in values)
        assert facet.missing == sum(not values for values in given[: number + 1])


def test_a_value_that_is_gone_is_counted_no_more(whole_index):
    whole_index.put({"id": "1", "city": ["甲"]}, {"id": "2", "city": ["乙", "甲"]})
    whole_index.delete("2")
    assert whole_index.answer(Everything(), facets=FACETS).facets["city"].counts == {"甲": 1}


def test_pages_of_a_question_follow_each_other(worn_index):
    node = Words("text", "核酸检测")
    whole = worn_index.answer(node, size=1000)
    pages = [worn_index.answer(node, start=start, size=7) for start in range(0, whole.total + 7, 7)]
    assert [hit for page in pages for hit in page.hits] == list(whole.hits)
    assert {page.total for page in pages} == {whole.total}
    scores = [hit.score for hit in whole.hits]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(("start", "size"), [(0, 0), (10**6, 20), (5, 0)])
def test_a_page_without_hits_has_a_total_all_the_same(worn_index, documents, start, size):
    answer = worn_index.answer(Everything(), start=start, size=size)
    assert answer.hits == ()
    assert answer.total == len(documents)


def test_hits_show_what_was_stored(worn_index, documents):
    by_key = {d["id"]: d for d in documents}
    answer = worn_index.answer(Substring("text", "核酸"), size=50)
    assert [hit.stored for hit in answer.hits] == [by_key[hit.key] for hit in answer.hits]


def test_an_index_without_documents_answers(whole_index):
    answer = whole_index.answer(
        AnyOf((Words("text", "核酸"), AllOf(()))),
        facets=FACETS,
        columns=("size",),
        queries={"all": Everything()},
    )
    assert (answer.total, answer.hits, answer.columns, answer.queries) == (0, (), {"size": ()}, {"all": 0})
    assert answer.facets["city"].counts == {}


def test_a_state_goes_on_answering_after_the_index_moved(whole_index):
    """Pages that were begun end with what they began with."""
    whole_index.put(*articles(40, seed=41))
    answer = whole_index.answer(Everything(), size=40)
    whole_index.delete(*(f"d{n}" for n in range(40)))
    whole_index.put({"id": "new", "text": "新"})
    assert {hit.stored["id"] for hit in answer.hits} == {f"d{n}" for n in range(40)}
    assert whole_index.keys(Everything()) == ["new"]


@pytest.mark.parametrize(
    "options",
    [
        {"facets": {"x": "nowhere"}},
        {"columns": ("nowhere",)},
        {"sort": (("nowhere", False),)},
        {"fold": "nowhere"},
    ],
    ids=lambda options: next(iter(options)),
)
def test_an_unknown_field_is_a_lookup_error(worn_index, options):
    with pytest.raises(LookupError, match="nowhere"):
        worn_index.reader.answer(Ask(Everything(), **options))


def test_moments_come_back_as_moments(whole_index):
    when = dt.datetime(2022, 4, 25, 9, 30, 0, 123456)
    whole_index.put({"id": "a", "when": when})
    assert whole_index.answer(Everything(), columns=("when",)).columns["when"] == (when,)
