"""The best by score are those of a full sort: leaving documents unscored never loses or reorders any."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engine import ranking
from search.engine.dictionary import encoded
from search.engine.parts import Part, Parts
from search.engine.ranking import best_by_score
from search.engine.schema import FieldSpec
from search.engine.scoring import Weighted, scorers
from tests.search.engine.conftest import WORDS, segment_of

SPECS = (
    FieldSpec("id", "key"),
    FieldSpec("text", "text"),
    FieldSpec("title", "text", boost=3.0),
    FieldSpec("city", "values"),
)
TERMS = ("核酸", "疫情", "防控", "上海", "检测", "社区", "突击队", "志愿者", "abc", "物资", "没有")


def made(sizes, directory, seed, *, most=60):
    """Parts of an index whose documents hold the frequent words often and the rare ones seldom."""
    chance = random.Random(seed)
    weights = [1 / (rank + 1) ** 2 for rank in range(len(WORDS))]
    parts, first = [], 0
    for number, size in enumerate(sizes):
        documents = [
            {
                "id": str(first + n),
                "text": "。".join(chance.choices(WORDS, weights, k=chance.randrange(most))),
                "title": "".join(chance.choices(WORDS, weights, k=chance.randrange(3))),
                "city": chance.sample(["上海市", "南通市"], chance.randrange(3)),
            }
            for n in range(size)
        ]
        segment = segment_of(documents, directory / f"{number}.seg", SPECS)
        live = np.array([chance.random() < 0.8 for _ in range(size)], bool)
        parts.append(Part(segment, live, first))
        first += size
    return Parts(parts)


@pytest.fixture(scope="module")
def parts(tmp_path_factory):
    return made([260, 1, 90, 40], tmp_path_factory.mktemp("ranked"), seed=1)


@pytest.fixture(params=[1, 40, ranking.WORTHWHILE], ids=lambda most: f"lists from {most}")
def worthwhile(request, monkeypatch):
    """From which length on a list is worth a search for what the best must reach."""
    monkeypatch.setattr(ranking, "WORTHWHILE", request.param)


def full_sort(hits, terms):
    """All hits with their scores, the best first; among equal ones the first of the index."""
    found = []
    for part, mask in hits:
        documents = np.flatnonzero(mask)
        scores = np.zeros(len(documents))
        for scorer in terms:
            scorer.add(scores, part, documents)
        found += zip((-scores).tolist(), (documents + part.first).tolist(), strict=True)
    return [(-negative, document) for negative, document in sorted(found)]


def weighted(chance):
    fields = ["text", "text", "title", "city", "text_chars"]
    terms = []
    for _ in range(chance.randrange(6)):
        field = chance.choice(fields)
        term = {"city": "南通市", "text_chars": "核"}.get(field) or chance.choice(TERMS)
        terms.append(
            Weighted(field, encoded(term), chance.choice([1.0, 2.5, 0.1]), begins=chance.random() < 0.2)
        )
    return terms


def holding_any(parts, terms):
    found = []
    for part in parts:
        mask = part.nothing()
        for scorer in terms:
            mask[scorer.postings(part).docs] = True
        found.append((part, mask & part.live))
    return found


def assert_best(hits, terms, most):
    best, expected = best_by_score(hits, terms, most), full_sort(hits, terms)[:most]
    assert [document for _, document in best] == [document for _, document in expected]
    assert [score for score, _ in best] == pytest.approx([score for score, _ in expected], rel=1e-12)


@pytest.mark.parametrize("seed", range(25))
def test_the_best_are_those_of_a_full_sort(parts, worthwhile, seed):
    chance = random.Random(seed)
    terms = scorers(parts, weighted(chance))
    hits = holding_any(parts, terms)
    if seed % 3 == 0:  # hits that hold none of the terms too
        hits = [(part, part.live) for part in parts]
    if seed % 3 == 1:  # few of those that hold them
        hits = [(part, mask & (np.arange(len(mask)) % 7 == 0)) for part, mask in hits]
    for most in (0, 1, 2, 3, 5, 10, 20, 50, 200, 1000):
        assert_best(hits, terms, most)


def test_every_number_of_documents(parts, worthwhile):
    terms = scorers(parts, [Weighted("text", encoded(term)) for term in ("核酸", "志愿者", "物资")])
    hits = holding_any(parts, terms)
    for most in range(sum(int(mask.sum()) for _, mask in hits) + 2):
        assert_best(hits, terms, most)


@given(
    st.lists(
        st.lists(st.sampled_from(["核酸 ", "疫情 ", "abc "]), max_size=4).map("".join),
        min_size=1,
        max_size=20,
    ),
    st.lists(st.tuples(st.sampled_from(["核酸", "疫情", "abc"]), st.sampled_from([1.0, 5.0])), max_size=3),
    st.integers(0, 8),
)
@settings(max_examples=50, deadline=None)
def test_documents_with_equal_scores_stand_in_the_order_of_the_index(tmp_path_factory, texts, asked, most):
    """Short texts of few words: nearly all scores are equal."""
    directory = tmp_path_factory.mktemp("equal", numbered=True)
    half = len(texts) // 2
    found, first = [], 0
    for number, portion in enumerate((texts[:half], texts[half:])):
        documents = [{"id": str(first + n), "text": text} for n, text in enumerate(portion)]
        segment = segment_of(documents, directory / f"{number}.seg", SPECS)
        if documents:
            found.append(Part(segment, segment.everything(), first))
        first += len(portion)
    parts = Parts(found)
    terms = scorers(parts, [Weighted("text", encoded(term), boost) for term, boost in asked])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ranking, "WORTHWHILE", 1)
        assert_best([(part, part.live) for part in parts], terms, most)


def test_without_terms_the_first_of_the_index_come_first(parts):
    best = best_by_score([(part, part.live) for part in parts], [], 5)
    live = [part.first + document for part in parts for document in np.flatnonzero(part.live).tolist()]
    assert best == [(0.0, document) for document in live[:5]]


@pytest.mark.parametrize("descends", [True, False])
@pytest.mark.parametrize("most", [1, 7, 40, 10_000])
def test_equal_scores_are_ordered_by_columns_over_all_parts(parts, most, descends):
    """A single letter scores the same wherever it stands."""
    terms = scorers(parts, [Weighted("text_chars", encoded("疫"))])
    hits = holding_any(parts, terms)
    best = best_by_score(hits, terms, most, (("city", descends), ("id", False)))
    rows = []
    for part, mask in hits:
        for number in np.flatnonzero(mask).tolist():
            values = [part.segment.value(name, number) for name in ("city", "id")]
            rows.append((*values, part.first + number))
    rows.sort(key=lambda row: row[1])
    having = sorted((row for row in rows if row[0]), key=lambda row: row[0], reverse=descends)
    expected = [row[2] for row in [*having, *(row for row in rows if not row[0])]]
    assert [document for _, document in best] == expected[:most]
    assert len(expected) > 40


def test_no_hits(parts):
    terms = scorers(parts, [Weighted("text", encoded("核酸"))])
    assert best_by_score([], terms, 5) == []
    assert best_by_score([(part, part.nothing()) for part in parts], terms, 5) == []


def test_documents_that_cannot_be_among_the_best_are_not_scored(parts, monkeypatch):
    """Else the tests above would compare a full sort with itself."""
    monkeypatch.setattr(ranking, "WORTHWHILE", 1)
    scored = []
    plain = ranking._candidates

    def counted(*asked):
        scores, documents = plain(*asked)
        scored.append(len(documents))
        return scores, documents

    monkeypatch.setattr(ranking, "_candidates", counted)
    part = parts[0]
    for asked in (["疫情"], ["疫情", "志愿者"], ["核酸", "物资"]):
        scored.clear()
        terms = scorers(parts, [Weighted("text", encoded(term)) for term in asked])
        ((_, mask),) = holding_any([part], terms)
        assert_best([(part, mask)], terms, 3)
        assert scored[-1] < mask.sum()
