"""What was found is what is marked; everything else is shown as it was written, escaped."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.highlight import SNIPPET_LENGTH, Passage, marked, snippets

MARK = re.compile("<mark>(.*?)</mark>")


def passages(*texts):
    return [Passage(number, f"p{number}", text) for number, text in enumerate(texts, 1)]


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


def test_a_snippet_names_its_paragraph_and_anchor():
    (snippet,) = snippets(passages("无关。", "疫情。"), ["疫"])
    assert (snippet.paragraph, snippet.anchor, snippet.html) == (2, "p2", "<mark>疫</mark>情。")


def test_the_paragraph_that_holds_the_whole_phrase_beats_those_that_hold_its_parts():
    texts = ["检测组。核酸组。检测组。核酸组。", "检测。", "核酸检测点。"]
    assert [s.paragraph for s in snippets(passages(*texts), ["核酸检测"], most=1)] == [3]


def test_snippets_stand_in_reading_order_and_are_no_more_than_asked():
    texts = ["疫。", "疫，疫。", "无。", "疫，疫，疫。"]
    assert [s.paragraph for s in snippets(passages(*texts), ["疫"], most=2)] == [2, 4]


def test_where_nothing_is_marked_the_first_paragraph_is_shown():
    (snippet,) = snippets(passages("开头。", "第二段。"), ["疫"])
    assert (snippet.paragraph, snippet.html) == (1, "开头。")


def test_no_paragraph_gives_no_snippet():
    assert snippets([], ["疫"]) == ()


@pytest.mark.parametrize("lead", range(0, 120, 7))
def test_a_snippet_is_short_and_never_cuts_a_hit(lead):
    text = "天" * lead + "核酸检测" + "地" * (SNIPPET_LENGTH - 6) + "核酸检测" + "人" * 200
    (snippet,) = snippets(passages(text), ["核酸检测"])
    hits = MARK.findall(snippet.html)
    assert hits
    assert set(hits) == {"核酸检测"}
    assert len(MARK.sub(r"\1", snippet.html).strip("…")) <= SNIPPET_LENGTH + len("核酸检测")


def test_a_snippet_begins_at_a_sentence_and_says_what_it_leaves_out():
    text = "前面一句说了别的事情。这里做核酸检测。" + "后面还有很多。" * 30
    (snippet,) = snippets(passages(text), ["核酸检测"])
    assert snippet.html.startswith("…这里做<mark>核酸检测</mark>")
    assert snippet.html.endswith("…")


def test_a_long_text_of_one_character_is_marked_in_linear_time():
    assert marked("疫" * 200_000, ["疫" * 50]) == "<mark>" + "疫" * 200_000 + "</mark>"


def test_what_was_quoted_is_marked_in_one_piece_only():
    assert marked("核酸检测，检测核酸", [], ["核酸检测"]) == "<mark>核酸检测</mark>，检测核酸"
