"""The cast of the engine's tests: made-up documents with every kind of field, segments and indexes of them."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from search.engine import building, generations, policy, table
from search.engine.building import SegmentBuilder
from search.engine.codec.index import searcher_over
from search.engine.parts import Parts
from search.engine.reader import Reader
from search.engine.schema import FieldSpec, build
from search.engine.segment import Segment
from tests.search.conftest import SmallIndex

EVERY_KIND = (
    FieldSpec("id", "key"),
    FieldSpec("text", "text"),
    FieldSpec("title", "text", boost=2.0),
    FieldSpec("city", "values"),
    FieldSpec("day", "values"),
    FieldSpec("size", "integer"),
    FieldSpec("share", "float"),
    FieldSpec("when", "date"),
    FieldSpec("open", "boolean"),
    FieldSpec("extra", "stored"),
)
# What texts are drawn from, the frequent first: words that hold each other, signs between them, other scripts.
WORDS = [
    "疫情",
    "核酸",
    "防控",
    "核酸检测",
    "，",
    "上海",
    "检测",
    "。",
    "社区",
    "\n",
    "突击队",
    "abc",
    "志愿者",
    "哈哈",
    "12",
    "物资",
    "Ａ1",
    "突击",
]
CITIES = ["上海市", "黄浦区", "南通市", "通州区", "a.b c"]


def text(chance, most=40):
    """Some words, the first of the list more often than the last; maybe none."""
    weights = [1 / (rank + 1) for rank in range(len(WORDS))]
    return "".join(chance.choices(WORDS, weights, k=chance.randrange(most)))


def article(number, chance):
    """A document with fields of every kind, each of which some documents lack."""

    def sometimes(value, share=0.8):
        return value if chance.random() < share else None

    return {
        "id": f"d{number}",
        "text": text(chance),
        "title": sometimes(text(chance, 6)),
        "city": chance.sample(CITIES, chance.randrange(3)),
        "day": sometimes(f"2022-{chance.randrange(1, 13):02}"),
        "size": sometimes(chance.randrange(-5, 50)),
        "share": sometimes(chance.choice([-0.5, 0.0, 0.25, 3, 1e9])),
        "when": sometimes(dt.datetime(2022, chance.randrange(1, 13), chance.randrange(1, 28), 12, 30)),
        "open": sometimes(chance.random() < 0.5),
        "extra": [number, {"a": (1, number)}],
    }


def articles(count, seed, first=0):
    chance = random.Random(seed)
    return [article(number, chance) for number in range(first, first + count)]


def segment_of(documents, path, specs=EVERY_KIND):
    builder = SegmentBuilder(specs)
    for document in documents:
        builder.add(document)
    builder.write(path)
    return Segment.open(path)


class WholeIndex(SmallIndex):
    """An index with fields of every kind, whose insides tests look into."""

    def __init__(self, root, specs=EVERY_KIND):
        super().__init__(root, specs)
        self.specs = specs
        self.schema = build(specs)

    @property
    def generation(self):
        return self.reader.current()

    @property
    def parts(self):
        return Parts.open(self.generation.path)

    def whoosh(self):
        """Whoosh's own searcher over the same segments: its document numbers are ours."""
        return searcher_over(self.parts, self.schema)

    def stored(self):
        return dict(self.reader.documents())


@pytest.fixture
def whole_index(tmp_path):
    return WholeIndex(tmp_path / "whole")


@pytest.fixture(scope="session")
def worn_index(tmp_path_factory):
    """Several segments of several hundred documents, a third of which were deleted or replaced. Never changed."""
    index = WholeIndex(tmp_path_factory.mktemp("worn"))
    chance = random.Random(11)
    numbers = list(range(400))
    for round_ in range(6):
        documents = [article(number, chance) for number in chance.sample(numbers, 90)]
        index.put(*documents)
        index.delete(*(f"d{number}" for number in chance.sample(numbers, 10 + round_)))
    assert len(index.parts) >= 3
    assert any(not part.live.all() for part in index.parts)
    return index


# -- small documents in small segments, for what is written and how -------------------------------------------------

PLAIN = (FieldSpec("id", "key"), FieldSpec("text", "text"), FieldSpec("city", "values"))


@pytest.fixture
def plain_index(tmp_path):
    return SmallIndex(tmp_path / "index", PLAIN)


def make_segments_small(patch):
    """A batch is written in several segments, and few segments are merged: so little data shows what much would."""
    patch.setattr(building, "MOST_DOCUMENTS", 3)
    patch.setattr(policy, "MOST_DOCUMENTS", 20)
    patch.setattr(policy, "FANOUT", 2)


@pytest.fixture
def small_segments(monkeypatch):
    make_segments_small(monkeypatch)


def document(key, version):
    return {"id": key, "text": f"第{version}版", "city": [f"城{version % 3}"]}


def contents(root, specs=PLAIN):
    """What a reader that opens the index now finds: text by key, each key once."""
    found = list(Reader(root, specs, "text").documents())
    assert len({key for key, _ in found}) == len(found)
    return {key: fields.get("text", "") for key, fields in found}


def expected(**versions):
    return {key: f"第{version}版" for key, version in versions.items()}


def files(root):
    path = generations.pointed(root).path
    return {file.name for file in path.iterdir()} - {table.FILE, generations.MANIFEST}


def named(root):
    return set(table.read(generations.pointed(root).path).files())
