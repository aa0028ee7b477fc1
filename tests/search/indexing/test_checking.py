"""The index is compared with the database by key and by content."""

from __future__ import annotations

import datetime as dt

import pytest
from haystack import connections

from archive.models import Article, Paragraph
from search import indexing
from search.engine.schema import FieldSpec
from search.indexing import checking
from search.outbox.models import OutboxRow
from search.search_indexes import ArticleIndex


@pytest.fixture(params=[500, 2], ids=["at once", "in portions"])
def portion(request, monkeypatch):
    monkeypatch.setattr(checking, "PORTION", request.param)


@pytest.fixture
def drifted(dozen):
    """Three articles that differ each in one way, behind the outbox's back."""
    backend = connections["default"].get_backend()
    keys = [f"archive.article.{article.pk}" for article in dozen[:3]]
    with backend.writer.batch() as batch:
        batch.delete([keys[0]])
        batch.put([{"id": "archive.article.999999", "django_ct": "archive.article", "django_id": "999999"}])
    Paragraph.objects.filter(article=dozen[2]).update(text="库里改了")
    OutboxRow.objects.all().delete()
    return keys


def test_check_finds_nothing_in_a_whole_index(dozen):
    assert not indexing.check()
    assert indexing.check() == indexing.Drift()


def test_check_names_what_is_missing_surplus_and_different(drifted, portion):
    drift = indexing.check()
    assert drift == indexing.Drift((drifted[0],), ("archive.article.999999",), (drifted[2],))
    assert drift


def test_repair_brings_the_index_to_the_database(drifted, portion, indexed):
    indexing.repair(indexing.check())
    assert not indexing.check()
    assert len(indexed()) == 12


def test_a_repair_takes_the_database_as_it_is_now(dozen):
    drift = indexing.Drift(surplus=(f"archive.article.{dozen[0].pk}",))
    indexing.repair(drift)  # what a check saw as surplus may have been indexed meanwhile
    assert not indexing.check()


def test_an_article_that_is_indexed_twice_differs(dozen, portion):
    backend = connections["default"].get_backend()
    index = connections["default"].get_unified_index().get_index(Article)
    (document,) = backend.prepared(index, [dozen[5]])
    with backend.writer.batch() as batch:
        batch.add([document])
    assert indexing.check().different == (document["id"],)
    indexing.repair(indexing.check())
    assert not indexing.check()


def test_what_was_indexed_while_the_others_were_compared_is_no_drift(dozen, monkeypatch):
    compare = checking._compare

    def settled_just_after(advance):
        Article.objects.filter(pk=dozen[0].pk).update(title="改在其间")
        found = compare(advance)
        assert found
        indexing.drain_all()
        return found

    monkeypatch.setattr(checking, "_compare", settled_just_after)
    assert not indexing.check()


def test_an_article_that_no_document_can_be_made_of_differs(dozen, monkeypatch, caplog):
    monkeypatch.setattr(ArticleIndex, "prepare_title", lambda self, article: 1 // (article.pk - dozen[0].pk))
    assert f"archive.article.{dozen[0].pk}" in indexing.check().different


def test_progress_is_told_of_every_document(dozen):
    told = []

    class Bar:
        def __init__(self, total):
            told.append(total)

        def __enter__(self):
            return lambda articles: told.append(-articles)

        def __exit__(self, *_):
            pass

    indexing.check(Bar)
    assert sum(told) == 0 < told[0]


SPEC = (FieldSpec("value", "values", stored=True),)


@pytest.mark.parametrize(
    ("expected", "held", "equal"),
    [
        pytest.param(None, "", True, id="nothing either way"),
        pytest.param([], None, True, id="an empty list"),
        pytest.param(("a", "b"), ["a", "b"], True, id="list or tuple"),
        pytest.param(["a", "b"], ["b", "a"], False, id="another order"),
        pytest.param(dt.date(2022, 4, 25), dt.datetime(2022, 4, 25), True, id="a day as a moment"),
        pytest.param(dt.date(2022, 4, 25), dt.date(2022, 4, 26), False, id="another day"),
        pytest.param("a", "A", False, id="another case"),
        pytest.param(0, None, False, id="zero is a value"),
    ],
)
def test_values_are_compared_whichever_form_the_index_gives_back(expected, held, equal):
    assert checking.same(SPEC, {"value": expected}, {"value": held}) is equal
