"""Who wrote a document and where it appeared, from the lines that say so."""

import pytest

from archive.ingest.cleaning_lines import Line, read_lines
from archive.ingest.metadata.bylines import is_byline, is_source_line, read_bylines


def line(text: str) -> Line:
    return Line(0, len(text), text)


def authors(text: str, masthead: tuple[int, ...] = ()) -> list[tuple[str, str]]:
    return [(author.name, author.role) for author in read_bylines(read_lines(text), masthead).authors]


@pytest.mark.parametrize(
    ("text", "source", "url"),
    [
        pytest.param(
            "来源：柳河日报 2023-03-12 09:10   http://www.example.cn/",
            "柳河日报",
            "http://www.example.cn/",
            id="with address",
        ),
        pytest.param("來源：柳河新聞網 作者：鄒小滿", "柳河新聞網", None, id="traditional, as written"),
        pytest.param("2023年3月12日 来源: 柳河日报(柳河)", "柳河日报", None, id="after the date"),
        pytest.param("2023-03-12 09:10", None, None, id="date alone"),
        pytest.param("来源：“柳河发布”微信公众号", "柳河发布", None, id="an account"),
        pytest.param("稿源：柳河在线 2023-03-12", "柳河在线", None, id="another label"),
        pytest.param(
            "发布机构：柳河县水利局 发布日期：2023-03-12", "柳河县水利局", None, id="an issuing body"
        ),
        pytest.param("2023-03-12 09:10 柳河日报", "柳河日报", None, id="an outlet beside the stamp"),
        pytest.param("来源：柳河网2023-03-12 09:10", "柳河网", None, id="the date at once"),
        pytest.param("2023-03-12 图片来源：柳河网", None, None, id="the source of a picture"),
        pytest.param("2023-03-12 09:10 举报", None, None, id="a word that ends like a paper"),
    ],
)
def test_source_and_address(text: str, source: str | None, url: str | None) -> None:
    byline = read_bylines(read_lines(text), (0,))
    assert (byline.source and byline.source.value, byline.url and byline.url.value) == (source, url)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        pytest.param("柳河日报3月12日讯 大家种树。", "柳河日报", id="dateline"),
        pytest.param("新华社柳河3月12日电 大家种树。", "新华社", id="agency"),
        pytest.param("大家种树，一直忙到中午。\n来源：柳河日报", "柳河日报", id="last line"),
        pytest.param("据《柳河晚报》报道，大家种树。", "柳河晚报", id="quoted in the first words"),
        pytest.param("本报讯 大家种树。", None, id="this paper"),
        pytest.param("大家种树，消息来源：村民说的话，不可靠。", None, id="a sentence about sources"),
    ],
)
def test_the_source_of_a_text_without_source_line(text: str, source: str | None) -> None:
    found = read_bylines(read_lines(text), ()).source
    assert (found.value if found else None) == source


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("文/张小满 图/李大雪", [("张小满", ""), ("李大雪", "摄影")], id="words and pictures"),
        pytest.param("撰稿：张小满 编辑：李大雪", [("张小满", "撰稿"), ("李大雪", "编辑")], id="makers"),
        pytest.param("记者 张小满 李大雪 文/摄", [("张小满", "记者"), ("李大雪", "记者")], id="role behind"),
        pytest.param("记者张小满李大雪", [("张小满", "记者"), ("李大雪", "记者")], id="names together"),
        pytest.param(
            "（记者 张小满 通讯员 李大雪）", [("张小满", "记者"), ("李大雪", "通讯员")], id="brackets"
        ),
        pytest.param("本报讯 记者张小满报道：大家种树。", [("张小满", "记者")], id="in the dateline"),
        pytest.param(
            "□本报记者 马晓 实习生 邓丽", [("马晓", "记者"), ("邓丽", "实习生")], id="a mark before"
        ),
        pytest.param(
            "春天来了。\n本文来源：柳河日报 作者：张小满 李大雪 责任编辑：NF055",
            [("张小满", ""), ("李大雪", "")],
            id="the source line at the end",
        ),
        pytest.param("责任编辑：张小满 审核：李大雪", [], id="who answers for the page"),
        pytest.param("□张小满", [("张小满", "")], id="a name behind a mark"),
        pytest.param("（高兴）", [], id="a word in brackets"),
        pytest.param("作者对象为全市中小学生", [], id="writers as a word"),
        pytest.param("记者节座谈会", [], id="a day of reporters"),
        pytest.param("编辑部的故事", [], id="an office"),
        pytest.param(
            "柳报记者 张小满 通讯员 李大雪 王谷雨/文、图",
            [("张小满", "记者"), ("李大雪", "通讯员"), ("王谷雨", "通讯员")],
            id="roles",
        ),
        pytest.param("·张小满 李大雪·", [("张小满", ""), ("李大雪", "")], id="between dots"),
        pytest.param("本报记者 张小满 摄影报道", [("张小满", "记者")], id="words that are no names"),
        pytest.param("柳河网3月12日讯（通讯员 张小满）春天来了。", [("张小满", "通讯员")], id="dateline"),
        pytest.param(
            "春天来了，树都种上了。（记者 张小满）", [("张小满", "记者")], id="at the end of the text"
        ),
        pytest.param("记者来到河堤，看到通讯员正在采访种树的群众。", [], id="a sentence about reporters"),
        pytest.param(
            "记者 张小满\n本报记者 张小满 李大雪",
            [("张小满", "记者"), ("李大雪", "记者")],
            id="each name once",
        ),
    ],
)
def test_authors(text: str, expected: list[tuple[str, str]]) -> None:
    assert authors(text) == expected


