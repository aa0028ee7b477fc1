"""Which lines of a page are its article, and that a huge page is read in time that grows with its length."""

import time

import pytest

from archive.ingest import html
from archive.ingest.html import read_page
from archive.ingest.html_lines import ShownLine, shown_lines
from archive.ingest.tracing import TracedText

SENTENCE = "大家带着工具出门,把水渠一段一段地清理干净,又给去年栽下的树苗浇了水。"
FIRST = "柳河镇昨天举行春季义务植树活动，三百多名干部群众来到河堤，栽下杨树两千余株，秩序井然。"
SECOND = "镇长介绍，今年全镇计划造林五百亩，目前已完成一半，剩下的地块月底前完工，请大家出力。"
NAVIGATION = (
    "<ul><li><a href='/'>首页</a></li><li><a href='/n'>新闻</a></li><li><a href='/l'>登录</a></li></ul>"
)


def page(article: str) -> str:
    return f"<html><body><ul><li>首页</li><li>登录</li></ul><article>{article}</article></body></html>"


def site(content: str) -> str:
    return (
        f"<html><head><title>柳河镇植树_柳河网</title></head><body>{NAVIGATION}"
        f"<div class='content'><h1>柳河镇植树</h1>{content}</div>"
        "<div class='footer'><a href='/a'>关于我们</a> 版权所有 柳河网</div></body></html>"
    )


def left(source: str) -> list[str]:
    """The lines of the page that its edits leave."""
    read = read_page(source)
    return TracedText(read.text).apply("cleaning", read.edits)[0].text.splitlines()


def shown(source: str) -> list[str]:
    return [line.text for line in shown_lines(source)]


def paragraphs(count: int) -> list[str]:
    return [f"第{number}条:{SENTENCE}" for number in range(count)]


def test_lines_outside_the_article_are_left_out() -> None:
    lines = paragraphs(12)
    assert left(page("".join(f"<p>{line}</p>" for line in lines))) == lines


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        pytest.param(
            f"<p>{FIRST}</p><table><tr><th>村名</th><th>株数</th></tr><tr><td>上湾村</td><td>800</td></tr></table>"
            f"<p>{SECOND}</p>",
            [FIRST, "村名", "株数", "上湾村", "800", SECOND],
            id="table",
        ),
        pytest.param(
            f"<p>{FIRST}</p><ul><li>带上手套</li><li>带上水壶和铁锹</li></ul><p>{SECOND}</p>",
            [FIRST, "带上手套", "带上水壶和铁锹", SECOND],
            id="list",
        ),
        pytest.param(f"<div>　　{FIRST}<br><br>　　{SECOND}</div>", [FIRST, SECOND], id="lines broken by br"),
        pytest.param(
            f"<div><div><span>{FIRST[:20]}</span><b>{FIRST[20:]}</b></div>"
            f"<section><p><strong>春耕正忙</strong></p><div><p>{SECOND}</p></div></section></div>",
            [FIRST, "春耕正忙", SECOND],
            id="blocks inside blocks",
        ),
        pytest.param(
            f"<p>{FIRST}</p><figure><img src='a.jpg'><figcaption>图为种树现场</figcaption></figure><p>{SECOND}</p>",
            [FIRST, "图为种树现场", SECOND],
            id="caption",
        ),
        pytest.param(
            f"<p>&ldquo;{FIRST}&rdquo;&mdash;&mdash;镇长&lt;完&gt;</p><p>{SECOND}</p>",
            [f"“{FIRST}”——镇长<完>", SECOND],
            id="entities",
        ),
        pytest.param(f"<pre>{FIRST}\n{SECOND}</pre>", [FIRST, SECOND], id="preformatted"),
        pytest.param(
            f"<p>{FIRST}<ruby>堤<rt>dī</rt></ruby>。</p><p>{SECOND}</p>",
            [f"{FIRST}堤dī。", SECOND],
            id="ruby",
        ),
    ],
)
def test_the_article_of_a_site_keeps_its_heading_and_all_its_blocks(content: str, lines: list[str]) -> None:
    assert left(site(content)) == ["柳河镇植树", *lines]


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        pytest.param(
            site(f"<p>{FIRST}</p><p>{SECOND}</p>").split("</div><div class='footer'")[0],
            ["柳河镇植树", FIRST, SECOND],
            id="behind the text",
        ),
        pytest.param(
            f"<html><body>{NAVIGATION}<p>{FIRST}</p><p>{SECOND}</p><p cla", [FIRST, SECOND], id="in a tag"
        ),
    ],
)
def test_a_page_cut_short_keeps_what_it_has(source: str, lines: list[str]) -> None:
    assert left(source)[: len(lines)] == lines


