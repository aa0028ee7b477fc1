"""What a Chinese reader expects of a search, expectation by expectation, over the founding documents and a made-up archive
around them: in the manner of sw_index_tests, with which Stanford's library watches over its catalogue.

Read: (query, what it must find). The founding documents go by the names below.
"""

from __future__ import annotations

import pytest
from django.db import transaction
from haystack import connections

from tests.conftest import FOUNDING

pytestmark = pytest.mark.django_db
SHANGHAI = "上海科技先锋突击队支援黄浦区南京东路街道和外滩街道抗疫"  # in traditional script, restored
JINGAN = "静安区疫情防控“突击队”和社区党员坚守一线"
NANTONG = "科技先锋 向“疫”而行"
SHAOYANG = "双清区委组织部（党校）党支部：“疫”无反顾 越是艰险越向前"  # in traditional script, restored
PINGHU = "战酷暑迎暴雨，与病毒赛跑 平湖街道党建引领 全力筑牢红色防疫墙"
GENERATED = 120

BEST_MATCH_FIRST = [
    pytest.param("上海科技先锋突击队", SHANGHAI, id="words of a title"),
    pytest.param("静安区疫情防控突击队", JINGAN, id="a title's words without its quotation marks"),
    pytest.param("科技先锋向疫而行", NANTONG, id="a title in one piece"),
    pytest.param("科技先锋 向“疫”而行", NANTONG, id="a title as it stands"),
    pytest.param("“疫”无反顾 越是艰险越向前", SHAOYANG, id="the second half of a title"),
    pytest.param("战酷暑迎暴雨", PINGHU, id="the beginning of a title"),
    pytest.param("平湖街道", PINGHU, id="a body that one article is about"),
    pytest.param("平湖街道 核酸检测", PINGHU, id="a body and what it did"),
    pytest.param("龙须塘街道", SHAOYANG, id="a body, simplified for traditional"),
    pytest.param("龍須塘街道辦事處", SHAOYANG, id="a body, traditional as printed"),
    pytest.param("彭浦镇社区卫生服务中心", JINGAN, id="a body of five words"),
    pytest.param("南通市科技局", NANTONG, id="a body with its place"),
    pytest.param("临汾路街道阳曲路核酸检测点", JINGAN, id="a place and what was there"),
    pytest.param("三星坊居委会主任王剑峰", JINGAN, id="office and name"),
    pytest.param("中南世纪花城 孙青山", NANTONG, id="place and name"),
    pytest.param("赵玉峰 党组书记", NANTONG, id="name before office, printed the other way round"),
    pytest.param("一个党员就是一面旗帜", PINGHU, id="a saying, said so in one article"),
    pytest.param("旗幟無聲，卻鼓舞起堅強鬥志", SHAOYANG, id="a sentence in the script that it is printed in"),
    pytest.param("600多位居民都是他的微信好友", JINGAN, id="a heading with a number"),
    pytest.param("每天3万步刷新自己最高纪录", JINGAN, id="another heading with a number"),
    pytest.param("谁是临时党小组组长", NANTONG, id="a question for a name"),
    pytest.param("王剑峰的微信好友有多少？", JINGAN, id="a question for a number"),
    pytest.param("哪些街道开展了大规模核酸检测？", PINGHU, id="a question for bodies"),
    pytest.param("为什么上木古社区检测这么顺畅高效", PINGHU, id="a question why"),
    pytest.param("周碧華的女兒幾歲", SHAOYANG, id="a question in traditional script"),
    pytest.param("科技蓝是什么", NANTONG, id="a question what"),
]

