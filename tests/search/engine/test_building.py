"""A segment holds what its documents say, as the analyzers read them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

import numpy as np
import pytest
from whoosh.analysis import StemmingAnalyzer
from whoosh.util.times import datetime_to_long

from search.engine import building, dense
from search.engine.building import SegmentBuilder, starts_of
from search.engine.dictionary import decoded
from search.engine.schema import FieldSpec, build, indexed_value
from tests.search.engine.conftest import EVERY_KIND, articles, segment_of

DOCUMENTS = articles(120, seed=1)
SCHEMA = build(EVERY_KIND)


@pytest.fixture(scope="module")
def segment(tmp_path_factory):
    return segment_of(DOCUMENTS, tmp_path_factory.mktemp("built") / "all.seg")


def by_analyzer(name, value):
    """term -> positions, as Whoosh's own field of the schema reads a value."""
    found = defaultdict(list)
    for token in SCHEMA[name].analyzer(value, positions=True, mode="index"):
        found[token.text].append(token.pos)
    return found


def by_segment(segment, name):
    """document -> term -> positions"""
    field = segment.fields[name]
    found = defaultdict(lambda: defaultdict(list))
    for number, term in enumerate(field.terms):
        postings = field.postings(number)
        positions = iter([] if postings.positions is None else postings.positions.tolist())
        freqs = [0] * len(postings) if postings.freqs is None else postings.freqs.tolist()
        for document, freq in zip(postings.docs.tolist(), freqs, strict=True):
            found[document][decoded(term)] = [next(positions) for _ in range(freq)]
    return found


@pytest.mark.parametrize("name", ["text", "title"])
@pytest.mark.parametrize(("view", "with_positions"), [("", True), ("_pairs", True), ("_chars", False)])
def test_a_text_is_indexed_as_its_analyzer_reads_it(segment, name, view, with_positions):
    found = by_segment(segment, name + view)
    for number, document in enumerate(DOCUMENTS):
        expected = by_analyzer(name + view, document[name] or "")
        if with_positions:
            assert found[number] == expected
        else:
            assert set(found[number]) == set(expected)


def test_lengths_are_those_of_the_words(segment):
    from whoosh.util.numeric import length_to_byte

    words = [sum(map(len, by_analyzer("text", document["text"]).values())) for document in DOCUMENTS]
    field = segment.fields["text"]
    assert field.lengths.tolist() == [length_to_byte(count) for count in words]
    assert field.notes["length"] == sum(words)
    assert field.notes["shortest"] == min(count for count in words if count)
    assert field.notes["longest"] == max(words)
    assert segment.fields["title"].notes["boost"] == 2.0


@pytest.mark.parametrize("name", ["id", "city", "day"])
def test_values_are_kept_whole_and_in_order(segment, name):
    field = segment.fields[name]
    names = [decoded(term) for term in field.terms]
    assert names == sorted(names)
    spec = next(spec for spec in EVERY_KIND if spec.name == name)
    found = by_segment(segment, name)
    for number, document in enumerate(DOCUMENTS):
        expected = indexed_value(spec, document) or []
        assert [names[value] for value in field.ordinals.row(int(field.ordinals.rows[number]))] == expected
        assert set(found[number]) == set(expected)
        assert segment.value(name, number) == (expected[0] if expected else None)


@pytest.mark.parametrize("name", ["size", "share", "when", "open"])
def test_numbers_have_a_column_and_the_terms_that_whoosh_looks_for(segment, name):
    field = segment.fields[name]
    for number, document in enumerate(DOCUMENTS):
        value = document[name]
        assert field.numbers.present[number] == (value is not None)
        if value is not None:
            column = field.numbers.numbers[number]
            assert column == (datetime_to_long(value) if name == "when" else value)
            assert number in field.find(SCHEMA[name].to_bytes(value)).docs


@pytest.mark.parametrize(
    ("name", "given", "number"),
    [
        ("size", "7", 7),
        ("size", 7.9, 7),
        ("size", True, 1),
        ("size", -(2**63), -(2**63)),
        ("size", 2**63 - 1, 2**63 - 1),
        ("share", "0.5", 0.5),
        ("share", 3, 3.0),
        ("open", "false", 0),
        ("open", "yes", 1),
        ("open", 2, 1),
    ],
)
def test_a_value_of_another_type_is_the_number_that_whoosh_takes_it_for(tmp_path, name, given, number):
    made = segment_of([{"id": "a", name: given}, {"id": "b"}], tmp_path / "one.seg")
    assert made.fields[name].numbers.numbers[0] == number
    assert made.fields[name].find(SCHEMA[name].to_bytes(given)).docs.tolist() == [0]


def test_what_is_stored_comes_back_without_empty_values(segment):
    for number, document in enumerate(DOCUMENTS):
        assert segment.stored(number) == {k: v for k, v in document.items() if v not in (None, "", [])}


def test_a_segment_of_no_documents_can_be_read(tmp_path):
    empty = segment_of([], tmp_path / "empty.seg")
    assert empty.documents == 0
    assert all(len(field.terms) == 0 for field in empty.fields.values())


def test_a_document_with_a_key_alone(tmp_path):
    one = segment_of([{"id": "only"}], tmp_path / "one.seg")
    assert one.stored(0) == {"id": "only"}
    assert one.fields["text"].notes["shortest"] == one.fields["text"].notes["length"] == 0


