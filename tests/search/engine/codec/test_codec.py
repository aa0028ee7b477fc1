"""Whoosh's own classes over our segment files: whatever is written is read, searched, merged and deleted."""

import datetime as dt
import threading
from decimal import Decimal

import pytest
from whoosh import query
from whoosh.qparser import QueryParser
from whoosh.reading import TermNotFound
from whoosh.sorting import FieldFacet, add_sortable

from search.engine.codec.codec import ArrayCodec
from search.engine.errors import IndexDamaged

FIRST = {
    "key": "1",
    "title": "alfa news",
    "body": "alfa bravo charlie alfa",
    "marked": "alfa bravo",
    "cases": 5,
}
SECOND = {"key": "2", "title": "bravo news", "body": "bravo alfa delta", "marked": "bravo", "cases": 2}
THIRD = {"key": "3", "body": "charlie charlie echo", "day": dt.datetime(2022, 4, 1), "note": ("鞍山", 1)}


def keys(index, asked, **options):
    with index.searcher() as searcher:
        return [
            hit["key"] for hit in searcher.search(QueryParser("body", index.schema).parse(asked), **options)
        ]


def segment_files(storage):
    return [name for name in storage.list() if not name.endswith(".toc") and "LOCK" not in name]


def test_each_segment_is_one_file(index, storage):
    index.write(FIRST, SECOND)
    index.write(THIRD)
    assert len(segment_files(storage)) == 2
    assert all(name.endswith(".seg") for name in segment_files(storage))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param("alfa", {"1", "2"}, id="term"),
        pytest.param('"alfa bravo"', {"1"}, id="phrase"),
        pytest.param("bravo NOT charlie", {"2"}, id="not"),
        pytest.param("echo OR delta", {"2", "3"}, id="or"),
        pytest.param("ch*", {"1", "3"}, id="prefix"),
        pytest.param("cases:[3 TO 9]", {"1"}, id="numbers"),
        pytest.param("day:2022", {"3"}, id="days"),
        pytest.param("title:news", {"1", "2"}, id="another field"),
        pytest.param("foxtrot", set(), id="no such term"),
    ],
)
def test_queries_are_answered(index, asked, found):
    index.write(FIRST, SECOND)
    index.write(THIRD)
    assert set(keys(index, asked)) == found


def test_stored_fields_come_back_with_their_types(index):
    note = {
        "b": b"\0\xff",
        "d": Decimal("1.10"),
        "s": {"鞍山"},
        "t": dt.time(8, 30),
        "n": None,
        "f": float("inf"),
    }
    index.write(FIRST, {**THIRD, "note": note})
    with index.reader() as reader:
        assert reader.stored_fields(0) == {"key": "1", "title": "alfa news", "cases": 5}
        assert reader.stored_fields(1) == {"key": "3", "day": dt.datetime(2022, 4, 1), "note": note}


def test_a_value_that_cannot_be_stored_is_an_error_that_names_its_field(index):
    writer = index.writer(codec=ArrayCodec())
    with pytest.raises(TypeError, match="note"):
        writer.add_document(key="1", note=object())
    with pytest.raises(ValueError, match="was begun"):
        writer.add_document(**SECOND)
    writer.cancel()
    index.write(SECOND)
    assert keys(index, "alfa") == ["2"]


def test_postings_of_a_document_that_failed_are_not_committed(index):
    writer = index.writer(codec=ArrayCodec())
    with pytest.raises(TypeError):
        writer.add_document(key="1", body="alfa", note=object())
    with pytest.raises(ValueError, match="0 were finished"):
        writer._flush_segment()
    writer.cancel()
    assert index.doc_count_all() == 0


def test_deleted_documents_are_not_found_and_can_be_merged_away(index, storage):
    index.write(FIRST, SECOND)
    index.write(THIRD)
    writer = index.writer(codec=ArrayCodec())
    assert writer.delete_by_term("key", "1") == 1
    writer.commit(merge=False)
    assert keys(index, "alfa") == ["2"]
    assert (index.doc_count(), index.doc_count_all()) == (2, 3)
    index.write(optimize=True)
    assert set(keys(index, "alfa OR charlie")) == {"2", "3"}
    assert index.doc_count_all() == 2
    assert len(segment_files(storage)) == 1


def test_a_deletion_can_be_taken_back(index):
    index.write(FIRST)
    (segment,) = index._segments()
    segment.delete_document(0)
    assert segment.is_deleted(0)
    segment.delete_document(0, delete=False)
    assert not segment.has_deletions()


def test_a_merge_keeps_positions_characters_columns_and_vectors(index):
    index.write(FIRST)
    index.write(SECOND)
    index.write(optimize=True)
    with index.reader() as reader:
        assert reader.is_atomic()
        assert reader.postings("body", "alfa").value_as("positions") == [0, 3]
        assert reader.postings("marked", "bravo").value_as("characters") == [(1, 5, 10)]
        assert list(reader.column_reader("cases")) == [5, 2]
        assert list(reader.vector_as("frequency", 0, "body")) == [("alfa", 2), ("bravo", 1), ("charlie", 1)]
        assert reader.has_vector(1, "body")
        assert not reader.has_vector(1, "marked")