FOUND = [
    pytest.param("一個支部就是一座堡壘", {SHAOYANG, PINGHU}, id="a saying that is printed in either script"),
    pytest.param("疫", {SHANGHAI, JINGAN, NANTONG, SHAOYANG, PINGHU}, id="one character, in all five"),
    pytest.param('"驻"', {SHANGHAI}, id="one character in quotes"),
    pytest.param("突击队", {SHANGHAI, JINGAN}, id="a word"),
    pytest.param('"党组织的战斗堡垒作用"', {NANTONG}, id="a phrase across seven words"),
    pytest.param('"击队"', {SHANGHAI, JINGAN}, id="half of a word, in quotes"),
    pytest.param('"技先锋"', {SHANGHAI, NANTONG}, id="a piece that no word is"),
    pytest.param('"火车头给力"', {PINGHU}, id="a phrase with quotation marks inside"),
    pytest.param('"战疫"', {SHANGHAI, JINGAN, PINGHU}, id="a phrase around a quotation mark"),
    pytest.param("“科技蓝”", {NANTONG}, id="Chinese quotation marks"),
    pytest.param("「科技蓝」", {NANTONG}, id="corner quotation marks"),
    pytest.param("突击队 南京东路街道", {SHANGHAI}, id="two terms, both required"),
    pytest.param("突击队　南京东路街道", {SHANGHAI}, id="a full-width blank"),
    pytest.param("2020年", {JINGAN}, id="a year"),
    pytest.param("２０２０年", {JINGAN}, id="a year in full width"),
    pytest.param("4月18日", {SHAOYANG}, id="a day"),
    pytest.param("50万人", {PINGHU}, id="a number with its unit"),
    pytest.param('"9000余人"', {SHANGHAI}, id="a round number, quoted"),
    pytest.param('"0.08平方公里"', {JINGAN}, id="a decimal number, quoted"),
    pytest.param("晶报记者", {PINGHU}, id="a byline"),
    pytest.param("上海 OR 南通", {SHANGHAI, NANTONG}, id="one or the other"),
    pytest.param("科技先锋 -南通", {SHANGHAI}, id="one without the other"),
]  # fmt: skip

NOT_FOUND = [
    pytest.param("一個支部就是一座堡壘", {SHAOYANG, PINGHU}, id="a saying that is printed in either script"),
    pytest.param("科技先锋 -南通", NANTONG, id="what is excluded"),
    pytest.param("“突击队 社区党员”", SHANGHAI, id="two words of one quotation that stand apart"),
    pytest.param("突击队 南京东路街道", JINGAN, id="one of two terms"),
    pytest.param('"先锋科技"', NANTONG, id="a quotation turned round"),
    pytest.param("标题:突击队", PINGHU, id="a word that is not in the title"),
]

SAME_IN_BOTH_SCRIPTS = [
    ("突击队", "突擊隊"), ("科技先锋", "科技先鋒"), ("“核酸检测”", "“核酸檢測”"), ("临时党支部", "臨時黨支部"),
    ("龙须塘", "龍須塘"), ("组织部", "組織部"), ("战", "戰"), ("里", "裡"), ("里", "裏"), ("后", "後"), ("于", "於"),
    ("台", "臺"), ("线", "綫"), ("群", "羣"), ("众", "衆"), ("为", "爲"), ("着", "著"), ("了", "瞭"), ("干部", "幹部"), ("复盘", "復盤"),
    ("张文宏 党员", "張文宏 黨員"), ("党员就是一面旗帜", "黨員就是一面旗幟"), ("哪些街道开展了核酸检测", "哪些街道開展了核酸檢測"),
    ("标题:突击队", "標題:突擊隊"), ("疫情 -突击队", "疫情 -突擊隊"), ("上海 OR 临汾路", "上海 OR 臨汾路"),
]  # fmt: skip

SAME_HOWEVER_TYPED = [
    ("2020年", "２０２０年"), ("突击队 上海", "上海 突击队"), ("突击队 上海", "突击队，上海"), ("“战疫”", "“战‘疫’”"),
    ("“核酸检测”", '"核酸检测"'), ("科技先锋 -南通", "科技先锋 －南通"), ("made", "MADE"), ("疫情", "疫情？"),
]  # fmt: skip

UNQUOTED_FINDS_AS_MUCH = [
    "疫", "击队", "技先锋", "先锋突击队", "核酸检测", "就是一面旗帜", "防控工作的实际需要", "600多位居民都是他的微信好友",
    "没有条件创造条件也要上", "每天3万步", "一座堡垒", "的", "什么", "抗疫一线的“红色堡垒",
]  # fmt: skip


