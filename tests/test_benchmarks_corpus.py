"""Made-up archives are the same for the same seed, keep the promised shares, and are stored as loaded ones are."""

import re
from collections import Counter

import pytest

from archive.ingest.restoration import restore
from archive.ingest.validation import check_record
from archive.loading import load_paths
from archive.models import Article, Organization, Source
from archive.text import divisions
from archive.text.folding import fold
from benchmarks import corpus, filling
from benchmarks.corpus_script import traditional
from benchmarks.corpus_topics import COMMON, RARE
from search.indexing.documents import documents, published

SIZE = 600
WHICH_ROW = {"id", "django_id"}


@pytest.fixture(scope="module")
def records():
    return list(corpus.records(SIZE))


@pytest.fixture(scope="module")
def texts(records):
    return [fold("\n".join([record["title"], *record["paragraphs"]])) for record in records]


def share(answers):
    answers = list(answers)
    return sum(answers) / len(answers)


def test_a_seed_gives_one_corpus_and_another_seed_another(records):
    assert list(corpus.records(SIZE)) == records
    assert next(corpus.records(SIZE, seed=2)) != records[0]


def test_a_block_is_the_same_without_those_before_it(records):
    assert list(corpus.records_of_block(1, SIZE)) == records[corpus.BLOCK :]


def test_written_in_parallel_they_are_the_same(records, tmp_path):
    path = corpus.write(tmp_path / "corpus.jsonl", SIZE)
    assert path.read_text(encoding="utf-8") == "".join(map(corpus._line, records))


def test_every_record_can_be_loaded_and_its_city_is_settled(records):
    for record in records:
        assert check_record(record).form == "paragraphs"
        if "city" in record:
            assert len(divisions.resolve(record["city"])) == 1, record["city"]


def test_the_common_word_is_in_six_articles_of_ten(texts):
    assert 0.54 < share(COMMON in text for text in texts) < 0.66


@pytest.mark.parametrize(("word", "count"), RARE.items())
def test_a_rare_word_is_in_a_handful_of_articles(texts, word, count):
    assert sum(word in text for text in texts) == count


def test_words_between_have_every_share(texts):
    assert 0.2 < share("核酸" in text for text in texts) < 0.5
    assert 0.03 < share("突击队" in text for text in texts) < 0.2
    assert 0.08 < share("核酸检测" in text for text in texts) < 0.3


def test_lengths_are_spread_as_in_news(records):
    lengths = sorted(sum(map(len, record["paragraphs"])) for record in records)
    assert 1600 < sum(lengths) / SIZE < 2200
    assert lengths[SIZE // 2] < sum(lengths) / SIZE
    assert lengths[0] < 500
    assert lengths[-1] > 5000


def test_vocabulary_has_a_long_tail():
    words = Counter(
        word for record in corpus.records(50) for word in re.findall(r"[\u4e00-\u9fff]{2}", record["title"])
    )
    assert share(count == 1 for count in words.values()) > 0.5


def test_some_articles_are_in_traditional_script(records):
    found = share(traditional(text) == text for text in ("".join(r["paragraphs"]) for r in records))
    assert 0.06 < found < 0.2


def test_some_values_are_not_known_or_in_part(records):
    dates = [record.get("date", "") for record in records]
    assert Counter(map(len, dates)).keys() == {10, 7, 4, 0}
    assert all("2020" <= date[:4] <= "2022" for date in dates if date)
    assert 0.02 < share("city" not in record for record in records) < 0.12
    assert 0.04 < share("organizations" not in record for record in records) < 0.2


def test_articles_come_in_waves(records):
    months = Counter(record["date"][:7] for record in records if len(record.get("date", "")) > 4)
    assert max(months.values()) > 2 * SIZE / 36


def test_some_articles_reprint_another_with_small_changes(records):
    firsts = Counter(record["paragraphs"][0] for record in records)
    assert 0.03 < sum(count - 1 for count in firsts.values()) / SIZE < 0.12


def test_raw_documents_say_all_in_their_text_and_some_are_damaged():
    raw = list(corpus.raw_documents(SIZE))
    assert {frozenset(record) for record in raw} == {frozenset(("id", "text"))}
    assert any(restore(record["text"]).repairs for record in raw)


@pytest.mark.django_db(transaction=True)
def test_a_filled_archive_is_what_loading_the_records_makes(tmp_path):
    """But for what a load finds in the text where a record states nothing."""
    stated = {record["id"] for record in corpus.records(12) if record.keys() >= {"city", "organizations"}}
    assert len(stated) > 6
    assert not load_paths([str(corpus.write(tmp_path / "corpus.jsonl", 12))]).errors
    loaded = _documents(stated)
    for model in (Article, Organization, Source):
        model.objects.all().delete()
    filling.fill(12)
    assert Article.objects.count() == 12
    assert _documents(stated) == loaded


def _documents(names):
    """What is indexed of the articles with these external ids."""
    return {
        document["shown"]["external_id"]: {
            name: value for name, value in document.items() if name not in WHICH_ROW
        }
        for document in documents(published().filter(external_id__in=names))
    }