def test_an_updated_document_replaces_the_one_before(index):
    index.write(FIRST, SECOND)
    writer = index.writer(codec=ArrayCodec())
    writer.update_document(**{**FIRST, "body": "foxtrot"})
    writer.commit()
    assert keys(index, "foxtrot") == ["1"]
    assert keys(index, "alfa") == ["2"]


def test_what_a_cancelled_writer_left_is_removed_by_the_next(index, storage):
    writer = index.writer(codec=ArrayCodec())
    writer.add_document(**FIRST)
    writer.cancel()
    index.write(SECOND)
    assert len(segment_files(storage)) == 1
    assert keys(index, "alfa") == ["2"]


def test_a_column_can_be_added_to_a_field_afterwards(index):
    index.write(SECOND, FIRST)
    with index.writer() as writer:
        add_sortable(writer, "key", FieldFacet("key"))
    with index.searcher() as searcher:
        found = searcher.search(query.Every(), sortedby="key")
        assert [hit["key"] for hit in found] == ["1", "2"]


def test_terms_run_in_order_of_field_and_bytes(index):
    index.write(FIRST, SECOND)
    with index.reader() as reader:
        terms = list(reader.all_terms())
        assert terms == sorted(terms)
        assert list(reader.terms_from("body", "delta"))[:2] == [
            ("body", b"delta"),
            terms[terms.index(("body", b"delta")) + 1],
        ]
        assert list(reader.lexicon("marked")) == [b"alfa", b"bravo"]


def test_what_is_known_of_a_term_is_exact(index):
    index.write(FIRST, SECOND, THIRD)
    with index.reader() as reader:
        info = reader.term_info("body", "alfa")
        assert (info.weight(), info.doc_frequency(), info.max_weight()) == (3, 2, 2)
        assert (info.min_length(), info.max_length(), info.min_id(), info.max_id()) == (3, 4, 0, 1)
        assert reader.frequency("body", "alfa") == 3
        assert reader.frequency("body", "nowhere") == reader.doc_frequency("body", "nowhere") == 0
        with pytest.raises(TermNotFound):
            reader.term_info("body", "nowhere")
        with pytest.raises(TermNotFound):
            reader.postings("body", "nowhere")


def test_a_cursor_finds_the_next_term(index):
    index.write(FIRST, SECOND)
    with index.reader() as reader:
        cursor = reader.cursor("body")
        assert cursor.text() == cursor.first() == "alfa"
        assert (cursor.find("c"), cursor.next(), cursor.next()) == ("charlie", "delta", None)
        assert not cursor.is_valid()
        assert cursor.term_info() is None
        assert reader.cursor("note").text() is None


@pytest.mark.parametrize("storage", ["directory"], indirect=True)
def test_a_damaged_file_is_recognised(index, storage, tmp_path):
    index.write(FIRST, SECOND)
    (name,) = segment_files(storage)
    data = bytearray((tmp_path / name).read_bytes())
    data[data.index(b"charlie")] ^= 1
    (tmp_path / name).write_bytes(data)
    with pytest.raises(IndexDamaged):
        index.reader()


def test_reading_unpickles_nothing(index, monkeypatch):
    index.write(FIRST, SECOND)
    index.write(THIRD)

    def refuse(*_, **__):
        raise AssertionError("something was unpickled")

    searcher = index.searcher()
    for name in (
        "whoosh.formats.loads",
        "whoosh.columns.loads",
        "whoosh.filedb.structfile.load_pickle",
        "pickle.loads",
    ):
        monkeypatch.setattr(name, refuse)
    with searcher:
        phrase = searcher.search(query.Phrase("body", ["alfa", "bravo"]), terms=True)
        near = searcher.search(query.Phrase("marked", ["alfa", "bravo"]), sortedby="cases")
        assert [hit["key"] for hit in phrase] == [hit["key"] for hit in near] == ["1"]
        assert dict(searcher.reader().postings("body", "alfa").items_as("positions")) == {0: [0, 3], 1: [1]}


def test_threads_share_a_searcher(index):
    index.write(
        *({"key": str(n), "body": " ".join(["alfa"] * (n % 7) + ["bravo"] * (n % 5))} for n in range(300))
    )
    asked = [query.Term("body", "alfa"), query.Phrase("body", ["alfa", "bravo"]), query.Prefix("body", "b")]
    with index.searcher() as searcher:
        wanted = [_hits(searcher, one) for one in asked]
        found: list = []
        threads = [
            threading.Thread(target=lambda: found.append([_hits(searcher, one) for one in asked]))
            for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert found == [wanted] * 8


def _hits(searcher, asked):
    return [(hit.docnum, hit.score) for hit in searcher.search(asked, limit=None)]
