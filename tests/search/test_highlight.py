"""What was found is what is marked; everything else is shown as it was written, escaped."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.highlight import SNIPPET_LENGTH, excerpts, marked, needles, spans, spans_in_each

MARK = re.compile("<mark>(.*?)</mark>")


def shown(*texts, asked="疫", most=2):
    """What is shown of these passages: the number of each, from 0, and its HTML."""
    starts = [sum(len(text) + 1 for text in texts[:number]) for number in range(len(texts))]
    bounds = [(start, start + len(text)) for start, text in zip(starts, texts, strict=True)]
    text = "\n".join(texts)
    return excerpts(text, bounds, spans(text, needles([asked])), most)


@pytest.mark.parametrize(
    ("text", "asked", "html"),
    [
        pytest.param("突擊隊集結", ["突击队"], "<mark>突擊隊</mark>集結", id="simplified in traditional"),
        pytest.param("突击队集结", ["突擊隊"], "<mark>突击队</mark>集结", id="traditional in simplified"),
        pytest.param("做核酸、检测", ["核酸检测"], "做<mark>核酸、检测</mark>", id="across punctuation"),
        pytest.param("ＡＩ與ai", ["Ai"], "<mark>ＡＩ</mark>與<mark>ai</mark>", id="width and case"),
        pytest.param("50㎡的厅", ["m2"], "50<mark>㎡</mark>的厅", id="one character that folds to two"),
        pytest.param("疫情防控", ["疫"], "<mark>疫</mark>情防控", id="one character"),
        pytest.param("疫疫疫", ["疫疫"], "<mark>疫疫疫</mark>", id="overlapping hits are one mark"),
        pytest.param("平湖街道办", ["平湖", "湖街道"], "<mark>平湖街道</mark>办", id="overlapping needles"),
        pytest.param("没有", ["疫"], "没有", id="nothing to mark"),
        pytest.param("疫", ["。", ""], "疫", id="nothing to look for"),
        pytest.param("", ["疫"], "", id="no text"),
        pytest.param(
            "<script>疫</script>",
            ["疫"],
            "&lt;script&gt;<mark>疫</mark>&lt;/script&gt;",
            id="markup in the text",
        ),
        pytest.param(
            "a<b>&\"'", ["b"], "a&lt;<mark>b</mark>&gt;&amp;&quot;&#x27;", id="every sign is escaped"
        ),
        pytest.param("<script>", ["<script>"], "&lt;<mark>script</mark>&gt;", id="markup in the query"),
        pytest.param("突\u200b击队", ["突击"], "<mark>突\u200b击</mark>队", id="across what has no width"),
    ],
)
def test_it_marks(text, asked, html):
    assert marked(text, asked) == html


@given(st.text(st.sampled_from("核酸檢測a<>&\"'。 \n"), max_size=40), st.text("核酸檢測a<>&", max_size=6))
def test_without_its_marks_the_html_is_the_escaped_text(text, asked):
    html = str(marked(text, [asked]))
    bare = html.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in bare
    assert html.count("<mark>") == html.count("</mark>")
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#x27;", "'"), ("&amp;", "&")):
        bare = bare.replace(entity, sign)
    assert bare == text


def test_an_excerpt_names_its_passage():
    assert shown("无关。", "疫情。") == [(1, "<mark>疫</mark>情。")]


def test_the_passage_that_holds_the_whole_phrase_beats_those_that_hold_its_parts():
    texts = ["检测组。核酸组。检测组。核酸组。", "检测。", "核酸检测点。"]
    assert [number for number, _ in shown(*texts, asked="核酸检测", most=1)] == [2]


def test_of_equally_good_passages_the_first_are_shown():
    assert [number for number, _ in shown("无", "疫", "疫", "疫")] == [1, 2]


def test_excerpts_stand_in_reading_order_and_are_no_more_than_asked():
    assert [number for number, _ in shown("疫。", "疫，疫。", "无。", "疫，疫，疫。")] == [1, 3]


def test_where_nothing_is_marked_the_first_passage_is_shown():
    assert shown("开头。", "第二段。") == [(0, "开头。")]


def test_no_passage_gives_no_excerpt():
    assert excerpts("标题里的疫", [], [(4, 5)]) == []


def test_a_hit_outside_of_the_passages_counts_for_none():
    text = "疫疫\n开头。\n疫。"
    assert excerpts(text, [(3, 6), (7, 9)], spans(text, ["疫"])) == [(1, "<mark>疫</mark>。")]


def test_a_hit_does_not_reach_over_a_line_end():
    assert marked("核酸\n检测", [], ["核酸检测"]) == "核酸\n检测"


@pytest.mark.parametrize("lead", range(0, 120, 7))
def test_an_excerpt_is_short_and_never_cuts_a_hit(lead):
    text = "天" * lead + "核酸检测" + "地" * (SNIPPET_LENGTH - 6) + "核酸检测" + "人" * 200
    ((_, html),) = shown(text, asked="核酸检测")
    hits = MARK.findall(html)
    assert hits
    assert set(hits) == {"核酸检测"}
    assert len(MARK.sub(r"\1", html).strip("…")) <= SNIPPET_LENGTH + len("核酸检测")


def test_an_excerpt_begins_at_a_sentence_and_says_what_it_leaves_out():
    text = "前面一句说了别的事情。这里做核酸检测。" + "后面还有很多。" * 30
    ((_, html),) = shown("别的一段。", text, asked="核酸检测")
    assert html.startswith("…这里做<mark>核酸检测</mark>")
    assert html.endswith("…")


def test_an_excerpt_stays_inside_its_passage():
    assert shown("前一段", "疫", "后一段") == [(1, "<mark>疫</mark>")]


def test_a_long_text_of_one_character_is_marked_in_linear_time():
    assert marked("疫" * 200_000, ["疫" * 50]) == "<mark>" + "疫" * 200_000 + "</mark>"


def test_what_was_quoted_is_marked_in_one_piece_only():
    assert marked("核酸检测，检测核酸", [], ["核酸检测"]) == "<mark>核酸检测</mark>，检测核酸"


@given(st.lists(st.text(st.sampled_from("核酸檢測、 \n"), max_size=12), max_size=5))
def test_texts_are_looked_through_as_one_as_they_are_one_by_one(texts):
    wanted = needles(["核酸检测"])
    assert spans_in_each(texts, wanted) == [spans(text, wanted) for text in texts]
