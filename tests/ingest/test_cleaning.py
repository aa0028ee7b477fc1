"""Cleaning takes out what a site puts around an article, says why, and leaves the article alone."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.cleaning import clean
from archive.ingest.cleaning_furniture import is_breadcrumb, is_menu
from archive.ingest.cleaning_lines import read_lines
from archive.ingest.cleaning_spam import is_spam
from archive.ingest.tracing import TracedText

BODY = (
    "昨天上午，柳河镇举行春季义务植树活动，三百多名干部群众来到河堤，栽下杨树两千余株。\n"
    "镇长介绍，今年全镇计划造林五百亩，目前已完成一半；剩下的地块月底前完工。"
)


def cleaned(text: str) -> str:
    return TracedText(text).apply("cleaning", clean(text))[0].text


def rules(text: str) -> list[str]:
    return [edit.rule for edit in clean(text)]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        pytest.param("首页 > 新闻中心 > 乡镇动态 > 正文", "breadcrumb", id="path with >"),
        pytest.param("您现在的位置：首页 / 乡镇动态 / 正文", "breadcrumb", id="path with slashes"),
        pytest.param("要闻 时政 民生 教育 卫生 视频 图片", "menu", id="menu in one line"),
        pytest.param("要闻|时政|民生|教育|卫生|视频", "menu", id="menu with bars"),
        pytest.param(
            "澳门赌场,百家乐技巧,www娱乐城,六合彩资料,时时彩投注,棋牌游戏下载", "spam-keywords", id="gambling"
        ),
        pytest.param("【字号：大 中 小】", "button", id="size of type"),
        pytest.param("分享到：", "share", id="share"),
    ],
)
def test_furniture_before_the_article_goes_with_its_rule_and_reason(line: str, rule: str) -> None:
    text = f"{line}\n\n{BODY}"
    (edit,) = clean(text)
    assert (edit.rule, bool(edit.reason)) == (rule, True)
    assert cleaned(text) == BODY


@pytest.mark.parametrize(
    "tail",
    [
        pytest.param("相关阅读\n柳河镇召开春耕会议\n柳河镇小学开学", id="related links"),
        pytest.param(
            "猜你喜欢\n春季养花七个窍门，第三个最要紧，很多人都不知道......", id="teaser that breaks off"
        ),
        pytest.param(
            "网友评论(12)\n支持家乡绿化，希望路边也多种一些树，夏天好乘凉。\n3小时前\n回复 举报\n赞(3) 回复",
            id="comments",
        ),
        pytest.param(
            "免责声明：本网转载其他媒体的文章，不代表本网观点，如有侵权请与我们联系，我们将及时删除。",
            id="disclaimer",
        ),
        pytest.param("版权所有 柳河镇人民政府 ICP备12345678号", id="copyright"),
        pytest.param("扫码关注\n官方微信公众号\n扫码关注\n官方抖音号", id="codes to scan"),
    ],
)
def test_everything_from_the_heading_that_ends_the_article_goes(tail: str) -> None:
    assert cleaned(f"{BODY}\n{tail}").strip() == BODY


def test_furniture_in_traditional_script_is_known_too() -> None:
    assert cleaned(f"首頁 > 鄉鎮動態 > 正文\n{BODY}\n掃碼關注\n官方微博").strip() == BODY


def test_links_inside_the_article_go_and_the_text_after_them_stays() -> None:
    second = "下午，志愿者又到学校给新栽的树浇水，并教学生们认识本地的树种。\n校长说，学校每年都会组织这样的劳动课，孩子们很喜欢。"
    text = f"{BODY}\n相关阅读\n柳河镇开会\n柳河镇小学开学\n{second}\n{second.replace('下午', '傍晚')}\n{BODY.replace('昨天', '今天')}"
    assert second in cleaned(text)
    assert "柳河镇开会" not in cleaned(text)


def test_a_menu_of_one_entry_a_line_goes_up_to_the_title() -> None:
    menu = "\n".join(["首页", "要闻", "民生", "教育", "卫生", "视频", "专题", "登录", "注册"])
    text = f"{menu}\n柳河镇开展春季义务植树\n2023-03-12 09:10 来源：柳河日报\n{BODY}"
    assert cleaned(text).startswith("柳河镇开展春季义务植树\n2023-03-12")


def test_the_browsers_title_goes_when_the_heading_repeats_it() -> None:
    text = f"柳河镇开展春季义务植树_柳河在线\n首页\n登录\n柳河镇开展春季义务植树\n{BODY}"
    assert cleaned(text) == f"柳河镇开展春季义务植树\n{BODY}"


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("张三 李四 王五 赵六 孙七", id="names after the text"),
        pytest.param("春风吹过河堤\n杨柳排成新行\n众人一起动手\n家乡换上绿装", id="verse after the text"),
        pytest.param("·张小满 李大雪·", id="names of the authors"),
        pytest.param("本报记者 张小满 摄影报道", id="credit"),
        pytest.param("一、为什么要种树", id="numbered heading"),
    ],
)
def test_short_lines_of_the_article_stay(line: str) -> None:
    assert line in cleaned(f"{BODY}\n{line}")
    assert line in cleaned(f"{BODY}\n{line}\n相关阅读\n柳河镇小学开学")


def test_prose_about_gambling_or_scanning_codes_stays() -> None:
    text = f"{BODY}\n警方提醒，网络赌博、百家乐、六合彩都是骗局，请勿下注。\n居民扫码登记后进入会场，秩序井然，十分钟就坐满了人。"
    assert cleaned(text) == text


def test_a_paragraph_printed_twice_is_kept_once() -> None:
    first = BODY.split("\n")[0]
    assert cleaned(f"{BODY}\n{first}").strip() == BODY
    assert rules(f"{BODY}\n{first}") == ["repeated-line"]


def test_remains_of_tags_go_and_comparisons_stay() -> None:
    assert cleaned(f"{BODY}\n剩下的树苗不多了，但是还够用，大家都放心了。</strong>").endswith(
        "大家都放心了。"
    )
    assert clean(f"{BODY}\n实验表明三>二，二>一，所以三大于一，结论成立。") == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("今日停水", id="four characters"),
        pytest.param("首页 > 新闻 > 正文\n登录\n注册", id="furniture alone"),
        pytest.param("床前明月光\n疑是地上霜\n举头望明月\n低头思故乡", id="a poem alone"),
    ],
)
def test_a_text_without_running_text_is_left_whole(text: str) -> None:
    assert clean(text) == []


def test_forms_of_furniture_are_told_from_sentences() -> None:
    assert is_breadcrumb("首页 > 新闻 > 正文")
    assert not is_breadcrumb("气温由 3 度升到 15 度")
    assert is_menu("要闻 时政 民生 教育")
    assert not is_menu("要闻：时政 民生 教育")
    assert not is_spam("国产疫苗、进口疫苗都可以接种,请居民自愿选择,费用由医保支付")


@given(
    st.lists(
        st.sampled_from([*BODY.split("\n"), "首页 > 正文", "相关阅读", "登录", "", "张三 李四", "5", "<b>"]),
        max_size=12,
    )
)
def test_edits_never_overlap_and_never_empty_a_text(lines: list[str]) -> None:
    text = "\n".join(lines)
    after, entries = TracedText(text).apply("cleaning", clean(text))
    assert bool(after.text.strip()) == bool(text.strip())
    assert all(entry.reason for entry in entries)


@pytest.mark.parametrize("mark", list("-_|—"))
def test_a_first_line_of_nothing_but_dashes_takes_linear_time(mark: str) -> None:
    began = time.process_time()
    clean(f"{mark * 100_000}\n{BODY}")
    assert time.process_time() - began < 5


def test_lines_know_where_they_stand() -> None:
    text = "  甲\n\n　乙  \n"
    assert [(line.text, text[line.start : line.end]) for line in read_lines(text)] == [
        ("甲", "甲"),
        ("乙", "乙"),
    ]
