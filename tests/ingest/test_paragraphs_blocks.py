"""Kinds that only the neighbours tell: letters, quotations, verse, rows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.paragraphs import arrange, repeated, split
from archive.ingest.tracing import TracedText

LONG = "这一天，镇里的干部和群众一起来到河堤上种树，大家挖坑、扶苗、培土、浇水，忙了整整一个上午，直到中午才散去。"
MORE = "下午，志愿者又到学校给新栽的树浇水，并教学生们认识本地的树种，孩子们都很喜欢这样的劳动课。"


def kinds(*lines: str) -> list[str]:
    traced = TracedText("\n".join(lines))
    traced = traced.apply("paragraphs", arrange(traced.text))[0]
    traced = traced.apply("paragraphs", repeated(traced.text))[0]
    return [part.kind for part in split(traced)]


def test_a_letter_that_is_announced_is_a_quote_up_to_its_date() -> None:
    letter = [
        "尊敬的各位老师：",
        "你们好！",
        "谢谢你们带我们种树。",
        "此致",
        "敬礼！",
        "学生：李大雪",
        "2020年3月12日",
    ]
    assert kinds("信中写道：", *letter, MORE) == ["body", *["quote"] * 7, "body"]


def test_a_document_that_is_a_letter_is_no_quote() -> None:
    assert (
        kinds("全镇人民：", "你们好！", LONG, "祝大家健康！", "柳河镇人民政府", "2021年2月3日")
        == ["body"] * 6
    )


def test_paragraphs_in_quotation_marks_under_a_colon_are_quotes() -> None:
    assert kinds("他在日记里写道：", "“今天种了二十棵树，累，但是值得。”", MORE) == ["body", "quote", "body"]
    two = ["“种树是一件长久的事，不能一阵风。", "“今天种下的树，是留给子孙的财富。”"]
    assert kinds("镇长在会上说：", *two, MORE) == ["body", "quote", "quote", "body"]


@pytest.mark.parametrize(
    "speech",
    ["“大家再加一把劲！”镇长说，“天黑前种完。”", "“共筑绿色长城，我们将胜利！”", "“第一句。”“第二句。”"],
)
def test_speech_in_the_running_text_is_body(speech: str) -> None:
    assert kinds(LONG, speech, MORE) == ["body"] * 3


def test_a_poem_is_verse_by_its_marks_or_by_what_announces_it() -> None:
    classical = ["春风送暖入山村，", "万树新苗立满坡。", "众手齐挥锄与镐，", "来年绿荫定婆娑。"]
    assert kinds(LONG, *classical, MORE) == ["body", *["verse"] * 4, "body"]
    modern = ["你把灯点在巷口", "照着回家的人", "风从江面吹来", "带着早春的寒"]
    assert kinds("老校长写下一首小诗：", *modern, MORE) == ["body", *["verse"] * 4, "body"]
    assert kinds(*modern) == ["verse"] * 4


def test_rows_and_long_runs_of_short_lines_are_lists_not_headings() -> None:
    assert kinds(LONG, "火车站", "人民广场", "市医院", "大学城", MORE) == ["body", *["list"] * 4, "body"]
    assert kinds(LONG, "1 安平县 31 18", "2 河口区 30 20", MORE) == ["body", "list", "list", "body"]
    assert kinds(LONG, "张伟 李娜 王芳", "赵磊 黄敏 周涛", MORE) == ["body", "list", "list", "body"]


def test_a_roll_of_names_alone_is_a_list_and_no_poem() -> None:
    assert kinds("柳河镇卫生院", "石桥镇卫生院", "青山乡卫生院", "县中医医院") == ["list"] * 4


def test_two_headings_one_over_the_other_are_headings() -> None:
    assert kinds(LONG, "一锹一土种下希望", "两千株杨树落户河堤", MORE) == [
        "body",
        "heading",
        "heading",
        "body",
    ]


def test_questions_of_an_interview_and_signatures_are_body() -> None:
    assert kinds("问：什么时候种树？", "答：三月十二日，全镇一起种，大家带好铁锹和水桶。") == ["body", "body"]
    assert kinds(LONG, "特此通告。", "柳河镇人民政府", "2022年1月12日") == ["body"] * 4


def test_a_paragraph_printed_twice_with_other_marks_or_cut_off_is_kept_once() -> None:
    assert len(kinds(LONG, MORE, LONG.replace("，", " ， "))) == 2
    assert len(kinds(f"{LONG[:30]}……", LONG, MORE)) == 2
    assert len(kinds(LONG, MORE, f"{LONG[:40]}...")) == 2
    assert len(kinds(f"{LONG[:30]}……", f"{LONG[:35]}……", LONG)) == 1


def test_paragraphs_that_only_begin_alike_are_two() -> None:
    assert len(kinds(LONG, LONG.replace("直到中午才散去", "下午接着干"))) == 2
    assert len(kinds(LONG[:-1] + "。", LONG[:-1] + "，晚上又开了会。")) == 2


@given(
    st.lists(
        st.sampled_from(
            [LONG, MORE, LONG[:30], "“种树", "”。", "1. 手套", "张伟 李娜 王芳", "", "  ", "信中写道："]
        ),
        max_size=12,
    )
)
def test_arranging_changes_nothing_but_blanks(lines: list[str]) -> None:
    text = "\n".join(lines)
    after = TracedText(text).apply("paragraphs", arrange(text))[0].text
    assert "".join(after.split()) == "".join(text.split())
    assert after == "\n".join(line.strip() for line in after.split("\n") if line.strip())


POEM = ["白衣执甲赴江城，", "万户千门闭月明。", "待到樱花重放日，", "与君同看太平春。"]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("作者系青石市作家协会会员 王明", id="who the author is"),
        pytest.param("（作者为东门小学教师）", id="in brackets"),
        pytest.param("青石市松源县 何立", id="place and name"),
        pytest.param("东门中学 何立", id="school and name"),
    ],
)
def test_who_wrote_the_poem_is_no_verse(line: str) -> None:
    assert kinds(*POEM, line) == [*["verse"] * 4, "byline"]


def test_a_last_line_in_two_halves_is_verse() -> None:
    assert kinds(*POEM, "青山绿水 万年长")[-1] == "verse"


def test_a_sentence_about_an_author_is_body() -> None:
    assert kinds("作者系退休教师，今年七十八岁，在这条街上住了一辈子。", LONG) == ["body", "body"]


@pytest.mark.parametrize("line", ["来源 | 东门街道", "图片来源：青石日报", "责任编辑 | 李明"])
def test_a_label_before_a_bar_makes_a_credit(line: str) -> None:
    assert kinds(LONG, MORE, line)[-1] == "credit"


def test_lines_that_hold_nothing_visible_do_no_harm() -> None:
    assert len(kinds(LONG, *["\xad"] * 6, MORE)) >= 2
