"""Haystack's ways to write: at once, under the writer's lock."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from haystack.exceptions import SkipDocument
from haystack.query import SearchQuerySet

from archive.models import Article, LedgerEntry, Load, Source
from search.backend import Backend
from search.engine.errors import IndexMissing, IndexOutdated
from tests.search.backend.conftest import ALL, note_index, notes, source_index


def test_update_and_remove_work_at_once(found):
    from haystack import connections

    index = connections["default"].get_unified_index().get_index(Article)
    article = Article.objects.get(external_id="goods")
    article.title = "改题"
    index.update_object(article)
    assert found(SearchQuerySet().filter(title="改题")) == ["goods"]
    index.remove_object(article)
    assert set(found(SearchQuerySet().all())) == ALL - {"goods"}


def test_clear_by_model_clears_what_is_of_it(found):
    from haystack import connections

    backend = connections["default"].get_backend()
    backend.clear(models=[Load])
    assert SearchQuerySet().count() == 4
    backend.clear(models=[Article])
    assert SearchQuerySet().count() == 0


def test_an_index_may_skip_a_document(backend, connection, monkeypatch):
    index = connection.get_unified_index().get_index(LedgerEntry)

    def prepare_rule(item):
        if item.pk == 1:
            raise SkipDocument
        return "换了"

    monkeypatch.setattr(index, "prepare_rule", prepare_rule, raising=False)
    backend.update(index, notes())
    assert backend.search("rule:换了")["hits"] == 3
    assert backend.search("rule:'乱码(GBK)'")["hits"] == 1


def test_whoosh_sees_the_index(backend):
    assert backend.index.doc_count() == 5
    assert {fields["id"] for fields in backend.index.searcher().documents()} >= {"archive.source.1"}
    assert backend.build_schema(backend.unified_index.all_searchfields())[0] == "text"
    assert {"text", "rule", "rule_exact", "moment"} <= set(backend.schema.names())


def test_whoosh_sees_what_is_written_later(backend):
    index = backend.index
    backend.remove("archive.source.1")
    assert index.doc_count() == 4
    backend.clear()
    assert index.doc_count() == 0


def test_setup_makes_an_index_where_there_is_none(connection):
    backend = connection.get_backend()
    with pytest.raises(IndexMissing):
        backend.search("*")
    backend.setup()
    assert backend.search("*")["hits"] == 0


def test_setup_leaves_an_index_of_other_fields_alone_unless_it_is_empty(backend, connection):
    connection.get_unified_index().build(indexes=[source_index()])
    backend.setup()
    with pytest.raises(IndexOutdated):
        backend.search("*")
    backend.delete_index()
    connection.get_unified_index().build(indexes=[note_index()])
    backend.setup()
    assert backend.search("*")["hits"] == 0


def test_an_index_may_be_kept_in_memory(connection, monkeypatch):
    from haystack import connections

    backend = Backend("notes", STORAGE="ram")
    backend.update(connections["notes"].get_unified_index().get_index(Source), [Source(pk=7, name="内存")])
    assert backend.search("内存")["hits"] == 1
    assert Backend("notes", STORAGE="ram").search("内存")["hits"] == 1


def test_a_connection_without_a_path_is_refused():
    with pytest.raises(ImproperlyConfigured):
        Backend("notes")
