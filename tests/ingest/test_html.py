"""Which lines of a page are its article, and that a huge page is read in time that grows with its length."""

import time

import pytest

from archive.ingest import html
from archive.ingest.html import read_page
from archive.ingest.tracing import TracedText

SENTENCE = "大家带着工具出门,把水渠一段一段地清理干净,又给去年栽下的树苗浇了水。"


def page(article: str) -> str:
    return f"<html><body><ul><li>首页</li><li>登录</li></ul><article>{article}</article></body></html>"


def left(source: str) -> list[str]:
    """The lines of the page that its edits leave."""
    read = read_page(source)
    return TracedText(read.text).apply("cleaning", read.edits)[0].text.splitlines()


def paragraphs(count: int) -> list[str]:
    return [f"第{number}条:{SENTENCE}" for number in range(count)]


def test_lines_outside_the_article_are_left_out() -> None:
    lines = paragraphs(12)
    assert left(page("".join(f"<p>{line}</p>" for line in lines))) == lines


def test_a_line_that_is_part_of_an_article_line_is_kept() -> None:
    article = html._Article(f"{SENTENCE}\n甲 乙 丙", "题目")
    assert [article.holds(line) for line in (SENTENCE[5:20], "乙丙", "题 目", "首页")] == [
        True,
        True,
        True,
        False,
    ]


def test_lines_are_kept_when_the_search_has_cost_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "_MOST_SEARCHED", 2 * len(SENTENCE))
    article = html._Article(SENTENCE, "")
    assert [article.holds(line) for line in ("首页", SENTENCE, "登录", "搜索")] == [False, True, False, True]


def test_a_page_of_many_lines_is_read_in_linear_time() -> None:
    lines = paragraphs(40_000)
    text = "\n".join(f"链接{number}号\n{line}" for number, line in enumerate(lines))
    started = time.process_time()
    edits = list(html._edits(text, "\n".join(lines), None))
    assert time.process_time() - started < 10
    assert edits
