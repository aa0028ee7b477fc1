"""A query in context: every place where it stands, in the order that is asked for, to read and to take away."""

import csv
import io
import json

import pytest
from django.urls import reverse

from archive.models import Article
from search.cells import cell, read_cell
from search.concordance import finding
from search.indexing import rebuild

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'quoted", "＝1", "plain")


@pytest.fixture
def three(index_dir, load_records):
    made = load_records(
        {"id": "a", "title": "疫情通报", "date": "2022-04-25", "source": "甲报", "paragraphs": ["乙区疫情，平稳。", "无关的一段。"]},
        {"id": "b", "title": "工作简报", "date": "2021-03", "paragraphs": ["丙區疫情好转；甲区疫情反复。"]},
        {"id": "c", "title": "=SUM(1)", "paragraphs": ["=疫情=1", "@疫情"]},
    )  # fmt: skip
    rebuild()
    return made


def lines(client, **parameters):
    answer = client.get(reverse("api_concordance"), {"q": "疫情", "page_size": 100, **parameters})
    assert answer.status_code == 200, answer.content
    return [(line["left"], line["hit"], line["right"]) for line in answer.json()["lines"]]


def test_each_place_is_a_line(client, three):
    assert set(lines(client)) == {
        ("", "疫情", "通报"),
        ("乙区", "疫情", "，平稳。"),
        ("丙區", "疫情", "好转；甲区疫情反复。"),
        ("丙區疫情好转；甲区", "疫情", "反复。"),
        ("=", "疫情", "=1"),
        ("@", "疫情", ""),
    }


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        pytest.param("left", ["", "=", "@", "乙区", "丙區", "丙區疫情好转;甲区"], id="outward to the left"),
        pytest.param("right", ["@", "=", "丙區疫情好转;甲区", "丙區", "乙区", ""], id="outward to the right"),
    ],
)
def test_lines_stand_by_their_context(client, three, by, expected):
    assert sorted(lefts := [left.replace("；", ";") for left, _, _ in lines(client, by=by)]) == sorted(
        expected
    )
    if by == "left":  # 丙, 乙 and 甲 as code points: 4E19, 4E59, 7532
        assert [left for left in lefts if "区" in left or "區" in left] == [
            "丙區",
            "乙区",
            "丙區疫情好转;甲区",
        ]
    else:  # nothing, 1, 反, 好, 平, 通
        assert lefts == expected


@pytest.mark.parametrize(("by", "first"), [("newest", "2022-04-25"), ("oldest", "2021-03")])
def test_lines_stand_by_date(client, three, by, first):
    answer = client.get(reverse("api_concordance"), {"q": "疫情", "by": by}).json()
    dates = [line["date"] for line in answer["lines"]]
    assert (dates[0], dates[-1]) == (first, None)


def test_filters_hold(client, three):
    assert len(lines(client, date="2022")) == 2
    assert lines(client, date="2019") == []


def test_pages_hold_each_line_once(client, three):
    whole = lines(client, by="left")
    pages = [lines(client, by="left", page_size=4, page=page) for page in (1, 2)]
    assert pages[0] + pages[1] == whole
    assert client.get(reverse("api_concordance"), {"q": "疫情", "page": 3}).status_code == 404


def test_each_line_leads_to_its_paragraph(client, three):
    for line in client.get(reverse("api_concordance"), {"q": "疫情"}).json()["lines"]:
        path, _, anchor = line["url"].removeprefix("http://testserver").partition("#")
        page = client.get(path).content.decode()
        assert f'id="{anchor}"' in page or line["paragraph"] is None


def test_what_is_too_much_is_counted(client, three, monkeypatch):
    monkeypatch.setattr(finding, "MOST_LINES", 2)
    monkeypatch.setattr(finding, "MOST_ARTICLES", 2)
    answer = client.get(reverse("api_concordance"), {"q": "疫情"}).json()
    assert (answer["count"], answer["articles"], answer["left_out"]["articles"]) == (2, 3, 1)
    assert answer["left_out"]["lines"] > 0
    assert "没有列出" in client.get(reverse("concordance"), {"q": "疫情"}).content.decode()


def test_an_article_that_is_taken_back_has_no_lines(client, three):
    Article.objects.filter(pk=three[0].pk).update(status="withheld")
    assert len(lines(client)) == 4
    assert "乙区" not in client.get(reverse("concordance"), {"q": "疫情"}).content.decode()


def test_the_table_is_read_back_as_it_was_and_begins_no_formula(client, three):
    text = client.get(reverse("concordance_csv"), {"q": "疫情"}).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert not any(value.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for value in row)
    given = json.loads(client.get(reverse("concordance_json"), {"q": "疫情"}).content)["lines"]
    assert rows[0] == list(given[0])
    assert [[read_cell(value) for value in row] for row in rows[1:]] == [
        ["" if value is None else str(value) for value in line.values()] for line in given
    ]


@pytest.mark.parametrize("text", [*FORMULAS, "", "\x00=1", "=1\x00", "\r\n=1"])
def test_cells(text):
    assert not cell(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n", "\x00"))
    assert "\x00" not in cell(text)
    assert read_cell(cell(text)) == text.replace("\x00", "")


HOSTILE = [
    "",
    "，。！？",
    "突击队" * 3400,
    "x " * 500,
    "((((",
    '"',
    "-疫",
    "\x00\x01",
    "<script>alert(1)</script>",
    "𠮷野家🦠",
    "的",
]


@pytest.mark.parametrize("q", HOSTILE)
def test_every_query_gets_an_answer(client, founding, q):
    for view in ("concordance", "concordance_csv", "concordance_json", "api_concordance"):
        answer = client.get(reverse(view), {"q": q})
        assert answer.status_code == 200
        assert b"<script>alert" not in answer.content or view != "concordance"


@pytest.mark.parametrize(("name", "value"), [("by", "best"), ("date", "soon"), ("page_size", "0")])
def test_what_cannot_be_read_is_named_or_left_out(client, founding, name, value):
    answer = client.get(reverse("api_concordance"), {"q": "疫", name: value})
    assert (answer.status_code, answer.json()["parameters"][0]["parameter"]) == (400, name)
    assert client.get(reverse("concordance"), {"q": "疫", name: value}).status_code == 200


def test_a_missing_index_is_503(client, db, index_dir):
    for view in ("concordance", "concordance_csv", "concordance_json", "api_concordance"):
        assert client.get(reverse(view), {"q": "疫"}).status_code == 503
