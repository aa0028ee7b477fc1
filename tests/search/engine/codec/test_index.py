"""The archive's own index through Whoosh's searchers: the same hits and scores as if Whoosh had written it."""

import datetime as dt
import random

import pytest
from whoosh import index as whoosh_index
from whoosh import query
from whoosh.codec.whoosh3 import W3Codec

from search.engine.analysis import VALUE_SEPARATOR
from search.engine.codec.index import searcher_over
from search.engine.errors import IndexMissing
from search.engine.parts import Parts
from search.engine.schema import CHARACTERS, PAIRS, FieldSpec, build
from search.engine.whoosh_index import WhooshIndex
from search.engine.writer import Writer

SPECS = (
    FieldSpec("id", "key"),
    FieldSpec("title", "text", boost=2.0),
    FieldSpec("text", "text", stored=False),
    FieldSpec("places", "values"),
    FieldSpec("cases", "integer"),
    FieldSpec("published", "date"),
)
TEXTS = ("鞍山市新增确诊病例", "全员核酸检测", "居家隔离", "上海突击队", "疫苗接种", "封控区", "通报", "病例")


def documents():
    pick = random.Random(7)
    for number in range(120):
        yield {
            "id": str(number),
            "title": "，".join(pick.choices(TEXTS, k=2)),
            "text": "。".join(pick.choices(TEXTS, k=pick.randint(1, 12))),
            "places": pick.sample(["鞍山", "上海", "海城"], pick.randint(0, 2)),
            "cases": number % 9,
            "published": dt.datetime(2022, 4, 1 + number % 20),
        }


ASKED = [
    query.Term("text", "隔离"),
    query.Term("title", "病例"),
    query.And([query.Term("text", "隔离"), query.Term("title", "疫苗")]),
    query.Or([query.Term("title", "上海"), query.Term("text", "检测"), query.Term("text", "通报")]),
    query.Phrase("text", ["居家", "隔离"]),
    query.Phrase("text" + PAIRS, ["市新", "新增", "增确"]),
    query.Term("text" + CHARACTERS, "控"),
    query.Term("places", "海城"),
    query.Prefix("text", "隔"),
    query.NumericRange("cases", 2, 5),
    query.DateRange("published", dt.datetime(2022, 4, 3), dt.datetime(2022, 4, 6)),
    query.And([query.Every(), query.Not(query.Term("text", "病例"))]),
]


def as_whoosh_takes_it(document):
    texts = {
        name + suffix: document[name] for name in ("title", "text") for suffix in ("", CHARACTERS, PAIRS)
    }
    return {**document, **texts, "places": VALUE_SEPARATOR.join(document["places"]) or None}


@pytest.fixture(scope="module")
def ours(tmp_path_factory):
    """Three batches, published."""
    root = tmp_path_factory.mktemp("ours")
    writer, made = Writer(root, SPECS), list(documents())
    generation = writer.create()
    for part in (made[:50], made[50:110], made[110:]):
        with writer.batch(generation) as batch:
            batch.add(part)
    writer.publish(generation)
    return WhooshIndex(root, SPECS)


@pytest.fixture(scope="module")
def whooshs(tmp_path_factory):
    index = whoosh_index.create_in(tmp_path_factory.mktemp("whoosh"), build(SPECS))
    writer = index.writer(codec=W3Codec())
    for document in documents():
        writer.add_document(**as_whoosh_takes_it(document))
    writer.commit()
    return index


def hits(index, asked):
    with index.searcher() as searcher:
        return {hit["id"]: hit.score for hit in searcher.search(asked, limit=None)}


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_hits_and_scores_are_those_of_an_index_that_whoosh_wrote(ours, whooshs, asked):
    wanted = hits(whooshs, asked)
    assert wanted
    assert hits(ours, asked) == pytest.approx(wanted)


def test_terms_and_what_is_known_of_them_are_those_that_whoosh_wrote(ours, whooshs):
    with ours.reader() as one, whooshs.reader() as other:
        assert list(one.all_terms()) == list(other.all_terms())
        for field, term in other.all_terms():
            found, wanted = one.term_info(field, term), other.term_info(field, term)
            for name in ("weight", "doc_frequency", "max_weight", "min_length", "max_length"):
                assert getattr(found, name)() == getattr(wanted, name)(), (name, field, term)


def test_stored_fields_are_those_given(ours):
    given = next(documents())
    with ours.searcher() as searcher:
        kept = searcher.document(id=given["id"])
    assert kept == {
        name: given[name] for name in ("id", "title", "places", "cases", "published") if given[name]
    } | {"cases": 0}


def test_deleted_and_replaced_documents_are_not_found(tmp_path):
    writer, made = Writer(tmp_path, SPECS), list(documents())
    generation = writer.create()
    writer.publish(generation)
    for part in (made[:100], made[100:]):
        with writer.batch() as batch:
            batch.add(part)
    with writer.batch() as batch:
        batch.delete(["3", "4"])
        batch.put([{**made[5], "title": "替换"}])
    index = WhooshIndex(tmp_path, SPECS)
    assert index.doc_count() == len(made) - 2
    assert hits(index, query.Term("title", "替换")).keys() == {"5"}
    assert hits(index, query.Every()).keys() == {str(number) for number in range(len(made))} - {"3", "4"}
    with index.searcher() as searcher:
        assert searcher.document(id="3") is None


def test_an_open_searcher_keeps_its_state_while_the_index_moves_on(tmp_path):
    writer, made = Writer(tmp_path, SPECS), list(documents())
    writer.publish(writer.create())
    with writer.batch() as batch:
        batch.add(made)
    index = WhooshIndex(tmp_path, SPECS)
    with index.searcher() as searcher:
        with writer.batch() as batch:
            batch.delete(str(number) for number in range(60))
        assert searcher.doc_count() == len(made)
        assert len(searcher.search(query.Every(), limit=None)) == len(made)
    assert index.doc_count() == len(made) - 60


def test_an_empty_index_finds_nothing(tmp_path):
    writer = Writer(tmp_path, SPECS)
    writer.publish(writer.create())
    index = WhooshIndex(tmp_path, SPECS)
    assert index.is_empty()
    assert hits(index, query.Term("text", "隔离")) == {}


def test_no_index_is_an_error(tmp_path):
    with pytest.raises(IndexMissing):
        WhooshIndex(tmp_path, SPECS).reader()


def test_document_numbers_are_those_of_the_open_index(ours):
    from search.engine import generations
    from search.engine.schema import digest

    parts = Parts.open(generations.current(ours.root, digest(SPECS)).path)
    with searcher_over(parts, build(SPECS)) as searcher:
        for number in range(parts.documents):
            part, place = parts.place(number)
            assert searcher.stored_fields(number) == part.segment.stored(place)
