"""What looks like furniture and is of the article: lists, tables, notices, letters, words that both use."""

import pytest

from archive.ingest.cleaning import clean

LEAD = "昨天上午，柳河镇举行春季义务植树活动，三百多名干部群众来到河堤，栽下杨树两千余株，秩序井然。"
CLOSE = "镇长介绍，今年全镇计划造林五百亩，目前已完成一半；剩下的地块月底前完工，请大家继续出力。"
CHROME = "相关阅读\n柳河镇召开春耕会议\n柳河镇小学开学\n扫码关注\n版权所有 柳河网"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("东湖区\n市第一医院\n0791-88861111\n西湖区\n市中医院\n0791-88863333", id="clinics"),
        pytest.param("病例1，女，34岁\n3月15日 地铁1号线\n病例2，男，41岁\n3月16日 老王面馆", id="cases"),
        pytest.param("张伟 李娜 王芳 刘洋\n赵磊 黄敏 周涛 吴倩\n马超 朱红 胡军 郭燕", id="names in rows"),
        pytest.param("站名\n首班\n末班\n火车站\n6:00\n21:30\n人民广场\n6:15\n21:45\n大学城", id="timetable"),
        pytest.param("安平县\n31\n18\n河口区\n30\n20\n东山县\n30\n21", id="table cell by cell"),
        pytest.param("排名 县区 优良天数\n1 安平县 31\n2 河口区 30\n3 东山县 30", id="table row by row"),
        pytest.param("大白菜 1.2元/斤\n土豆 1.5元/斤\n西红柿 3.8元/斤", id="prices"),
        pytest.param(
            "婺源县\n德兴市\n浮梁县\n乐平市\n玉山县\n广丰区\n横峰县\n弋阳县", id="counties of one province"
        ),
        pytest.param("沙发 2套\n板凳 20条\n地板蜡 3桶", id="donated furniture"),
        pytest.param("沙发\n板凳\n衣柜", id="furniture to collect"),
        pytest.param("少出门，少聚集！\n戴口罩，勤洗手！\n不信谣，不传谣！", id="slogans"),
        pytest.param("预约→登记→检测→离开", id="steps between arrows"),
        pytest.param("扫码登记一个不能少\n志愿者帮老人扫码测温", id="scanning codes as a subject"),
        pytest.param("参与核酸检测志愿服务", id="taking part"),
        pytest.param("主办单位：柳河镇人民政府\n承办单位：柳河镇中心小学", id="hosts of an event"),
    ],
)
def test_lists_and_rows_stay_between_prose_and_after_it(content: str) -> None:
    assert clean(f"{LEAD}\n{content}\n{CLOSE}") == []
    assert clean(f"{LEAD}\n{CLOSE}\n{content}") == []
    text = f"{LEAD}\n{CLOSE}\n{content}\n{CHROME}"
    assert [
        text[edit.start : edit.end] for edit in clean(text) if content[:6] in text[edit.start : edit.end]
    ] == []


@pytest.mark.parametrize("heading", ["分享", "评论", "点赞", "视频新闻", "相关链接", "关键词：担当", "98"])
def test_a_lone_word_between_paragraphs_is_a_heading(heading: str) -> None:
    assert clean(f"{LEAD}\n{heading}\n{CLOSE}") == []


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("评论：减负不减质，关键在课堂。", id="opinion with its label"),
        pytest.param(
            "相关链接：条例规定，遛狗不拴绳的，由公安机关责令改正。", id="background with its label"
        ),
        pytest.param(
            "转载须注明来源，未经许可不得转载，这是执法人员反复提醒的一句话。", id="speaking of reprints"
        ),
        pytest.param(
            "近日有人散布不实消息，现郑重声明如下，请勿转发，违者依法追究法律责任。", id="statement"
        ),
        pytest.param(
            "记者从沙河市、内丘县、临城县、隆尧县、巨鹿县等地获悉，春播已经开始。", id="places in a sentence"
        ),
    ],
)
def test_a_sentence_about_furniture_stays(line: str) -> None:
    assert clean(f"{LEAD}\n{line}\n{CLOSE}") == []
    assert clean(f"{LEAD}\n{CLOSE}\n{line}") == []


def test_an_open_letter_keeps_salutation_and_signature() -> None:
    letter = f"致全市人民的一封信\n全市人民：\n你们好！\n{LEAD}\n祝大家新春快乐！\n市指挥部\n2021年2月3日"
    assert clean(letter) == []


