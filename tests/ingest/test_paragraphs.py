"""Lines become paragraphs of known kinds, and nothing but breaks and repeats is lost."""

import pytest

from archive.ingest.paragraphs import arrange, repeated, split
from archive.ingest.records import Paragraph
from archive.ingest.tracing import TracedText

LONG = "这一天，镇里的干部和群众一起来到河堤上种树，大家挖坑、扶苗、培土、浇水，忙了整整一个上午，谁也没有喊累，直到中午才散去。"


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    traced = TracedText(text).apply("paragraphs", arrange(text))[0]
    traced = traced.apply("paragraphs", repeated(traced.text))[0]
    parts = split(traced)
    assert traced.text == "\n".join(part.text for part in parts)
    return parts


def kinds(text: str) -> list[str]:
    return [part.kind for part in paragraphs(text)]


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        pytest.param(
            "会议听取了汇报。会上，镇党委书\n记作了讲话。",
            "会议听取了汇报。会上，镇党委书记作了讲话。",
            id="inside a word",
        ),
        pytest.param(
            "会议听取了汇报。会上，镇党委书\n\n\n记作了讲话。",
            "会议听取了汇报。会上，镇党委书记作了讲话。",
            id="over blank lines",
        ),
        pytest.param(
            "参加活动的有学生、教师、医生、工人、\n农民和商户。",
            "参加活动的有学生、教师、医生、工人、农民和商户。",
            id="after a comma",
        ),
        pytest.param(
            "他说：“我们先种树。\n再浇水。”", "他说：“我们先种树。再浇水。”", id="inside a quotation"
        ),
        pytest.param(
            "今天种树的人很多\n，大家都来了。", "今天种树的人很多，大家都来了。", id="before a comma"
        ),
        pytest.param(
            "发布会介绍了情况。项目由 Green\nRiver 公司承建。",
            "发布会介绍了情况。项目由 Green River 公司承建。",
            id="Latin words",
        ),
    ],
)
def test_a_broken_line_is_joined(text: str, joined: str) -> None:
    assert [part.text for part in paragraphs(text)] == [joined]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("种树正当时\n" + LONG, id="heading and body"),
        pytest.param(f"{LONG}\n{LONG.replace('河堤', '山坡')}", id="two whole paragraphs"),
        pytest.param(
            "他召之即来，来之能战\n他勇毅前行，同心协力\n他用行动践行初心\n盼他早日归来！", id="verse"
        ),
        pytest.param(
            "“第一点，要有耐心。\n“第二点，要有恒心。”", id="each paragraph opens the quotation anew"
        ),
        pytest.param("1. 检查树苗。\n2. 挖好树坑。", id="list"),
        pytest.param(
            "客服回复：“预计下月底恢复。”\n???这样的回复你满意吗？", id="marks before a new sentence"
        ),
        pytest.param("客服回复：“预计下月底恢复。”\n……大家都沉默了。", id="ellipsis before a new sentence"),
    ],
)
def test_whole_lines_are_not_joined(text: str) -> None:
    assert "\n".join(part.text for part in paragraphs(text)) == text


def test_kinds_of_a_whole_article() -> None:
    text = "\n".join(
        [
            "工作人员在河堤上分发树苗。",
            "学生们在给新栽的树浇水。",
            LONG,
            "一锹一土种下希望",
            "两千株杨树落户河堤",
            LONG.replace("上午", "下午"),
            "“大家再加一把劲！”",
            LONG.replace("上午", "白天"),
            "本报记者 张小满 通讯员 李大雪/文、图",
            "本版图片由柳河镇宣传办提供",
        ]
    )
    assert kinds(text) == [
        "caption", "caption", "body", "heading", "heading", "body", "body", "body", "byline", "credit",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        pytest.param("图为植树现场。", "caption", id="图为"),
        pytest.param("△志愿者在栽树", "caption", id="triangle"),
        pytest.param("·张小满 李大雪·", "byline", id="names between dots"),
        pytest.param("责任编辑：张小满", "credit", id="editor"),
        pytest.param("编者按：植树是一件长久的事。", "note", id="editor's note"),
        pytest.param("• 带上手套和水壶。", "list", id="bullet"),
        pytest.param("一、为什么要种树", "heading", id="numbered heading"),
        pytest.param("他问：“为什么要种树？”", "body", id="somebody speaking"),
    ],
)
def test_the_kind_of_a_line_before_body_text(line: str, kind: str) -> None:
    assert kinds(f"{line}\n{LONG}")[0] == kind


def test_short_lines_at_the_end_are_verse_line_by_line() -> None:
    verse = ["他们召之即来，来之能战", "他们勇毅前行，同心协力", "他们用行动践行初心", "盼他们早日归来！"]
    parts = paragraphs("\n".join([LONG, *verse]))
    assert [(part.kind, part.text) for part in parts[1:]] == [("verse", line) for line in verse]


def test_a_paragraph_that_repeats_once_joined_is_kept_once() -> None:
    halves = f"{LONG[:30]}，会后散去。树苗\n还剩一半。"
    assert [part.kind for part in paragraphs(f"{halves}\n{halves.replace(chr(10), '')}")] == ["body"]


def test_numbers_count_from_one_and_offsets_are_those_of_the_raw_text() -> None:
    text = f"\n\n　　{LONG}　\n\n\n种树正当时\n{LONG}"
    parts = paragraphs(text)
    assert [part.number for part in parts] == list(range(1, len(parts) + 1))
    assert text[parts[0].start : parts[0].end] == LONG


def test_an_empty_text_has_no_paragraphs() -> None:
    assert paragraphs("\n \n") == paragraphs("") == ()
