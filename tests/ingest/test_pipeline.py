"""All stages together: the founding documents, the golden pairs, and a ledger that always replays."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.ingest.pipeline import PIPELINE_VERSION, process
from archive.ingest.records import BadInput, Document, Event, RawRecord
from archive.ingest.tracing import replay
from archive.paths import FIXTURES
from archive.text.folding import fold
from benchmarks import golden

FOUNDING = sorted((FIXTURES / "founding").glob("*.txt"))
BODY = "昨天上午，柳河镇举行春季义务植树活动，三百多名干部群众来到河堤，栽下杨树两千余株。"


def text_record(text: str) -> RawRecord:
    return RawRecord("a.txt", text.encode(), "text", text.encode())


def founding(number: str) -> Document:
    (path,) = (FIXTURES / "founding").glob(f"{number}_*.txt")
    return process(RawRecord(path.name, path.read_bytes(), "text", path.read_bytes()))


def squeezed(text: str) -> str:
    return "".join(fold(text).split())


def of_kind(document: Document, kind: str) -> list[str]:
    return [squeezed(part.text) for part in document.paragraphs if part.kind == kind]


def assert_replays(document: Document) -> None:
    assert replay(document.raw_text, document.ledger) == document.text
    for part in document.paragraphs:
        assert 0 <= part.start < part.end <= len(document.raw_text)


# --- the ledger ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", FOUNDING, ids=lambda path: path.stem[:3])
def test_the_ledger_of_a_founding_document_replays(path: Path) -> None:
    document = process(RawRecord(path.name, path.read_bytes(), "text", path.read_bytes()))
    assert_replays(document)
    assert document.text


LINES = [line for path in FOUNDING for line in path.read_text(encoding="utf-8").split("\n")[:14]]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(LINES) | st.text(max_size=12), min_size=1, max_size=10))
def test_the_ledger_of_any_mix_of_lines_replays(lines: list[str]) -> None:
    text = "\n".join(lines).encode("utf-8", "ignore").decode()
    record = RawRecord("mix", text.encode(), "text", text)
    document = process(record)
    assert replay(document.raw_text, document.ledger) == document.text


def test_the_same_record_gives_the_same_document() -> None:
    record = text_record(f"种树正当时\n{BODY}")
    assert process(record) == process(record)


# --- golden pairs ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("document", "expected"), list(golden.pairs()), ids=lambda path: path.name)
def test_golden_pairs(document: Path, expected: Path) -> None:
    assert golden.answer(document) == json.loads(expected.read_text(encoding="utf-8"))


# --- the founding documents -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "city", "districts", "published"),
    [
        pytest.param("000", "31", ["310101"], "2022-05", id="000"),
        pytest.param("001", "31", ["310106"], "2022-03", id="001"),
        pytest.param("002", "3206", [], "2022-04", id="002"),
        pytest.param("003", "4305", ["430502"], "2022-04-25", id="003"),
        pytest.param("004", "4403", ["440307"], "2021-06-11", id="004"),
    ],
)
def test_city_district_and_date(number: str, city: str, districts: list[str], published: str) -> None:
    description = founding(number).description
    assert description.city is not None
    assert description.city.value == city
    assert [place.code for place in description.places if place.level == "district"] == districts
    assert description.published is not None
    assert description.published.date == published


@pytest.mark.parametrize(
    ("number", "headings"),
    [
        pytest.param(
            "000", ["抗疫一线的“红色堡垒”", "科技先锋战“疫”显担当", "在学习复盘中优化提升"], id="000"
        ),
        pytest.param(
            "001",
            [
                "成立“突击队”吹响战“疫”集结号",
                "每天3万步刷新自己最高纪录",
                "600多位居民都是他的微信好友",
                "不知疲倦坚守抗疫战场",
            ],
            id="001",
        ),
        pytest.param(
            "002",
            [
                "构筑红色堡垒,凝聚抗疫力量",
                "共筑抗疫大堤,守护江海福地",
                "每日按时打卡,每天都有任务",
                "『科技蓝』照亮疫情下的夜空",
            ],
            id="002",
        ),
        pytest.param(
            "003",
            ["“疫”无反顾,关键时刻顶得上", "“疫”往直前,关键时刻扛得住", "“疫”不容辞,关键时刻做得好"],
            id="003",
        ),
    ],
)
def test_headings(number: str, headings: list[str]) -> None:
    assert of_kind(founding(number), "heading") == headings


def test_a_document_of_prose_alone_has_a_derived_title() -> None:
    assert founding("001").description.title_basis == "derived"


def test_the_closing_lines_of_000_are_verse_and_its_disclaimer_is_gone() -> None:
    document = founding("000")
    assert of_kind(document, "verse")[-1] == "早日凯旋!"
    assert [dropped.rule for dropped in document.dropped] == ["disclaimer"]


def test_002_kicker_title_authors_and_the_repeated_paragraph() -> None:
    document = founding("002")
    description = document.description
    assert description.kicker is not None
    assert description.title is not None
    assert description.kicker.value == "南通市科技局成立7个临时党小组冲锋“疫”线"
    assert (description.title.value, description.title_basis) == ("科技先锋 向“疫”而行", "text")
    assert [author.name for author in description.authors] == ["孙佳琪", "王玮丽"]
    assert document.text.count("新手奶爸") == 1
    assert "党小组组长,居住相对集中" in document.text


def test_003_loses_its_spam_and_keeps_source_and_author() -> None:
    document = founding("003")
    assert document.dropped[0].rule == "spam-keywords"
    assert document.description.source is not None
    assert squeezed(document.description.source.value) == "邵阳新闻网"
    assert [squeezed(author.name) for author in document.description.authors] == ["邹小艳"]
    assert "/strong" not in document.text
    assert document.repairs


def test_004_captions_authors_and_nothing_of_the_site() -> None:
    document = founding("004")
    assert len(of_kind(document, "caption")) == 3
    assert of_kind(document, "byline") == ["晶报记者李海若通讯员陈俊超彭玫妃/文、图"]
    assert [(author.name, author.role) for author in document.description.authors] == [
        ("李海若", "记者"), ("陈俊超", "通讯员"), ("彭玫妃", "通讯员"),
    ]  # fmt: skip
    assert not {"猜你喜欢", "热点排行", "今日盐田"} & set(document.text.split())
    assert Event("--06-01", "day", "6月1日") in document.description.events


# --- forms and failures ---------------------------------------------------------------------------------------


def test_paragraphs_that_came_as_such_are_neither_restored_nor_cleaned() -> None:
    content = ({"kind": "heading", "text": "首页 > 正文"}, {"text": f"據(jù)了解，{BODY}"})
    document = process(RawRecord("a.jsonl", b"{}", "paragraphs", content, line=1))
    assert [(part.kind, part.text) for part in document.paragraphs] == [
        ("heading", "首页 > 正文"),
        ("body", f"據(jù)了解，{BODY}"),
    ]
    assert (document.ledger, document.raw_text) == ((), document.text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("今日停水", id="short"),
        pytest.param("首页 > 新闻 > 正文\n登录 注册", id="furniture alone"),
    ],
)
def test_a_text_without_prose_is_kept_whole_and_flagged(text: str) -> None:
    document = process(text_record(text))
    assert document.text == text
    assert any("没有成段的正文" in note.text for note in document.description.needs_review)


def test_a_page_of_html_keeps_what_it_leaves_out_on_record() -> None:
    page = f"<html><body><ul><li>首页</li><li>登录</li></ul><article><h1>种树正当时</h1><p>{BODY}</p><p>{BODY.replace('昨天', '今天')}</p></article></body></html>"
    document = process(RawRecord("a.html", page.encode(), "html", page.encode()))
    assert_replays(document)
    assert "登录" in document.raw_text
    assert "登录" not in document.text
    assert document.paragraphs[-1].text.startswith("今天上午")


def test_bytes_that_are_no_text_are_refused_with_a_remedy() -> None:
    with pytest.raises(BadInput) as caught:
        process(RawRecord("a.bin", b"\xff\xfe\xfd\x80\x81", "text", b"\xff\x80\xfd\x80\x81"))
    assert (caught.value.file, bool(caught.value.remedy)) == ("a.bin", True)


def test_given_values_leave_the_description_alone() -> None:
    text = BODY.encode()
    plain = process(RawRecord("a", text, "text", text))
    stated = process(RawRecord("a", text, "text", text, given={"title": "别的题目", "city": "苏州市"}))
    assert plain.description == stated.description


def test_the_version_is_a_number_that_a_load_can_compare() -> None:
    assert PIPELINE_VERSION >= 1