def test_a_notice_keeps_its_numbered_articles_and_its_date() -> None:
    notice = f"通 告\n{LEAD}\n一、禁放区域：\n（一）环城路以南；\n（二）各镇驻地。\n特此通告。\n柳河镇人民政府\n2022年1月12日"
    assert clean(notice) == []


def test_a_long_list_between_two_parts_of_an_article_costs_neither_part() -> None:
    names = "\n".join(f"{family}大{given}" for family in "赵钱孙李周吴郑王" for given in "山河湖海")
    text = f"英雄榜\n{LEAD}\n{names}\n" + "\n".join(CLOSE.replace("五", digit) for digit in "一二三四六七")
    assert clean(text) == []


def test_the_same_sentence_under_another_label_is_no_repetition() -> None:
    sentence = "3月16日被判定为密切接触者，转运至集中隔离点，核酸检测结果为阳性。"
    assert clean(f"{LEAD}\n病例1，女，34岁\n{sentence}\n病例2，男，36岁\n{sentence}") == []


def test_a_page_in_another_language_stays_whole() -> None:
    text = "Residents planted two thousand trees.\nHome > News > Text\nThe mayor said more would follow.\nCopyright 2020"
    assert clean(text) == []


def test_lines_of_a_wrapped_text_are_not_taken_for_furniture() -> None:
    text = (
        LEAD + CLOSE + LEAD.replace("昨天", "今天") + "志愿者们扫码登记，参与评论的居民也很多，大家分享经验。"
    )
    for width in range(8, 40):
        assert clean("\n".join(text[at : at + width] for at in range(0, len(text), width))) == []


def test_an_article_that_goes_on_after_a_box_of_links_is_kept_to_its_end() -> None:
    text = f"{LEAD}\n推荐阅读\n柳河镇举办采茶节\n{CLOSE}\n{CLOSE.replace('镇长', '书记')}\n责任编辑：张小满"
    left = [text[edit.start : edit.end] for edit in clean(text)]
    assert all(CLOSE not in gone and "责任编辑" not in gone for gone in left)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("责任编辑：张小满", id="editor"),
        pytest.param("分享到：\n微信\n微博", id="share"),
        pytest.param("网友评论(12)", id="comments"),
        pytest.param("长按二维码关注我们", id="code to scan"),
        pytest.param("版权所有 柳河网", id="copyright"),
        pytest.param("推荐阅读：柳河镇召开春耕会议", id="one link"),
    ],
)
def test_what_usually_ends_an_article_does_not_end_one_that_goes_on(line: str) -> None:
    rest = [CLOSE, "“树多了，鸟也多了。”", CLOSE.replace("镇长", "书记")]
    text = "\n".join([LEAD, LEAD.replace("昨天", "今天"), CLOSE.replace("五", "六"), line, *rest])
    gone = "".join(text[edit.start : edit.end] for edit in clean(text))
    assert all(paragraph not in gone for paragraph in rest)


def test_the_last_link_of_a_box_goes_by_its_bullet() -> None:
    text = f"{LEAD}\n延伸阅读\n·柳河镇召开春耕会议\n·柳河镇小学开学\n{CLOSE}\n{CLOSE.replace('镇长', '书记')}"
    assert "小学开学" in "".join(text[edit.start : edit.end] for edit in clean(text))


def test_a_solemn_statement_of_an_office_is_no_disclaimer_of_a_site() -> None:
    ours = "郑重声明：近日有人冒用我局名义收费，请勿上当，我局将依法追究其法律责任。"
    sites = "特别声明：以上内容为自媒体平台用户上传并发布，本平台仅提供信息存储服务。"
    assert clean(f"{LEAD}\n{CLOSE}\n{ours}") == []
    assert [edit.rule for edit in clean(f"{LEAD}\n{CLOSE}\n{sites}")] == ["disclaimer"]


def test_the_original_title_goes_where_it_repeats_the_title_and_stays_where_it_tells_more() -> None:
    title, other = "柳河镇开展春季义务植树", "柳河镇：两千株杨树落户河堤"
    text = f"{title}\n2023-03-12 09:10 来源：柳河日报\n原标题：{{}}\n{LEAD}\n{CLOSE}"
    assert [edit.rule for edit in clean(text.format(title))] == ["repeated-line"]
    assert clean(text.format(other)) == []
