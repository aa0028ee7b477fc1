"""The cast of the search tests: a small index without Django, and an archive of forty made-up articles."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps

from search.engine.ask import Ask
from search.engine.reader import Reader
from search.engine.schema import FieldSpec
from search.engine.writer import Writer
from search.vocabulary.models import FieldWord, Synonym

SPECS = (
    FieldSpec("id", "key"),
    FieldSpec("text", "text"),
    FieldSpec("title", "text", boost=2.0),
    FieldSpec("city", "values"),
    FieldSpec("day", "values"),
    FieldSpec("size", "integer"),
)


class SmallIndex:
    """An index of plain documents: asks in one line, answers with the keys of what was found."""

    def __init__(self, root, specs=SPECS):
        self.root = root
        self.writer = Writer(root, specs)
        self.reader = Reader(root, specs, "text")
        self.writer.clear()

    def put(self, *documents):
        with self.writer.batch() as batch:
            batch.put(documents)

    def delete(self, *keys):
        with self.writer.batch() as batch:
            batch.delete(keys)

    def keys(self, match, **options):
        """In the order of the answer."""
        return [hit.key for hit in self.answer(match, **options).hits]

    def found(self, match, **options):
        """In no order."""
        return set(self.keys(match, size=1000, **options))

    def answer(self, match, **options):
        return self.reader.answer(Ask(match, **options))


@pytest.fixture
def small_index(tmp_path):
    return SmallIndex(tmp_path / "small")


def record(number):
    """One of the forty: cities, dates, bodies and sources fall differently, so that no two facets agree, and each
    is missing from some."""
    cities = ["上海市黄浦区", "上海市静安区", "江苏省南通市", "广东省深圳市龙岗区", None]
    dates = ["2022-04-25", "2022-04-11", "2022-05", "2021", "2020-12-31", None, "2022-04-25"]
    bodies = [["平湖街道"], ["红十字会", "平湖街道"], [], ["上海市科技工作党委"]]
    sources = ["人民日报 海外版", "解放日报", None]
    given = {
        "city": cities[number % 5],
        "date": dates[number % 7],
        "organizations": bodies[number % 4],
        "source": sources[number % 3],
    }
    words = "核酸检测" if number % 2 else "物资配送"
    return {
        "id": f"made-up-{number}",
        "title": f"第{number}號簡報",
        "paragraphs": [f"第{number}号记录说的是{words}。", "志愿者在小区门口值守。"],
        **{name: value for name, value in given.items() if value},
    }


@pytest.fixture(scope="session")
def forty_documents(tmp_path_factory):
    """The forty, processed once."""
    import json

    from archive.ingest.pipeline import process
    from archive.ingest.readers import read_paths

    path = tmp_path_factory.mktemp("forty") / "forty.jsonl"
    path.write_text("".join(json.dumps(record(number), ensure_ascii=False) + "\n" for number in range(40)))
    return [process(read) for read in read_paths([str(path)])]


def stored_and_indexed(documents, load):
    from archive.ingest.store import store
    from archive.models import Article
    from search.indexing import rebuild

    for document in documents:
        store(document, load)
    assert rebuild() == len(documents)
    return list(Article.objects.order_by("pk"))


@pytest.fixture
def forty(load, index_dir, forty_documents):
    """An archive of forty made-up articles, indexed: enough to tell one combination of facets from another."""
    return stored_and_indexed(forty_documents, load)


@pytest.fixture
def dozen(load, index_dir, forty_documents):
    """The first twelve of the forty: enough to tell one article from the others."""
    return stored_and_indexed(forty_documents[:12], load)


@pytest.fixture
def load_records(db, write_lines):
    """Loads records as load_articles does and returns their articles, in order."""
    from archive.loading import load_paths
    from archive.models import Article

    def load(*records):
        report = load_paths([str(write_lines(*records))])
        assert report.counts["failed"] == 0, report.errors
        by_id = {article.external_id: article for article in Article.objects.all()}
        return [by_id[given["id"]] for given in records]

    return load


@pytest.fixture
def asked():
    """Runs a search as a page does, from the parameters of its address."""
    from django.http import QueryDict

    from search.query.state import from_params
    from search.service import run_search

    return lambda address: run_search(from_params(QueryDict(address)))


@pytest.fixture
def waiting():
    """The articles that the outbox names, and a way to empty it."""
    from search.outbox.models import OutboxRow

    class Waiting:
        def articles(self):
            return set(OutboxRow.objects.values_list("article_id", flat=True))

        def forget(self):
            OutboxRow.objects.all().delete()

    return Waiting()


@pytest.fixture
def first_words(db):
    """The words that an archive begins with; tests that commit leave all tables empty behind them."""
    FieldWord.objects.all().delete()
    Synonym.objects.all().delete()
    import_module("search.migrations.0003_first_words").add(apps, None)