def test_the_author_of_the_source_line_comes_without_a_role() -> None:
    assert authors("来源：柳河日报 作者：张小满 2023-03-12", (0,)) == [("张小满", "")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("来源：柳河日报", True, id="source"),
        pytest.param("2023-03-12 09:10:11 来源: 柳河日报", True, id="stamp first"),
        pytest.param("原创 柳河生活 2023-03-12 09:10", True, id="stamp last"),
        pytest.param(
            "2023年3月12日上午，柳河镇举行义务植树活动。", False, id="sentence that opens with a date"
        ),
        pytest.param("2023年3月12日植树活动通报", False, id="title that opens with a date"),
        pytest.param("【字体：大 中 小】 2023-03-12 09:10 来源：柳河日报", True, id="stamp in the middle"),
        pytest.param("maomao 2023-03-12 09:10 0人参与评论", True, id="counts behind"),
        pytest.param("来源不明的快递不要收。", False, id="sentence about sources"),
        pytest.param(
            "原创 柳河发布 柳河发布 2023-03-12 09:10 浙江", True, id="head of a post with its region"
        ),
        pytest.param("（来源：柳河日报 作者：张小满）日前大家种树", False, id="a note before the body"),
        pytest.param("（来源：柳河日报 作者：张小满）", True, id="the note alone"),
    ],
)
def test_source_lines_say_nothing_else(text: str, expected: bool) -> None:
    assert is_source_line(line(text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "原创 张小满 柳河发布 2023-03-12 09:10 浙江", [("张小满", "")], id="the writer of a post"
        ),
        pytest.param("原创 柳河发布 柳河发布 2023-03-12 09:10 浙江", [], id="the account itself"),
    ],
)
def test_the_head_of_a_post(text: str, expected: list[tuple[str, str]]) -> None:
    assert authors(text, (0,)) == expected
    source = read_bylines(read_lines(text), (0,)).source
    assert source is not None
    assert source.value == "柳河发布"


BODY = "大家种树。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            f"□记者 阿依古丽 通讯员 王小满\n{BODY}",
            [("阿依古丽", "记者"), ("王小满", "通讯员")],
            id="behind the mark",
        ),
        pytest.param(f"记者 走进村里\n{BODY}", [], id="no mark and no name"),
        pytest.param(
            f"{BODY}\n（作者系柳河作家协会会员 王小满）", [("王小满", "")], id="a writer at the end"
        ),
        pytest.param(f"{BODY}\n作者王小满系柳河作家协会会员", [("王小满", "")], id="a writer told first"),
        pytest.param(f"{BODY}\n（作者系柳河作家协会会员）", [], id="a writer without a name"),
        pytest.param(f"（来源：柳河日报 作者：张小满）{BODY}", [("张小满", "")], id="a note before the body"),
    ],
)
def test_writers_around_the_body(text: str, expected: list[tuple[str, str]]) -> None:
    assert authors(text) == expected


@pytest.mark.parametrize(
    ("text", "url"),
    [
        pytest.param(f"{BODY}\nhttp://a.cn/2022-03/18/content_1.htm", "http://a.cn/2022-03/18/content_1.htm", id="dated"),
        pytest.param(f"{BODY}\nhttp://a.cn/vm/form.aspx", None, id="a form"),
        pytest.param(f"{BODY}\nhttp://a.cn/2022-03/18/1.htm\nhttp://a.cn/2022-03/19/2.htm", None, id="two"),
        pytest.param(f"见http://a.cn/2022-03/18/1.htm\n{BODY}", None, id="inside a line"),
    ],
)  # fmt: skip
def test_the_address_below_a_text(text: str, url: str | None) -> None:
    found = read_bylines(read_lines(text), ()).url
    assert (found.value if found else None) == url


def test_a_sentence_is_no_byline() -> None:
    assert is_byline(line("记者 张小满"))
    assert not is_byline(line("记者张小满来到河堤，采访种树的群众。"))
