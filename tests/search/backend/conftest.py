"""The cast of the backend's tests: four articles, indexed as in service, and a small index with a field of every kind."""

from __future__ import annotations

import datetime as dt
import threading

import pytest

ROWS = (
    {"id": "queue", "title": "排隊檢測", "paragraphs": ["居民排隊做核酸檢測。"], "city": "上海市黄浦区",
     "date": "2022-04-25", "organizations": ["平湖街道"], "source": "解放日报"},
    {"id": "team", "title": "突击队出发", "paragraphs": ["突击队支援核酸检测点。"], "city": "江苏省南通市",
     "date": "2022-04-11", "organizations": ["平湖街道", "红十字会"], "source": "人民日报 海外版"},
    {"id": "goods", "title": "物资配送", "paragraphs": ["志愿者配送物资。"], "city": "上海市黄浦区",
     "date": "2022-05-03", "source": "解放日报"},
    {"id": "undated", "title": "<b>其他</b>", "paragraphs": ["<script>核酸</script>检测与AI。"]},
)  # fmt: skip
ALL = {row["id"] for row in ROWS}


@pytest.fixture
def found(index_dir, load_records):
    """The external ids of a SearchQuerySet's results, over an index of the four rows."""
    from search.indexing import rebuild

    names = {article.pk: article.external_id for article in load_records(*ROWS)}
    rebuild()
    return lambda results: [names[int(result.pk)] for result in results]


def note(pk, reason, rule, **values):
    from archive.models import LedgerEntry

    return LedgerEntry(pk=pk, reason=reason, rule=rule, **values)


def notes():
    """Each rule holds a sign that means something to a query parser."""
    return [
        note(1, "居民排隊做核酸檢測", "乱码(GBK)", start=10, confidence=0.5, vetoed=False),
        note(2, "突击队支援核酸检测点", '全角"引号"', start=20, confidence=0.75, vetoed=True),
        note(3, "Registering models, and masks for models", "乱码-UTF-8", start=20, confidence=1.0, vetoed=False),
        note(4, "A modular unmasking <b>tool</b> that came much later", "it's", start=30, confidence=0.25, vetoed=False),
    ]  # fmt: skip


MOMENTS = {
    1: dt.datetime(2022, 4, 25, 8, 30),
    2: dt.datetime(2022, 4, 25, 9, 30),
    3: dt.datetime(2022, 5, 31),
}


def note_index():
    from haystack import indexes

    from archive.models import LedgerEntry

    class NoteIndex(indexes.SearchIndex, indexes.Indexable):
        text = indexes.CharField(document=True, model_attr="reason")
        begun = indexes.EdgeNgramField(model_attr="reason")
        rule = indexes.CharField(model_attr="rule", faceted=True)
        start = indexes.IntegerField(model_attr="start", faceted=True)
        confidence = indexes.FloatField(model_attr="confidence")
        vetoed = indexes.BooleanField(model_attr="vetoed", faceted=True)
        moment = indexes.DateTimeField(null=True)
        day = indexes.DateField(null=True, faceted=True)
        share = indexes.DecimalField(model_attr="confidence")
        marks = indexes.MultiValueField()

        def get_model(self):
            return LedgerEntry

        def prepare_moment(self, item):
            return MOMENTS.get(item.pk)

        def prepare_day(self, item):
            return MOMENTS[item.pk].date() if item.pk in MOMENTS else None

        def prepare_marks(self, item):
            return [item.pk, item.rule]

    return NoteIndex()


def source_index():
    from haystack import indexes

    from archive.models import Source

    class SourceIndex(indexes.SearchIndex, indexes.Indexable):
        text = indexes.CharField(document=True, model_attr="name")

        def get_model(self):
            return Source

    return SourceIndex()


@pytest.fixture
def connection(tmp_path, monkeypatch):
    """A connection of two indexes, one of notes with a field of every kind and one of sources; it holds nothing yet."""
    from haystack import connections
    from haystack.utils.loading import UnifiedIndex

    settings = {"ENGINE": "search.backend.Engine", "PATH": str(tmp_path / "notes"), "INCLUDE_SPELLING": True}
    monkeypatch.setitem(connections.connections_info, "notes", settings)
    connections.thread_local = threading.local()
    unified = UnifiedIndex("notes")
    unified.build(indexes=[note_index(), source_index()])
    connections["notes"]._index = unified
    yield connections["notes"]
    connections.thread_local = threading.local()


@pytest.fixture
def backend(connection):
    """The connection's backend, with the four notes and a source in its index."""
    from archive.models import LedgerEntry, Source

    backend, unified = connection.get_backend(), connection.get_unified_index()
    backend.update(unified.get_index(LedgerEntry), notes())
    backend.update(unified.get_index(Source), [Source(pk=1, name="突击队日报")])
    return backend


@pytest.fixture
def noted(backend):
    """SearchQuerySet over the notes alone."""
    from haystack.query import SearchQuerySet

    from archive.models import LedgerEntry

    return SearchQuerySet(using="notes").models(LedgerEntry)


@pytest.fixture
def numbers():
    """The primary keys of results, in their order."""
    return lambda results: [int(result.pk) for result in results]
