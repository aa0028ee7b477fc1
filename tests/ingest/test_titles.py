"""Title and kicker come from the lines above the body, or are derived and say so."""

import pytest

from archive.ingest.cleaning_lines import read_lines
from archive.ingest.metadata.titles import derived_title, read_masthead

BODY = "昨天上午，柳河镇举行春季义务植树活动，三百多名干部群众来到河堤，栽下杨树两千余株。"
SOURCE = "来源：柳河日报 2023-03-12 09:10"


def title_and_kicker(text: str) -> tuple[str | None, str | None]:
    head = read_masthead(read_lines(text))
    return (head.title.value if head.title else None), (head.kicker.value if head.kicker else None)


@pytest.mark.parametrize(
    ("text", "title", "kicker"),
    [
        pytest.param(
            f"千人上河堤 种下万棵树\n{SOURCE}\n{BODY}", "千人上河堤 种下万棵树", None, id="over a source line"
        ),
        pytest.param(f"千人上河堤 种下万棵树\n\n{BODY}", "千人上河堤 种下万棵树", None, id="over the body"),
        pytest.param(
            f"柳河镇春季造林—— 千人上河堤\n\n{BODY}",
            "千人上河堤",
            "柳河镇春季造林",
            id="kicker, dash and blank",
        ),
        pytest.param(
            f"柳河镇春季造林——\n千人上河堤\n\n{BODY}",
            "千人上河堤",
            "柳河镇春季造林",
            id="kicker on its own line",
        ),
        pytest.param(
            f"千人上河堤\n——柳河镇春季造林侧记\n\n{BODY}",
            "千人上河堤 ——柳河镇春季造林侧记",
            None,
            id="subtitle",
        ),
        pytest.param(
            f"柳河镇党支部:“树”我当先\n{SOURCE}\n{BODY}", "柳河镇党支部:“树”我当先", None, id="colon inside"
        ),
        pytest.param(
            f"引题：柳河镇春季造林\n标题：千人上河堤\n副题：三百人参加\n{BODY}",
            "千人上河堤 ——三百人参加",
            "柳河镇春季造林",
            id="labels",
        ),
        pytest.param(
            f"千人上河堤 种下万棵树\n王明柳河大学环境学院教授\n{SOURCE}\n{BODY}",
            "千人上河堤 种下万棵树",
            None,
            id="who the writer is",
        ),
        pytest.param(f"站内\n千人上河堤\n{SOURCE}\n{BODY}", "千人上河堤", None, id="a leftover of the page"),
        pytest.param(
            f"千人上河堤\n柳政发〔2023〕15号\n{SOURCE}\n{BODY}", "千人上河堤", None, id="a document number"
        ),
        pytest.param(f"千人上河堤\n2023\n03/12\n09:10\n{BODY}", "千人上河堤", None, id="a date in a column"),
        pytest.param(
            f"2023年3月12日植树活动通报\n{BODY}", "2023年3月12日植树活动通报", None, id="a date first"
        ),
        pytest.param(f"图书馆恢复开放\n{BODY}", "图书馆恢复开放", None, id="no caption"),
        pytest.param(f"【镇街】千人上河堤\n{BODY}", "【镇街】千人上河堤", None, id="a label in brackets"),
        pytest.param("先进个人名单\n柳江县教育局\n2023年1月20日", "先进个人名单", None, id="signed at once"),
        pytest.param(f"图1 植树现场\n{BODY}", None, None, id="a caption"),
        pytest.param(f"{SOURCE}\n千人上河堤\n{BODY}", "千人上河堤", None, id="below the source line"),
        pytest.param(
            f"{SOURCE}\n柳河镇春季造林——\n千人上河堤\n2023-03-12\n{BODY}",
            "千人上河堤",
            "柳河镇春季造林",
            id="between two source lines",
        ),
        pytest.param(
            f"关键词：植树；河堤\n摘要：{BODY}\n千人上河堤\n{BODY}", "千人上河堤", None, id="an abstract"
        ),
        pytest.param(f"植树,河堤上,志愿者,党员\n千人上河堤\n{BODY}", "千人上河堤", None, id="keywords"),
        pytest.param(
            f"植一棵,护一片,绿一山,美一村\n{BODY}", "植一棵,护一片,绿一山,美一村", None, id="a slogan"
        ),
        pytest.param(f"第3版：要闻\n千人上河堤\n{BODY}", "千人上河堤", None, id="a page of the paper"),
        pytest.param(
            f"中華民國112年3月12日\n千人上河堤\n{BODY}", "千人上河堤", None, id="a year of the Republic"
        ),
        pytest.param(
            f"http://www.example.cn/2023/3/12/art_1.html\n千人上河堤\n{BODY}",
            "千人上河堤",
            None,
            id="address",
        ),
        pytest.param(f"“喂，是林业站吗？”\n{BODY}", None, None, id="a call"),
        pytest.param(f"“树苗到了！”\n电话里传来喊声。{BODY}", None, None, id="what somebody says"),
        pytest.param(f"“我是党员，我先上！”\n{BODY}", "“我是党员，我先上！”", None, id="a motto"),
        pytest.param(f"系统提示“?\n{BODY}", None, None, id="a quotation that only opens"),
        pytest.param(
            f"（来源：柳河日报 作者：张小满）日前大家种树\n{BODY}", None, None, id="a note before the lead"
        ),
        pytest.param(
            f"本报讯（记者 张小满）昨天上午，柳河镇的“种\n树大王”上了河堤。{BODY}", None, None, id="dateline"
        ),
        pytest.param(
            f"昨天柳河镇的三百名干部群众来到河堤上种“杨\n树王”。{BODY}", None, None, id="an open quotation"
        ),
        pytest.param(
            "柳河镇的三百名干部群众今年春天又来到河堤上\n种树，他们带着铁锹和水桶，天不亮就出发，路上\n说说笑笑。大家都说，河堤绿了，"
            "心里也就亮了，\n明年还要再来。",
            None,
            None,
            id="lines of one width",
        ),
        pytest.param(
            f"要闻 第03版\n千人上河堤\n{BODY}", "千人上河堤", None, id="a page told behind its name"
        ),
        pytest.param(f"快讯：千人上河堤\n{BODY}", "快讯：千人上河堤", None, id="a label that is no dateline"),
        pytest.param(
            f"简讯（第12期）千人上河堤\n{BODY}", "简讯（第12期）千人上河堤", None, id="a newsletter"
        ),
        pytest.param(f"{BODY}\n一锹一土\n{BODY}", None, None, id="body at once"),
        pytest.param(f"各位居民：\n{BODY}", None, None, id="salutation"),
        pytest.param("今日停水", None, None, id="no body"),
    ],
)
def test_title_and_kicker(text: str, title: str | None, kicker: str | None) -> None:
    assert title_and_kicker(text) == (title, kicker)


