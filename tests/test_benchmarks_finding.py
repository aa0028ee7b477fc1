"""All sides answer the same before their times are compared, and the report says what was measured."""

import json
import os
import re
import time
from dataclasses import asdict
from xml.etree import ElementTree

import numpy as np
import pytest

from archive.models import Paragraph
from benchmarks import filling, measure
from benchmarks.finding import documents
from benchmarks.finding.asking import disagreements
from benchmarks.finding.chart import bars
from benchmarks.finding.documents import Document, bigrams, bigrams_of
from benchmarks.finding.figures import NAMES, ROWS, Figure, Measured, Timing, from_json
from benchmarks.finding.measurements import ORDER
from benchmarks.finding.questions import QUESTIONS, Faceted, Found, of_kind
from benchmarks.finding.reporting import BEGIN, END, report
from benchmarks.finding.sides.engine import EngineSide, PageEngineSide
from benchmarks.finding.sides.fts5 import Fts5Side
from benchmarks.finding.sides.plain import PlainSide
from benchmarks.finding.updating import ours
from benchmarks.finding.web import Server
from search.indexing import rebuild

SIZE = 60


@pytest.fixture
def archive(transactional_db, index_dir, tmp_path):
    """A made-up archive with its index. Returns the file of its documents."""
    filling.fill(SIZE)
    rebuild()
    path = tmp_path / "documents.jsonl"
    documents.write(path)
    return path


def test_sides_find_the_same_documents_and_count_the_same(archive, tmp_path):
    engine, fts5 = EngineSide(), Fts5Side(tmp_path / "fts5")
    fts5.build(documents.read(archive))
    for question in QUESTIONS:
        expected = engine.faceted(question)
        assert list(disagreements(question, expected, fts5)) == []
        whole = 20 if expected.found.total > 20 else expected.found.total
        assert len(fts5.top(question).keys) == whole
        if whole < 20:
            assert set(fts5.top(question).keys) == set(expected.found.keys)


def test_the_plain_stack_finds_a_word_in_the_script_that_it_is_asked_in(archive, tmp_path):
    plain = PlainSide(tmp_path / "plain")
    plain.build([])
    texts = [document.text for document in documents.read(archive)]
    for question in [*of_kind("common"), *of_kind("rare")]:
        (word,) = question.words
        assert plain.top(question).total == sum(word in text for text in texts)
        assert sum(plain.faceted(question).counts["city"].values()) > 0
    (phrase, *_) = of_kind("phrase")
    assert plain.faceted(phrase).counts == {"city": {}, "organization": {}, "year": {}}  # it finds none


def test_every_question_has_an_answer_with_counts_and_marks(archive):
    engine, page = EngineSide(), PageEngineSide()
    for question in QUESTIONS:
        answer = page.faceted(question)
        assert answer.found.total >= engine.faceted(question).found.total > 0
        assert answer.counts["city"]
        assert any("<mark>" in snippet for snippet in answer.snippets)


def test_a_side_that_answers_otherwise_is_named():
    class Wrong:
        name = "wrong"

        def faceted(self, question):
            return Faceted(Found(2, []), {"city": {"31": 1}, "organization": {}, "year": {}})

    (common,) = of_kind("common")
    right = Faceted(Found(2, []), {"city": {"31": 2}, "organization": {}, "year": {"2022-04": 1}})
    assert list(disagreements(common, right, Wrong())) == ["wrong, 疫情: counts otherwise by city"]
    assert list(disagreements(common, Faceted(Found(3, [])), Wrong())) == ["wrong, 疫情: finds 2 and not 3"]


def test_updates_are_found_and_taken_back(archive):
    before = list(Paragraph.objects.order_by("pk").values_list("text", flat=True))
    times = list(ours(9))
    assert len(times) == 9
    assert all(ms > 0 for ms, _ in times)
    assert {merged for _, merged in times} == {True, False}
    assert list(Paragraph.objects.order_by("pk").values_list("text", flat=True)) == before


def test_documents_hold_the_words_of_their_text(archive):
    read = list(documents.read(archive))
    assert len(read) == SIZE
    assert all(isinstance(document, Document) and document.words for document in read)
    assert any("疫情" in document.words.split(" ") for document in read)
    assert {len(document.year) for document in read} <= {0, 1}