def test_a_notice_too_short_to_be_an_article_loses_only_its_links() -> None:
    assert left(site("<p>今天22时起停水。</p>")) == [
        "柳河镇植树",
        "今天22时起停水。",
        "关于我们 版权所有 柳河网",
    ]


def test_a_page_that_is_only_links_keeps_them() -> None:
    assert left(f"<html><body>{NAVIGATION}<div>版权所有</div></body></html>") == [
        "首页",
        "新闻",
        "登录",
        "版权所有",
    ]


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("<html><script>var text = '正文';</script></html>", [], id="script alone"),
        pytest.param(f"<noscript><p>{FIRST}</p></noscript>", [FIRST], id="shown without scripts"),
        pytest.param(
            f"<?xml version='1.0' encoding='gbk'?><html><p>{FIRST}</p></html>", [FIRST], id="declaration"
        ),
        pytest.param(f"{FIRST}\n\n{SECOND}", [FIRST, SECOND], id="no markup at all"),
        pytest.param("<div>" * 20_000 + FIRST, [FIRST], id="nested deeper than the parser goes"),
        pytest.param("<p>甲 \ud800 乙</p>", ["甲 ? 乙"], id="unpaired surrogate"),
    ],
)
def test_the_visible_text_of_odd_pages(source: str, lines: list[str]) -> None:
    assert shown(source) == lines


def test_lines_know_what_their_markup_says() -> None:
    source = "<h1><a href='/'>标题</a></h1><p><a href='/x'>链接</a></p><p>看<a href='/x'>这里</a></p><figcaption>图</figcaption>"
    assert shown_lines(source) == [
        ShownLine("标题"),
        ShownLine("链接", is_link=True),
        ShownLine("看这里"),
        ShownLine("图", is_caption=True),
    ]


def test_the_markup_states_title_and_address() -> None:
    head = "<meta property='og:title' content='种树正当时'><link rel='canonical' href='https://example.cn/1.html'>"
    hints = read_page(f"<html><head>{head}</head><body><p>{FIRST}</p><p>{SECOND}</p></body></html>").hints
    assert (hints.title, hints.url) == ("种树正当时", "https://example.cn/1.html")


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
    all_shown = [
        line for number, each in enumerate(lines) for line in (ShownLine(f"链接{number}号"), ShownLine(each))
    ]
    text = "\n".join(line.text for line in all_shown)
    started = time.process_time()
    edits = list(html._edits(text, all_shown, "\n".join(lines), None))
    assert time.process_time() - started < 10
    assert edits


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("<div>" * 150_000 + FIRST, id="nested blocks"),
        pytest.param("<" * 300_000, id="opening signs"),
        pytest.param(f"<p>{FIRST}</p>" * 3_000, id="paragraphs"),
        pytest.param("<a href='/x'>链接</a>" * 15_000 + FIRST, id="links"),
    ],
)
def test_a_huge_page_is_read_in_bounded_time(source: str) -> None:
    started = time.process_time()
    read_page(source)
    assert time.process_time() - started < 10


@pytest.mark.parametrize("rest", ["</", "<", "</p", "<p class='tex", "<!--"])
def test_a_tag_cut_at_the_end_of_a_page_costs_no_sentence(rest: str) -> None:
    source = (
        site(f"<p>{FIRST}</p><p>{SECOND}").removesuffix("</body></html>").split("</div><div class='foot")[0]
    )
    assert left(source + rest) == ["柳河镇植树", FIRST, SECOND]


def test_a_comparison_at_the_end_of_a_page_stays() -> None:
    assert shown("<p>实验表明三<五") == ["实验表明三<五"]


@pytest.mark.parametrize("source", ["", "<", "种树", "\x00<p>种树</p>"])
def test_a_page_that_the_libraries_cannot_parse_writes_nothing_to_their_logs(
    source: str, caplog: pytest.LogCaptureFixture
) -> None:
    read_page(source)
    assert caplog.records == []