@pytest.fixture(scope="module")
def archive(django_db_setup, django_db_blocker, tmp_path_factory):
    """Loaded and indexed once, and gone when the last expectation is checked."""
    import json
    import threading

    from archive.loading import load_paths
    from benchmarks.corpus import records
    from search.indexing import rebuild

    folder = tmp_path_factory.mktemp("relevancy")
    lines = folder / "generated.jsonl"
    lines.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records(GENERATED)))
    with (
        django_db_blocker.unblock(),
        pytest.MonkeyPatch.context() as patch,
        transaction.atomic(),
    ):
        patch.setitem(connections.connections_info["default"], "PATH", str(folder / "index"))
        connections.thread_local = threading.local()
        report = load_paths([str(FOUNDING), str(lines)])
        assert report.counts["failed"] == 0, report.errors
        rebuild()
        yield
        transaction.set_rollback(True)
    connections.thread_local = threading.local()


@pytest.fixture
def search(archive):
    from search.query.state import SearchState
    from search.service import run_search

    return lambda query: run_search(SearchState(q=query, page_size=100))


def titles(page):
    return [result.article.title for result in page.results]


@pytest.mark.parametrize(("query", "best"), BEST_MATCH_FIRST)
def test_the_best_match_comes_first(search, query, best):
    assert titles(search(query))[:1] == [best]


@pytest.mark.parametrize(("query", "expected"), FOUND)
def test_what_holds_it_is_found(search, query, expected):
    page = search(query)
    assert expected <= set(titles(page))
    assert not page.relaxed


@pytest.mark.parametrize(("query", "unexpected"), NOT_FOUND)
def test_what_does_not_hold_it_is_not_found(search, query, unexpected):
    assert unexpected not in titles(search(query))


@pytest.mark.parametrize(("simplified", "traditional"), SAME_IN_BOTH_SCRIPTS)
def test_both_scripts_find_the_same_in_the_same_order(search, simplified, traditional):
    one, other = search(simplified), search(traditional)
    assert one.total == other.total > 0
    assert titles(one) == titles(other)


@pytest.mark.parametrize(("query", "other"), SAME_HOWEVER_TYPED)
def test_it_is_the_same_however_it_is_typed(search, query, other):
    assert set(titles(search(query))) == set(titles(search(other)))


@pytest.mark.parametrize("text", UNQUOTED_FINDS_AS_MUCH)
def test_without_quotes_no_less_is_found(search, text):
    quoted, plain = search(f'"{text}"'), search(text)
    assert set(titles(quoted)) <= set(titles(plain))
    assert plain.total >= quoted.total > 0


def test_less_is_required_where_nothing_matches_and_it_is_said(search):
    page = search("突击队 李海若")  # each in some articles, no article has both
    assert page.relaxed
    assert {SHANGHAI, JINGAN, PINGHU} & set(titles(page))


@pytest.mark.parametrize(("query", "relaxed"), [("突击队 李海若", True), ("突击队 上海", False)])
def test_the_api_and_the_page_say_whether_less_was_required(archive, client, query, relaxed):
    answer = client.get("/api/v1/search", {"q": query}).json()
    page = client.get("/search/", {"q": query}).content.decode()
    assert answer["query"]["relaxed"] is relaxed
    assert ("没有文章同时合于全部条件" in page) is relaxed


@pytest.mark.parametrize("query", ['"突击队李海若"', "瞿玉瑛瑛"], ids=["quoted", "in no article"])
def test_what_is_strict_or_unknown_is_not_relaxed(search, query):
    page = search(query)
    assert (page.total, page.relaxed) == (0, False)


def test_a_filter_that_is_in_the_way_relaxes_nothing(search, archive):
    from search.query.state import SearchState
    from search.service import run_search

    page = run_search(SearchState(q="中南世纪花城 孙青山", chosen=(("date", "1999"),)))
    assert (page.total, page.relaxed) == (0, False)