def test_bigrams_leave_marks_out_and_end_with_the_line():
    assert list(bigrams("核酸，檢測\n开始")) == ["核酸", "酸检", "检测", "开始"]
    assert bigrams_of("核") == ["核"]


def test_every_row_is_measured_once():
    assert sorted(ORDER) == sorted(NAMES)


@pytest.mark.parametrize(
    ("figure", "met"),
    [
        pytest.param(Figure("page", "", 9.9, 10.0), True, id="below"),
        pytest.param(Figure("page", "", 10.1, 10.0), False, id="above"),
        pytest.param(Figure("loading", "", 99.0, 100.0, at_least=True), False, id="too slow"),
        pytest.param(Figure("loading", "", 100.0, 100.0, at_least=True), True, id="fast enough"),
        pytest.param(Figure("page", "", 9.9), None, id="no limit"),
    ],
)
def test_a_figure_is_judged_by_its_limit(figure, met):
    assert figure.met is met


MEASURED = Measured(
    1000,
    (Figure("common", "0.90 × (0.9 ms to 1.0 ms)", 0.9, 1.0), Figure("page", "12.0 ms", 12.0, 10.0)),
    (Timing("top", "疫情", "engine", 0.9), Timing("top", "疫情", "tantivy", 1.0)),
    ("xapian is not present",),
)


def test_what_was_measured_survives_as_json():
    assert from_json(json.loads(json.dumps(asdict(MEASURED)))) == MEASURED


def test_a_report_has_goals_verdicts_times_and_notes():
    text = report([MEASURED], None)
    assert f"| {ROWS[1].goal} | ≤ 1 × | 0.90 × (0.9 ms to 1.0 ms) **met** |" in text
    assert "| 12.0 ms **missed** |" in text
    assert "| 疫情, top | 0.90 | 1.00 |" in text
    assert "- xapian is not present" in text


def test_a_report_keeps_what_people_wrote_around_it(tmp_path):
    path = tmp_path / "performance.md"
    path.write_text(f"# Performance\n\n{BEGIN}\nold\n{END}\n\n## Causes\n", encoding="utf-8")
    report([MEASURED], path)
    report([MEASURED], path)
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"# Performance\n\n{BEGIN}\n")
    assert text.endswith(f"{END}\n\n## Causes\n")
    assert "old" not in text
    assert text.count("**missed**") == 1
    (image,) = re.findall(r"\]\((.+svg)\)", text)
    assert (tmp_path / image).exists()


def test_bars_are_as_long_as_their_values():
    groups = [("common & rare", {"ours": 0.5, "theirs": 50.0}), ("two", {"theirs": 5.0})]
    root = ElementTree.fromstring(bars("CPU <time>", "ms", groups))
    space = {"svg": "http://www.w3.org/2000/svg"}
    drawn = [float(bar.get("width")) for bar in root.findall("svg:rect", space) if bar.get("height") == "16"]
    assert drawn[0] < drawn[2] < drawn[1]
    assert {"common & rare", "ours", "CPU <time>"} <= {text.text for text in root.findall("svg:text", space)}


def test_memory_and_time_of_a_process_are_read(tmp_path):
    me = os.getpid()
    before, began = measure.anonymous_mb(me), measure.cpu_of([me])
    held = np.ones(8_000_000)  # 64 MB
    while measure.cpu_of([me]) < began + 0.05:
        time.process_time()
    assert 50 < measure.anonymous_mb(me) - before < 80
    np.save(tmp_path / "held.npy", held)
    mapped = np.load(tmp_path / "held.npy", mmap_mode="r")
    assert mapped.sum() == held.sum()
    assert 55 < measure.mapped_mb(me, tmp_path) < 70
    assert measure.mapped_mb(me, tmp_path / "other") == 0


def test_the_server_answers_and_names_its_workers():
    with Server(workers=2) as server:
        assert server.get("/healthz")
        assert len(set(server.workers)) == 2
        assert all(measure.anonymous_mb(worker) > 1 for worker in server.workers)


def test_calls_that_take_turns_get_the_median_of_their_own():
    turns = []
    times = measure.cpu_ms_each(
        {"a": lambda: turns.append("a"), "b": lambda: turns.append(sum(range(200_000)) and "b")},
        rounds=2,
        runs=2,
    )
    assert turns == ["a", "a", "b", "b"] * 2
    assert 0 < times["a"] < times["b"]
