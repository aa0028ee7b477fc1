"""The stock engine, as Haystack, Whoosh and jieba come, beside ours: what each does with the same articles."""

from __future__ import annotations

import threading
import warnings

import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from jieba.analyse import ChineseAnalyzer


def stock_index():
    """A search index as Haystack's documentation has one written, with jieba's analyzer."""
    from haystack import indexes

    from archive.models import Article

    class StockIndex(indexes.SearchIndex, indexes.Indexable):
        text = indexes.CharField(document=True, analyzer=ChineseAnalyzer())
        source = indexes.CharField(faceted=True)
        bodies = indexes.MultiValueField(faceted=True)
        pieces = indexes.NgramField()
        day = indexes.CharField()
        moment = indexes.DateField(model_attr="published_on", null=True)

        def get_model(self):
            return Article

        def prepare_text(self, article):
            return article.paragraphs.get().text

        prepare_pieces = prepare_text

        def prepare_source(self, article):
            return article.source.name if article.source else ""

        def prepare_bodies(self, article):
            return [body.preferred_name for body in article.organizations.all()]

        def prepare_day(self, article):
            return article.published

    return StockIndex()


@pytest.fixture
def articles(db, write_lines):
    from archive.loading import load_paths
    from archive.models import Article

    given = [
        {"text": "居民乘车到北京地铁站做核酸检测", "source": "人民日报 海外版", "date": "2022-04-25"},
        {"text": "北京有地铁", "source": "人民日报 海外版", "date": "2022-04-11", "organizations": ["平湖街道", "红十字会"]},
        {"text": "突击队使用ＡＩ系统", "source": "解放日报", "organizations": ["平湖街道"]},
    ]  # fmt: skip
    lines = [{**row, "id": str(number), "paragraphs": [row.pop("text")]} for number, row in enumerate(given)]
    assert load_paths([str(write_lines(*lines))]).counts["created"] == 3
    return list(Article.objects.order_by("pk"))


@pytest.fixture
def stock(articles, tmp_path, monkeypatch):
    """SearchQuerySet over Haystack's own Whoosh engine, with the articles indexed."""
    from haystack import connections
    from haystack.query import SearchQuerySet
    from haystack.utils.loading import UnifiedIndex

    settings = {
        "ENGINE": "haystack.backends.whoosh_backend.WhooshEngine",
        "PATH": str(tmp_path / "stock"),
        "SILENTLY_FAIL": False,
    }
    monkeypatch.setitem(connections.connections_info, "stock", settings)
    connections.thread_local = threading.local()
    unified = UnifiedIndex("stock")
    index = stock_index()
    unified.build(indexes=[index])
    connections["stock"]._index = unified
    connections["stock"].get_backend().update(index, articles)
    yield SearchQuerySet(using="stock")
    connections.thread_local = threading.local()


@pytest.fixture
def ours(articles, index_dir):
    """SearchQuerySet over our engine, with the same articles."""
    from haystack.query import SearchQuerySet

    from search.indexing import rebuild

    rebuild()
    return SearchQuerySet()
