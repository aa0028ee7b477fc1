"""Scores are those of Whoosh's BM25F over the same segments, to rounding."""

from __future__ import annotations

import random

import numpy as np
import pytest
from whoosh import query

from search.engine import scoring
from search.engine.dictionary import encoded
from search.engine.lengths import LENGTHS, to_bytes
from search.engine.parts import Part, Parts
from search.engine.scoring import TermScorer, Weighted, scorers
from tests.search.engine.conftest import WORDS, WholeIndex, articles, segment_of

TERMS = [word for word in WORDS if word.isalnum() and word != "Ａ1"] + ["a1"]


def ours(parts, terms):
    """Every document's score, of those that hold any of the terms."""
    found = {}
    scorers_ = scorers(parts, terms)
    for part in parts:
        scores = np.zeros(part.documents)
        held = part.nothing()
        for scorer in scorers_:
            scorer.add(scores, part, np.arange(part.documents))
            held[scorer.postings(part).docs] = True
        for document in np.flatnonzero(held & part.live).tolist():
            found[part.first + document] = float(scores[document])
    return found


def whooshs(index, terms):
    asked = query.Or([query.Term(w.field, w.term.decode(), boost=w.boost) for w in terms])
    with index.whoosh() as searcher:
        return {document: score for score, document in searcher.search(asked, limit=None).top_n}


def some_terms(chance):
    fields = {(chance.choice(["text", "title"]), chance.choice(TERMS)) for _ in range(chance.randrange(1, 5))}
    return [Weighted(field, encoded(term), chance.choice([1.0, 3.0, 0.5])) for field, term in sorted(fields)]


@pytest.mark.parametrize("seed", range(12))
def test_scores_are_whooshs(worn_index, seed):
    terms = some_terms(random.Random(seed))
    expected = whooshs(worn_index, terms)
    assert len(expected) > 5
    found = ours(worn_index.parts, terms)
    assert found.keys() == expected.keys()
    for document, score in found.items():
        assert score == pytest.approx(expected[document], rel=1e-12, abs=0)


@pytest.mark.parametrize("name", ["text", "title"])
@pytest.mark.parametrize("term", TERMS)
def test_what_scores_rest_on_is_whooshs(worn_index, name, term):
    parts = worn_index.parts
    with worn_index.whoosh() as searcher:
        frequency = parts.document_frequency(name, encoded(term))
        assert frequency == searcher.doc_frequency(name, term)
        assert parts.idf(frequency) == pytest.approx(searcher.idf(name, term), rel=1e-12)
        assert parts.average_length(name) == pytest.approx(searcher.avg_field_length(name), rel=1e-12)


def test_a_field_without_lengths_adds_the_weight_alone(worn_index):
    found = ours(
        worn_index.parts, [Weighted("text_chars", "核".encode(), 2.5), Weighted("city", "南通市".encode())]
    )
    assert set(found.values()) == {2.5, 1.0, 3.5}


def test_a_term_that_nobody_holds_adds_nothing(worn_index):
    assert ours(worn_index.parts, [Weighted("text", "无此词".encode())]) == {}


def test_an_index_without_documents_scores_nothing(whole_index):
    assert ours(whole_index.parts, [Weighted("text", "核酸".encode())]) == {}


@pytest.mark.parametrize("name", ["text", "title"])
def test_terms_that_begin_so_count_as_one(tmp_path, name):
    """As the term that they would be, were they written alike."""
    many = [{"id": d["id"], "text": "mask masks", "title": "masked x"} for d in articles(6, 1)]
    many[0] = {"id": "other", "text": "unmask", "title": "other"}
    one = [
        {key: value.replace("masks", "mask").replace("masked", "mask") for key, value in d.items()}
        for d in many
    ]
    found = []
    for place, documents, weighted in (
        ("many", many, Weighted(name, b"mask", 2.0, begins=True)),
        ("one", one, Weighted(name, b"mask", 2.0)),
    ):
        index = WholeIndex(tmp_path / place)
        index.put(*documents)
        found.append(ours(index.parts, [weighted]))
    assert found[0] == found[1]
    assert len(found[0]) == 5


@pytest.mark.parametrize("sparse", [0, 8, 10**9], ids=["all at once", "as it pays", "looked up"])
def test_both_ways_to_add_give_the_same(worn_index, monkeypatch, sparse):
    monkeypatch.setattr(scoring, "SPARSE", sparse)
    chance = np.random.default_rng(5)
    for part in worn_index.parts:
        for weighted in (Weighted("text", "核酸".encode()), Weighted("city", "南通市".encode(), 2.0)):
            scorer = TermScorer(worn_index.parts, weighted)
            postings = scorer.postings(part)
            shares = np.zeros(part.documents)
            shares[postings.docs] = scorer.scores(part, postings.docs, postings.freqs)
            documents = np.flatnonzero(chance.random(part.documents) < 0.3)
            scores = np.full(len(documents), 7.0)
            scorer.add(scores, part, documents)
            assert scores.tolist() == (7.0 + shares[documents]).tolist()


# -- bounds, which must never be too tight -----------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(6))
def test_no_document_gets_more_than_the_bound(worn_index, seed):
    parts = worn_index.parts
    for weighted in [*some_terms(random.Random(seed)), Weighted("city", "上海市".encode(), 3.0)]:
        scorer = TermScorer(parts, weighted)
        for part in parts:
            postings = scorer.postings(part)
            shares = scorer.scores(part, postings.docs, postings.freqs)
            assert shares.max(initial=0.0) <= scorer.bound(part, postings) * (1 + 1e-12)


@pytest.mark.parametrize("seed", range(6))
def test_whoever_is_left_out_gets_less_than_the_share(worn_index, seed):
    parts = worn_index.parts
    chance = random.Random(seed)
    for weighted in some_terms(chance):
        scorer = TermScorer(parts, weighted)
        for part in parts:
            postings = scorer.postings(part)
            if not len(postings):
                continue
            share = chance.random() * scorer.bound(part, postings)
            chosen = scorer.often_enough(part, postings, share)
            shares = scorer.scores(part, postings.docs, postings.freqs)
            assert (np.delete(shares, chosen) < share).all()
            assert (shares[chosen] > share * (1 - 1e-9)).all()


@pytest.mark.parametrize("length", [0, 1, 2, 7, 15, 16, 17, 39, 40, 41, 1000, 4097, 100_000])
def test_a_bound_by_length_is_at_most_what_the_lengths_byte_stands_for(length):
    (own,) = to_bytes(np.array([length]))
    assert LENGTHS[scoring._byte_below(length)] <= LENGTHS[own]


def test_no_term_has_a_negative_weight(tmp_path):
    """Not even one that every document holds: pruning rests on it."""
    segment = segment_of([{"id": "only", "text": "核酸"}], tmp_path / "one.seg")
    parts = Parts([Part(segment, segment.everything(), 0)])
    assert ours(parts, [Weighted("text", "核酸".encode())])[0] > 0
