"""Where a short article ends, and which rule each passage after it goes by."""

from archive.ingest.cleaning import clean
from archive.ingest.tracing import TracedText

SHORT = "东门街道卫生服务中心从2月10日起开设夜间门诊，方便上班族就诊。"
BODY = (
    "昨天上午，柳河镇举行春季义务植树活动，三百多名干部群众来到河堤，栽下杨树两千余株。\n"
    "镇长介绍，今年全镇计划造林五百亩，目前已完成一半；剩下的地块月底前完工。"
)


def cleaned(text: str) -> str:
    return TracedText(text).apply("cleaning", clean(text))[0].text.strip()


def test_comments_and_links_go_with_their_headings_however_short_the_article() -> None:
    tail = "网友评论\n张先生：这个好！\n小雨：希望别处也跟上\n发表评论\n登录后才能评论\n热门推荐\n门票降价\n多地降温"
    edits = clean(f"{SHORT}\n{tail}")
    assert cleaned(f"{SHORT}\n{tail}") == SHORT
    assert [edit.rule for edit in edits] == ["comments", "related"]


def test_headings_of_a_short_article_stay_with_their_text() -> None:
    text = f"{SHORT}\n分享\n居民李明说，读书让人安静下来，他最爱读历史书。\n评论\n“多一些才好。”书记说。"
    assert clean(text) == []


def test_each_passage_behind_the_disclaimer_goes_by_its_own_rule() -> None:
    tail = [
        "免责声明：本网站部分内容来自互联网，如有侵权请联系我们，我们将第一时间删除。",
        "肥东县 舒城县 霍山县 金寨县 六安市 长丰县 庐江县 巢湖市 无为县",
        "久久精品,高清电影,成人电影在线,免费av片",
    ]
    edits = clean("\n".join([BODY, *tail]))
    assert [edit.rule for edit in edits] == ["disclaimer", "planted-list", "spam-keywords"]


def test_keywords_before_the_path_are_no_menu() -> None:
    edits = clean(f"久久精品,高清电影,成人电影在线,免费av片\n首页 > 新闻 > 正文\n{BODY}")
    assert [edit.rule for edit in edits] == ["spam-keywords", "breadcrumb"]


def test_an_annex_under_the_editors_name_is_of_the_article() -> None:
    annex = "附：首批示范县名单\n肥东县 舒城县 霍山县 金寨县 长丰县 庐江县 巢湖市 无为县"
    assert clean(f"{BODY}\n责任编辑：李明\n{annex}") == []
