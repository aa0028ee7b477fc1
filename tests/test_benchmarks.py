"""The measures count rightly, and the documented formats of labels are read."""

import json
import re
from pathlib import Path

import pytest

from benchmarks import golden, ingest
from benchmarks.labels import Bodies, City, Damage, Page, labels_of, read
from benchmarks.scores import character_f1, set_f1, share

README = Path(__file__).resolve().parent.parent / "benchmarks" / "README.md"


@pytest.mark.parametrize(
    ("record", "labels"),
    [
        pytest.param(
            {"damaged": "頁(yè)", "restored": "頁"}, [Damage("k.damaged", "頁(yè)", "頁")], id="damage"
        ),
        pytest.param(
            {"damaged_cut_only": "a", "damaged_cut_and_gloss": "b", "clean_traditional": "c"},
            [Damage("k.damaged_cut_only", "a", "c"), Damage("k.damaged_cut_and_gloss", "b", "c")],
            id="two kinds of damage",
        ),
        pytest.param({"text": "a", "without_gloss": "b"}, [Damage("k.text", "a", "b")], id="glosses"),
        pytest.param({"content": "a", "posted": "x"}, [Damage("undamaged", "a", "a")], id="undamaged"),
        pytest.param(
            {"id": "1", "page": "a", "body": "b", "title": "t", "published": "2022-04-25"},
            [Page("1", "a", "b", "t", "2022-04-25")],
            id="page",
        ),
        pytest.param(
            {"text_with_chrome": "a", "body": "b", "publish_time": None},
            [Page("k", "a", "b")],
            id="page, older",
        ),
        pytest.param(
            {"text": "a", "entities": [["ORG", 0, 2, "甲局"], ["PER", 3, 5, "张三"]]},
            [Bodies("k", "a", frozenset({"甲局"}))],
            id="entities",
        ),
        pytest.param(
            {"text": "a", "label": {"government": {"甲局": [[0, 1]]}, "name": {"张三": [[3, 4]]}}},
            [Bodies("k", "a", frozenset({"甲局"}))],
            id="labels",
        ),
        pytest.param({"text": "a", "city": None}, [City("a", None)], id="city"),
    ],
)
def test_keys_tell_what_a_line_labels(record, labels):
    assert list(labels_of(record, "k")) == labels


def test_every_documented_key_is_read():
    documented = re.findall(r"`(\w+)`", README.read_text(encoding="utf-8").split("| keys |")[1])
    source = (README.parent / "labels.py").read_text(encoding="utf-8")
    assert {"damaged", "clean_traditional", "without_gloss", "page", "entities", "city"} <= set(documented)
    assert not [key for key in documented if f'"{key}"' not in source]


def test_labels_of_a_folder_are_read_from_its_lines(tmp_path):
    (tmp_path / "deeper").mkdir()
    lines = [{"text": "a", "city": "苏州市"}, {"text": "b"}]
    content = "\n".join(json.dumps(line) for line in lines)
    (tmp_path / "deeper" / "some.jsonl").write_text(content + "\n\n", encoding="utf-8")
    assert list(read(tmp_path)) == [City("a", "苏州市"), Damage("undamaged", "b", "b")]


def test_a_share_is_told_with_its_percentage():
    assert str(share([True, True, False, True])) == "3 of 4 (75.0%)"


def test_each_name_counts_once_a_text():
    pairs = [(frozenset("甲乙"), frozenset("乙丙")), (frozenset(), frozenset("丁"))]
    measured = set_f1(pairs)
    assert (measured.precision, measured.recall) == (1 / 2, 1 / 3)
    assert measured.value == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("found", "true", "expected"),
    [
        pytest.param("甲乙", " 乙\n甲 ", 1.0, id="the same characters"),
        pytest.param("甲乙丙丁", "甲乙", 2 / 3, id="too much"),
        pytest.param("甲甲", "甲", 2 / 3, id="counted"),
        pytest.param("", "甲", 0.0, id="nothing"),
        pytest.param("", "", 1.0, id="nothing of nothing"),
    ],
)
def test_character_f1(found, true, expected):
    assert character_f1(found, true) == pytest.approx(expected)


def test_a_changed_answer_is_named_by_its_fields(tmp_path):
    (tmp_path / "a.txt").write_text("昨天上午，柳河镇举行春季义务植树活动。", encoding="utf-8")
    answer = golden.answer(tmp_path / "a.txt")
    (tmp_path / "a.json").write_text(json.dumps({**answer, "city": "苏州市"}), encoding="utf-8")
    assert list(golden.differences(tmp_path)) == [(tmp_path / "a.txt", ["city"])]


def test_a_report_over_a_labelled_folder_has_every_figure(tmp_path):
    lines = [
        {"damaged": "昨天上午首頁(yè)和網(wǎng)站都打不開。", "restored": "昨天上午首頁和網站都打不開。"},
        {
            "page": "昨天上午，柳河镇举行春季义务植树活动。",
            "body": "昨天上午",
            "title": "x",
            "published": "2022-04-25",
        },
        {"text": "苏州市教育局昨天开会。", "entities": [["ORG", 0, 6, "苏州市教育局"]]},
        {"text": "苏州市教育局昨天开会。", "city": "苏州市"},
        {"text": "田里的水涨了起来。"},
    ]
    (tmp_path / "all.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    (tmp_path / "a.txt").write_text("昨天上午，柳河镇举行春季义务植树活动。", encoding="utf-8")
    (tmp_path / "a.json").write_text(json.dumps(golden.answer(tmp_path / "a.txt")), encoding="utf-8")
    rows = dict(ingest.run([tmp_path]))
    assert rows["restoration, all.damaged"].startswith("exact 1 of 1")
    assert rows["title"] == "0 of 1 (0.0%)"
    assert rows["date"] == "0 of 1 (0.0%)"
    assert rows["organizations, all"].startswith("F1 1.000")
    assert rows["city"] == "1 of 1 (100.0%); settled wrong: 0"
    assert rows["undamaged texts left as they are"] == "1 of 1 (100.0%)"
    assert rows["golden pairs, whole answers"] == "1 of 1 (100.0%)"
