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
from benchmarks.damage import cut

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
        pytest.param("標(biāo)", "標", id="a label of one character"),
        pytest.param("冷 凍 機(jī)", "冷 凍 機", id="a label spaced out"),
        pytest.param("产品使用(yòng)说明", "产品使用说明", id="simplified, on a plain character in a word"),
        pytest.param("智能(néng)科(kē)技发展有(yǒu)限公司", "智能科技发展有限公司", id="simplified, several"),
        pytest.param(
            "開(kāi)學(xué)了，實(shí)驗(yàn)小學某某影院(xué)迎來新生",
            "開學了，實驗小學某某影院迎來新生",
            id="parted from its character by words put in later",
        ),
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
        pytest.param("我爱学(xué)习(xí)", id="reader for learners in simplified script"),
        pytest.param("生字：文(wén) 化(huà)", id="list of new characters"),
        pytest.param("新(xīn)的反义词是旧(jiù)", id="simplified headword"),
        pytest.param("长(cháng)江和长(zhǎng)辈", id="two readings of one character in simplified script"),
        pytest.param("長(cháng)江與長(zhǎng)輩", id="two readings of one character"),
        pytest.param("银行(háng)重(chóng)新核对名单", id="heteronyms inside words"),
        pytest.param("乐(yuè)清市和单(shàn)县", id="place names"),
        pytest.param("陳彧(yù)與張翀(chōng)參加了會議", id="names of people"),
        pytest.param("比亚迪(dí)汽车", id="a brand on a character not so plain"),
        pytest.param("據(data)說 f(x) 甲(a)乙(b)", id="letters in brackets"),
        pytest.param("真的嗎??這是怎麼回事", id="two question marks"),
        pytest.param("什麼?!他驚訝地說", id="question and exclamation"),
        pytest.param("“你來嗎?！”他喊道", id="full-width exclamation"),
        pytest.param("?!?!?!怎么办", id="marks alone"),
        pytest.param("C#的??运算符用于空值合并", id="code"),
        pytest.param("SELECT * FROM t WHERE a=? AND b=?? 查询", id="query"),
        pytest.param("第一行??\n第二行", id="end of a line"),
        pytest.param("为什么?？为什么?？", id="two widths"),
        pytest.param("這樣可以嗎?！當然可以", id="two marks and a plausible answer"),
        pytest.param("什么时候开始??疫情结束之后", id="two question marks before an answer"),
        pytest.param("是不是??h", id="a letter after two marks"),
        pytest.param("", id="empty"),
    ],
)
def test_what_is_meant_so_is_left_alone(text: str) -> None:
    restoration = restore(text)
    assert restoration.text == text
    assert restoration.repairs == ()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("出席會議的有張希、李福、王海、趙專等同志。", id="list of names"),
        pytest.param("他把書放在桌上。小海", id="torn at the end"),
    ],
)
def test_what_the_bytes_do_not_settle_is_left_and_named(text: str) -> None:
    shown = cut(text)
    restoration = restore(shown)
    wrong = [repair for repair in restoration.repairs if repair.after not in text]
    assert wrong == []
    assert restoration.text == text or restoration.doubts


def test_the_same_damage_is_read_by_what_stands_before_it() -> None:
    opened, closed = "他說：“我們一定能完成這次任務。”隨後離開", "大家都完成了任務。“東方紅”隨後升空"
    assert restore(cut(opened)).text == opened
    assert restore(cut(closed)).text == closed


@given(st.text(st.sampled_from("防疫工作人員上海。”“，？！?!()（）aābù海保 \n")))
def test_repairs_never_overlap_and_doubts_change_nothing(text: str) -> None:
    restoration = restore(text)
    spans = [(repair.start, repair.end) for repair in restoration.repairs]
    assert spans == sorted(spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    kept = [doubt for doubt in restoration.doubts if text[doubt.start : doubt.end] == doubt.text]
    assert len(kept) == len(restoration.doubts)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("?" * 100_000, id="marks"),
        pytest.param("??" + "中" * 100_000, id="run without an end"),
        pytest.param("(a)" * 30_000, id="brackets"),
        pytest.param("?shù)" * 20_000, id="rests of glosses"),
        pytest.param("(xiàn)" * 50_000, id="glosses of nothing"),
        pytest.param("\ud800" * 100_000, id="lone surrogates"),
    ],
)
def test_hostile_texts_take_linear_time(text: str) -> None:
    assert _seconds(text) < 5
    assert restore(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("上??萍枷蠕h" * 30_000, id="the same tear"),
        pytest.param("頂?shù)蒙?" * 30_000, id="the same torn gloss"),
        pytest.param(
            "".join(f"??{chr(0x4E00 + n % 20_000)}萍枷h" for n in range(30_000)), id="all different"
        ),
        pytest.param("\0?\0？中h" * 40_000, id="with NUL"),
    ],
)
def test_dense_damage_takes_linear_time(text: str) -> None:
    assert _seconds(text) < 12


def test_what_exceeds_the_budget_is_left_and_named() -> None:
    text = "".join(f"??{chr(0x4E00 + n)}萍枷h" for n in range(2_000))
    restoration = restore(text)
    assert "可疑之处太多，未逐一检查" in {doubt.reason for doubt in restoration.doubts}


def _seconds(text: str) -> float:
    restore("上??萍枷蠕h")  # the language model is loaded once
    started = time.process_time()
    restore(text)
    return time.process_time() - started


def test_it_needs_no_django() -> None:
    code = (
        "import sys; from archive.ingest.restoration import restore; restore('上??萍枷蠕h'); "
        "sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
