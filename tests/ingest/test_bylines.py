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
    ],
)
def test_source_and_address(text: str, source: str | None, url: str | None) -> None:
    byline = read_bylines(read_lines(text), (0,))
    assert (byline.source and byline.source.value, byline.url and byline.url.value) == (source, url)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
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
        pytest.param("来源不明的快递不要收。", False, id="sentence about sources"),
    ],
)
def test_source_lines_say_nothing_else(text: str, expected: bool) -> None:
    assert is_source_line(line(text)) is expected


def test_a_sentence_is_no_byline() -> None:
    assert is_byline(line("记者 张小满"))
    assert not is_byline(line("记者张小满来到河堤，采访种树的群众。"))
