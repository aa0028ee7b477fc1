"""A walk through a posting list: skipping, bounds that are never too tight, and the same scores as Whoosh's own codec."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh import fields, formats, query, scoring
from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import RamStorage
from whoosh.matching import ReadTooFar
from whoosh.util.numeric import byte_to_length

from search.engine.codec.codec import ArrayCodec

SCHEMA = fields.Schema(
    title=fields.TEXT(field_boost=3.0),
    body=fields.TEXT,
    marked=fields.FieldType(formats.PositionBoosts(), fields.TEXT().analyzer, scorable=True),
    cases=fields.NUMERIC(sortable=True),
)
WORDS = [f"word{number:02}" for number in range(60)]
ASKED = [
    query.Term("body", "word00"),
    query.Term("body", "word59"),
    query.Term("title", "word02"),
    query.Term("marked", "word03"),
    query.And([query.Term("body", "word01"), query.Term("body", "word05")]),
    query.Or([query.Term("body", word) for word in ("word03", "word20", "word50")]),
    query.Not(query.Term("body", "word00")),
    query.Phrase("body", ["word00", "word01"]),
    query.Phrase("body", ["word02", "word00"], slop=4),
    query.Prefix("body", "word1"),
    query.FuzzyTerm("body", "word1x"),
    query.NumericRange("cases", 10, 20),
    query.DisjunctionMax([query.Term("title", "word00"), query.Term("body", "word00", boost=2.0)]),
    query.AndMaybe(query.Term("body", "word04"), query.Term("body", "word30")),
]


def documents():
    pick = random.Random(4)
    weights = [1 / (1 + number) for number in range(len(WORDS))]
    for number in range(700):
        text = " ".join(pick.choices(WORDS, weights, k=pick.randint(1, 40)))
        yield {"title": text[:20], "body": text, "marked": text[:60], "cases": number % 50}


def written(codec):
    """Three segments, every seventh document deleted."""
    index = RamStorage().create_index(SCHEMA)
    made = list(documents())
    for part in (made[:400], made[400:650], made[650:]):
        writer = index.writer(codec=codec)
        for document in part:
            writer.add_document(**document)
        writer.commit(merge=False)
    writer = index.writer(codec=codec)
    for number in range(0, len(made), 7):
        writer.delete_document(number)
    writer.commit(merge=False)
    return index


@pytest.fixture(scope="module")
def ours():
    return written(ArrayCodec())


@pytest.fixture(scope="module")
def whooshs():
    return written(W3Codec())


@pytest.mark.parametrize("limit", [10, None])
@pytest.mark.parametrize("model", [scoring.BM25F(), scoring.TF_IDF()], ids=lambda model: type(model).__name__)
@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_hits_and_scores_are_those_of_whooshs_codec(ours, whooshs, asked, model, limit):
    with ours.searcher(weighting=model) as one, whooshs.searcher(weighting=model) as other:
        found, wanted = one.search(asked, limit=limit), other.search(asked, limit=limit)
        assert [hit.docnum for hit in found] == [hit.docnum for hit in wanted]
        assert [hit.score for hit in found] == pytest.approx([hit.score for hit in wanted])
        assert list(one.docs_for_query(asked)) == list(other.docs_for_query(asked))


@pytest.mark.parametrize("field", ["body", "title", "marked"])
def test_bounds_are_never_too_tight(ours, field):
    with ours.reader() as reader:
        for leaf, _ in reader.leaf_readers():
            for text in leaf.lexicon(field):
                info = leaf.term_info(field, text)
                matcher = leaf._terms.matcher(field, text, SCHEMA[field].format)
                while matcher.is_active():
                    length = leaf.doc_field_length(matcher.id(), field)
                    assert matcher.weight() <= matcher.block_max_weight() <= info.max_weight()
                    assert info.min_length() <= matcher.block_min_length() <= length
                    assert length <= matcher.block_max_length() <= info.max_length()
                    matcher.next()


@given(target=st.lists(st.integers(0, 420), max_size=6))
def test_skipping_goes_to_the_first_document_at_or_after(ours, target):
    with ours.reader() as reader:
        leaf, _ = reader.leaf_readers()[0]
        ids = list(leaf.postings("body", "word01").all_ids())
        matcher = leaf.postings("body", "word01")
        for wanted in target:
            left = [id_ for id_ in ids if id_ >= max(wanted, matcher.id())]
            matcher.skip_to(wanted)
            if not left:
                assert not matcher.is_active()
                break
            assert matcher.id() == left[0]


def test_a_copy_has_a_place_of_its_own(ours):
    with ours.reader() as reader:
        leaf, _ = reader.leaf_readers()[0]
        matcher = leaf._terms.matcher("body", b"word00", SCHEMA["body"].format)
        first = matcher.id()
        matcher.next()
        copy = matcher.copy()
        copy.next()
        assert matcher.id() < copy.id()
        copy.reset()
        assert copy.id() == first


def test_reading_on_behind_the_end_is_an_error(ours):
    with ours.reader() as reader:
        leaf, _ = reader.leaf_readers()[0]
        matcher = leaf._terms.matcher("body", b"word00", SCHEMA["body"].format)
        matcher.skip_to(10_000)
        assert not matcher.is_active()
        with pytest.raises(ReadTooFar):
            matcher.next()
        with pytest.raises(ReadTooFar):
            matcher.skip_to(0)


@pytest.mark.parametrize(
    ("field", "asked"), [("cases", "positions"), ("body", "characters"), ("title", "colour")]
)
def test_what_a_field_does_not_have_cannot_be_read(ours, field, asked):
    with ours.reader() as reader:
        leaf, _ = reader.leaf_readers()[0]
        matcher = leaf.postings(field, next(leaf.lexicon(field)))
        assert not matcher.supports(asked)
        with pytest.raises(AttributeError, match=asked):
            matcher.value_as(asked)


def test_a_field_without_positions_has_no_spans(ours):
    with ours.reader() as reader:
        leaf, _ = reader.leaf_readers()[0]
        with pytest.raises(ValueError, match="no positions"):
            leaf.postings("cases", next(leaf.lexicon("cases"))).spans()


def test_a_list_that_cannot_do_better_is_passed_over(ours):
    with ours.searcher() as searcher:
        leaf, _ = searcher.leaf_searchers()[0]
        scorer = leaf.weighting.scorer(leaf, "body", b"word00")
        matcher = leaf.reader()._terms.matcher("body", b"word00", SCHEMA["body"].format, scorer)
        best = matcher.block_quality()
        assert matcher.skip_to_quality(best * 0.999) == 0
        assert matcher.is_active()
        assert matcher.skip_to_quality(best) == 1
        assert not matcher.is_active()


@pytest.mark.parametrize("model", [scoring.BM25F(), scoring.TF_IDF()], ids=lambda model: type(model).__name__)
@pytest.mark.parametrize("asked", ASKED, ids=str)
@pytest.mark.parametrize("limit", [1, 3, 20])
def test_the_best_are_the_best_of_all(ours, asked, model, limit):
    with ours.searcher(weighting=model) as searcher:
        every = [hit.score for hit in searcher.search(asked, limit=None)]
        assert [hit.score for hit in searcher.search(asked, limit=limit)] == pytest.approx(every[:limit])


def test_lengths_are_quantised_as_whoosh_does(ours, whooshs):
    with ours.reader() as one, whooshs.reader() as other:
        lengths = [one.doc_field_length(number, "body") for number in range(one.doc_count_all())]
        assert lengths == [other.doc_field_length(number, "body") for number in range(len(lengths))]
        assert set(lengths) <= {byte_to_length(byte) for byte in range(256)}
        assert one.field_length("body") == other.field_length("body")
        assert one.min_field_length("body") == other.min_field_length("body")
        assert one.max_field_length("body") == other.max_field_length("body")
