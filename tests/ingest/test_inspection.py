"""A document as JSON by the contract, and as a page to read."""

import json

from archive.ingest import inspection
from archive.ingest.inspection_page import as_page
from archive.ingest.pipeline import process
from archive.ingest.records import BadInput, Document, RawRecord
from archive.paths import FIXTURES

TEXT = """首页 > 江苏 > 苏州 > 正文
千人上河堤
来源：吴江日报 2023-03-12 09:10
昨天上午，苏州市吴江区盛泽镇举行春季义务植树活动，三百多名干部群众来到河堤，栽下杨树两千余株。
一锹一土种下希望
吴江区农业农村局派出技术员，在现场指导大家挖坑、扶苗、培土，一直忙到中午才散去。
"""
KEYS = [
    "file",
    "sha256",
    "encoding",
    "title",
    "title_basis",
    "kicker",
    "source",
    "authors",
    "url",
    "published",
    "events",
    "city",
    "places",
    "organizations",
    "paragraphs",
    "dropped",
    "repairs",
    "needs_review",
]


def document(line: int | None = None) -> Document:
    return process(RawRecord("a.txt", TEXT.encode(), "text", TEXT.encode(), line=line))


def test_json_has_the_keys_of_the_contract_in_order() -> None:
    value = inspection.as_json(document())
    assert list(value) == KEYS
    assert {name: list(value[name][0]) for name in ("places", "organizations", "paragraphs", "dropped")} == {
        "places": ["code", "name", "level", "city", "province"],
        "organizations": ["name", "preferred", "kind", "place"],
        "paragraphs": ["number", "kind", "text"],
        "dropped": ["rule", "reason", "text"],
    }
    assert json.loads(json.dumps(value)) == value


def test_json_gives_the_values_in_full_names_and_iso_dates() -> None:
    value = inspection.as_json(document())
    assert (value["city"], value["title"], value["source"]) == ("苏州市", "千人上河堤", "吴江日报")
    assert value["published"] == {
        "date": "2023-03-12",
        "time": "09:10",
        "precision": "day",
        "basis": "来源行",
    }


def test_json_names_the_line_of_a_record_of_json_lines() -> None:
    assert inspection.as_json(document(line=7))["line"] == 7


def test_what_is_not_known_is_null() -> None:
    text = "春天来了，河边的柳树都绿了，孩子们在草地上放风筝。"
    value = inspection.as_json(process(RawRecord("a.txt", text.encode(), "text", text)))
    assert (value["city"], value["source"], value["url"], value["kicker"]) == (None, None, None, None)
    assert value["published"] == {"date": None, "time": None, "precision": None, "basis": None}


def test_an_error_names_file_error_and_remedy() -> None:
    assert inspection.error_as_json(BadInput("a.txt", "是空的", "请补上正文")) == {
        "file": "a.txt", "error": "是空的", "remedy": "请补上正文",
    }  # fmt: skip
    assert inspection.error_as_json(BadInput("a.jsonl", "断行", "请改正", line=3))["line"] == 3


def test_the_page_shows_every_stage_in_order() -> None:
    page = as_page(document())
    places = [page.index(name) for name in ("a.txt", "原文 ", "\n还原", "\n清理", "\n著录", "\n正文  3 段")]
    assert places == sorted(places)
    assert "千人上河堤" in page
    assert "苏州市吴江区农业农村局" in page
    assert "页面路径" in page


def test_the_page_shows_a_repair_where_it_stands() -> None:
    text = (FIXTURES / "founding" / "000_a1d43d62ced5f455.txt").read_bytes()
    page = as_page(process(RawRecord("a.txt", text, "text", text)))
    assert "50人的上[??萍枷蠕h → 海科技先鋒]突擊隊" in page
    assert "拼音注释  隊(duì)×" in page


def test_the_page_is_plain_without_colour_and_coloured_with() -> None:
    assert "\x1b[" not in as_page(document())
    assert "\x1b[" in as_page(document(), color=True)


def test_markup_of_the_terminal_library_in_a_text_is_text() -> None:
    text = "[bold red]春天[/bold red]来了，河边的柳树都绿了，孩子们在草地上放风筝。"
    page = as_page(process(RawRecord("[a].txt", text.encode(), "text", text)), width=200)
    assert text in page
    assert "[a].txt" in page