def test_a_value_given_twice_counts_once(tmp_path):
    one = segment_of([{"id": "a", "city": ["上海市", "南通市", "上海市"]}], tmp_path / "one.seg")
    assert by_segment(one, "city") == {0: {"上海市": [], "南通市": []}}


def test_several_texts_of_a_field_are_not_read_across(tmp_path):
    one = segment_of([{"id": "a", "text": ["核酸", "检测"]}], tmp_path / "one.seg")
    assert set(by_segment(one, "text_pairs")[0]) == {"核酸", "检测"}


def test_a_day_and_a_moment_of_a_zone_are_moments_in_utc(tmp_path):
    china = dt.timezone(dt.timedelta(hours=8))
    given = [dt.date(2022, 4, 25), dt.datetime(2022, 4, 25, 8, tzinfo=china), dt.datetime(2022, 4, 25)]
    made = segment_of([{"id": str(i), "when": when} for i, when in enumerate(given)], tmp_path / "days.seg")
    assert len(set(made.fields["when"].numbers.numbers.tolist())) == 1


def test_a_text_with_an_analyzer_of_its_own(tmp_path):
    specs = (FieldSpec("id", "key"), FieldSpec("text", "text", analyzer=StemmingAnalyzer()))
    made = segment_of([{"id": "a", "text": "Masked masks"}, {"id": "b"}], tmp_path / "own.seg", specs)
    assert by_segment(made, "text") == {0: {"mask": [0, 1]}}
    assert "ma" in by_segment(made, "text_pairs")[0]


@pytest.mark.parametrize(
    "text", ["\ud83d核酸\udc00", "\x00", "\U0001f600核", "\n\n", "，。", " " * 50], ids=ascii
)
def test_an_odd_text_is_indexed_and_comes_back(tmp_path, text):
    made = segment_of([{"id": "a", "text": text, "city": [text]}], tmp_path / "odd.seg")
    assert made.stored(0)["text"] == text
    assert made.value("city", 0) == text


def test_a_long_document_has_exact_frequencies_and_positions(tmp_path):
    made = segment_of([{"id": "a", "text": "核酸" * 40_000 + "。志愿者"}], tmp_path / "long.seg")
    field = made.fields["text"]
    assert int(field.find("核酸".encode()).freqs[0]) == 40_000
    last = field.find("志愿者".encode()).positions
    assert int(last[0]) > 40_000
    assert made.fields["text_pairs"].find("志愿".encode()).positions.tolist() == [80_000]


# -- frequent terms have bitmaps ---------------------------------------------------------------------------------


def test_a_bitmap_says_what_the_list_says(tmp_path, monkeypatch):
    monkeypatch.setattr(dense, "LEAST_DOCUMENTS", 10)
    made = segment_of(DOCUMENTS, tmp_path / "dense.seg")
    with_bitmaps = 0
    for field in made.fields.values():
        with_bitmaps += field.has("dense_terms")
        for number in range(len(field.terms)):
            expected = np.zeros(made.documents, bool)
            expected[field.postings(number).docs] = True
            assert field.mask(number, made.documents).tolist() == expected.tolist()
    assert with_bitmaps >= 4


def test_a_small_segment_has_none(segment):
    assert not any(field.has("dense") for field in segment.fields.values())


# -- when it is full, and what it refuses ------------------------------------------------------------------------


def test_a_builder_is_full_by_documents_or_by_letters(monkeypatch):
    monkeypatch.setattr(building, "MOST_DOCUMENTS", 3)
    builder = SegmentBuilder(EVERY_KIND)
    for number, full in enumerate([False, False, True]):
        builder.add({"id": str(number)})
        assert builder.is_full is full
    monkeypatch.setattr(building, "MOST_LETTERS", 10)
    builder = SegmentBuilder(EVERY_KIND)
    builder.add({"id": "a", "text": "核酸检测"})
    assert not builder.is_full
    builder.add({"id": "b", "text": "核酸检测", "title": "志愿者"})
    assert builder.is_full


REFUSED = [
    pytest.param({"text": "核酸"}, id="no key"),
    pytest.param({"id": "x", "text": "核酸", "size": "many"}, id="no number"),
    pytest.param({"id": "x", "text": "核酸", "size": 2**70}, id="too large a number"),
    pytest.param({"id": "x", "text": "核酸", "share": "half"}, id="no fraction"),
    pytest.param({"id": "x", "text": "核酸", "when": "yesterday"}, id="no moment"),
    pytest.param({"id": "x", "text": "核酸", "extra": object()}, id="nothing that can be stored"),
]


@pytest.mark.parametrize("refused", REFUSED)
def test_a_document_that_cannot_be_indexed_leaves_the_others_alone(tmp_path, refused):
    """Whoever catches the error goes on with the next document."""
    first, last = articles(2, seed=2)
    builder = SegmentBuilder(EVERY_KIND)
    builder.add(first)
    with pytest.raises((TypeError, ValueError, KeyError, OverflowError, AttributeError)):
        builder.add(refused)
    builder.add(last)
    builder.write(tmp_path / "some.seg")
    plain = segment_of([first, last], tmp_path / "plain.seg")
    assert (tmp_path / "some.seg").read_bytes() == (tmp_path / "plain.seg").read_bytes()
    assert plain.documents == 2


def test_where_lengths_begin():
    assert starts_of(iter([])).tolist() == [0]
    assert starts_of(iter([3, 0, 2])).tolist() == [0, 3, 3, 5]
