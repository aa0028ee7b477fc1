import subprocess
import sys
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.restoration import restoration_edits, restore
from archive.ingest.tracing import TracedText, replay
from archive.paths import FIXTURES, ROOT
from archive.text.folding import fold

DAMAGED = ["000_a1d43d62ced5f455.txt", "003_6cbd1a596ddd84c1.txt"]
UNDAMAGED = ["001_5490f234a13f708b.txt", "002_0214e5f239341501.txt", "004_f477e81858797fe8.txt"]


def founding(name: str) -> str:
    return (FIXTURES / "founding" / name).read_text(encoding="utf-8")


def plain(text: str) -> str:
    return "".join(fold(text).split())


def torn(text: str, at: int, mark: bytes) -> str:
    """Damages a text as the page did: the mark's bytes, found across a border, lose the byte before them."""
    data = text.encode("gb18030")
    start = len(text[:at].encode("gb18030"))
    assert data[start + 1 : start + 3] == mark
    rest = data[start + 1 :].decode("gb18030", errors="replace").replace("\ufffd", "?")
    return f"{text[:at]}?{rest}"


@pytest.mark.parametrize("name", UNDAMAGED)
def test_an_undamaged_document_comes_back_as_it_is(name: str) -> None:
    restoration = restore(founding(name))
    assert restoration.text == founding(name)
    assert restoration.repairs == ()
    assert restoration.doubts == ()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (DAMAGED[0], "50人的上海科技先锋突击队"),
        (DAMAGED[0], "确保抗疫工作有序开展"),
        (DAMAGED[0], "2300余份。看着忙于核酸检测的医生"),
        (DAMAGED[0], "群众贴心人。”临时党支部第一时间传达"),
        (DAMAGED[0], "“配药需求量大,居民对程序和时间不清楚。"),
        (DAMAGED[0], "静置。”……在沟通交流中,突击队员"),
        (DAMAGED[1], "关键时刻顶得上、扛得住、做得好"),
        (DAMAGED[1], "在疫情防控的实战、硬仗中展现"),
        (DAMAGED[1], "当得知此消息后,双清区委组织部主动请缨"),
        (DAMAGED[1], "更多的群众等着我们去守护"),
        (DAMAGED[1], "请您下楼。”“请大家站开一点"),
        (DAMAGED[1], "带好。”……龙须塘街道办事处"),
        (DAMAGED[1], "完成了采集任务。”连日来"),
    ],
)
def test_torn_sentences_are_read_again(name: str, sentence: str) -> None:
    assert plain(sentence) in plain(restore(founding(name)).text)


@pytest.mark.parametrize("name", DAMAGED)
def test_no_trace_of_the_damage_is_left(name: str) -> None:
    text = restore(founding(name)).text
    assert not any(trace in text for trace in ["(jù)", "(qū)", "??", "?！", "/strong", "萍枷", "薄俺"])


@pytest.mark.parametrize("name", DAMAGED)
def test_repairs_lead_from_the_input_to_the_result(name: str) -> None:
    text = founding(name)
    restoration = restore(text)
    assert all(text[repair.start : repair.end] == repair.before for repair in restoration.repairs)
    traced, ledger = TracedText(text).apply("restoration", restoration_edits(restoration))
    assert traced.text == restoration.text == replay(text, ledger)


@pytest.mark.parametrize(
    ("text", "at", "mark", "restored"),
    [
        pytest.param(
            "昨日抵達上海科技館參觀,", 5, b"\xa3\xbf", "昨日抵達上海科技館參觀,", id="？ across 海科"
        ),
        pytest.param("大家確保抗疫物資供應,", 3, b"\xa3\xbf", "大家確保抗疫物資供應,", id="？ across 保抗"),
        pytest.param(
            "他說:“我們一定能完成任務。”隨後離開", 13, b"\xa3\xa1", "任務。”隨後離開", id="！ across 。”"
        ),
    ],
)
def test_a_text_torn_by_the_rule_is_restored(text: str, at: int, mark: bytes, restored: str) -> None:
    shown = torn(text, at, mark)
    assert restored not in shown
    assert restored in restore(shown).text