def test_a_title_over_a_source_line_is_surer_than_one_over_the_body() -> None:
    sure = read_masthead(read_lines(f"千人上河堤\n{SOURCE}\n{BODY}")).title
    less = read_masthead(read_lines(f"千人上河堤\n{BODY}")).title
    assert sure is not None
    assert less is not None
    assert sure.confidence > less.confidence


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param(BODY, "昨天上午，柳河镇举行春季义务植树活动", id="whole clauses"),
        pytest.param("今日停水", "今日停水", id="a short text"),
        pytest.param(
            "本报讯（记者 张小满）柳河镇的“种\n树大王”上了河堤，大家都来帮忙。",
            "柳河镇的“种树大王”上了河堤，大家都来帮忙",
            id="over a broken line",
        ),
        pytest.param(f"（来源：柳河日报）{BODY}", "昨天上午，柳河镇举行春季义务植树活动", id="behind a note"),
        pytest.param("#植树#【千人上河堤】" + BODY, "千人上河堤", id="the headline of a post"),
        pytest.param(
            "柳河网3月12日讯（记者 张小满）" + BODY,
            "昨天上午，柳河镇举行春季义务植树活动",
            id="behind the dateline",
        ),
        pytest.param(
            "好。大家都同意，这件事就这样定下来，明天开始做。",
            "好。大家都同意，这件事就这样定下来，明天开始做",
            id="a very short first clause",
        ),
    ],
)
def test_a_derived_title_is_made_of_the_first_words(text: str, title: str) -> None:
    derived = derived_title(read_lines(text))
    assert derived is not None
    assert (derived.value, derived.confidence < 0.5) == (title, True)


def test_nothing_is_derived_from_nothing() -> None:
    assert derived_title(()) is None