@pytest.mark.parametrize("folded", [pytest.param("確??挂吖ぷ饔行蜷_展", id="both"), "確?？挂吖ぷ饔行蜷_展"])
def test_marks_folded_to_ascii_are_understood(folded: str) -> None:
    assert restore(f"大家分工協作,{folded}。").text == "大家分工協作,確保抗疫工作有序開展。"


@pytest.mark.parametrize(
    ("text", "restored"),
    [
        pytest.param("在線(xiàn)咨詢(xún)熱線(xiàn)", "在線咨詢熱線", id="traditional"),
        pytest.param("數據(jù)處理技術（shù）", "數據處理技術", id="full-width brackets"),
        pytest.param(
            "智能(néng)化的實(shí)際應(yīng)用", "智能化的實際應用", id="a plain character among them"
        ),
        pytest.param("網(wǎng)絡(luò )時代", "網絡時代", id="blank inside"),
    ],
)
def test_a_pages_glosses_are_taken_out(text: str, restored: str) -> None:
    restoration = restore(text)
    assert restoration.text == restored
    assert {repair.method for repair in restoration.repairs} == {"gloss"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("抓鬮(jiū)決定順序", id="gloss on a rare character"),
        pytest.param("齉(nàng)，鼻子不通氣", id="dictionary"),
        pytest.param("學(xué)：學習。習(xí)：練習。", id="headwords"),
        pytest.param("行(háng)業和行(xíng)人", id="heteronyms in simplified script"),
        pytest.param("「頁」字的讀音:書頁(yè)", id="a text about readings"),
        pytest.param("牀(chuáng)前(qián)明(míng)月(yuè)光(guāng)", id="reader for learners"),
        pytest.param("據(jū)說", id="another tone"),
        pytest.param("據(data)說 f(x) 甲(a)乙(b)", id="letters in brackets"),
        pytest.param("真的嗎??這是怎麼回事", id="two question marks"),
        pytest.param("什麼?!他驚訝地說", id="question and exclamation"),
        pytest.param("“你來嗎?！”他喊道", id="full-width exclamation"),
        pytest.param("?!?!?!怎么办", id="marks alone"),
        pytest.param("C#的??运算符用于空值合并", id="code"),
        pytest.param("SELECT * FROM t WHERE a=? AND b=?? 查询", id="query"),
        pytest.param("第一行??\n第二行", id="end of a line"),
        pytest.param("为什么?？为什么?？", id="two widths"),
        pytest.param("", id="empty"),
    ],
)
def test_what_is_meant_so_is_left_alone(text: str) -> None:
    restoration = restore(text)
    assert restoration.text == text
    assert restoration.repairs == ()


@given(st.text(st.sampled_from("防疫工作人員上海。”“，？！?!()（）aābù海保 \n")))
def test_repairs_never_overlap_and_doubts_change_nothing(text: str) -> None:
    restoration = restore(text)
    spans = [(repair.start, repair.end) for repair in restoration.repairs]
    assert spans == sorted(spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    kept = [doubt for doubt in restoration.doubts if text[doubt.start : doubt.end] == doubt.text]
    assert len(kept) == len(restoration.doubts)


@pytest.mark.parametrize("text", ["?" * 100_000, "??" + "中" * 100_000, "(a)" * 30_000, "?shù)" * 20_000])
def test_hostile_texts_take_linear_time(text: str) -> None:
    restore("上??萍枷蠕h")  # the language model is loaded once
    started = time.process_time()
    assert restore(text).text == text
    assert time.process_time() - started < 10


def test_it_needs_no_django() -> None:
    code = (
        "import sys; from archive.ingest.restoration import restore; restore('上??萍枷蠕h'); "
        "sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
