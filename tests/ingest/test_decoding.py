import pytest

from archive.ingest.decoding import UnknownEncoding, decode, tidy
from archive.ingest.tracing import TracedText, replay
from archive.paths import FIXTURES

SIMPLIFIED = (FIXTURES / "founding" / "001_5490f234a13f708b.txt").read_text(encoding="utf-8")
TRADITIONAL = "根據全市疫情防控工作的實際需要，在市委組織部的組織領導下，科技先鋒突擊隊支援外灘街道。"


@pytest.mark.parametrize(
    ("text", "codec", "encoding"),
    [
        pytest.param(SIMPLIFIED, "utf-8", "utf-8", id="utf-8"),
        pytest.param(SIMPLIFIED, "utf-8-sig", "utf-8", id="utf-8 with mark"),
        pytest.param(SIMPLIFIED, "utf-16", "utf-16-le", id="utf-16"),
        pytest.param(SIMPLIFIED, "gb18030", "gb18030", id="simplified in gb18030"),
        pytest.param(TRADITIONAL, "gb18030", "gb18030", id="traditional in gb18030"),
        pytest.param(TRADITIONAL, "big5", "big5", id="big5"),
        pytest.param("新聞", "big5", "big5", id="two characters of big5"),
        pytest.param("我们", "gbk", "gb18030", id="two characters of gbk"),
    ],
)
def test_the_encoding_is_found(text: str, codec: str, encoding: str) -> None:
    decoded = decode(text.encode(codec))
    assert (decoded.text, decoded.encoding) == (text, encoding)
    assert [entry.rule for entry in decoded.entries] == [encoding]


SENTENCE = "昨天上午，柳河镇举行春季义务植树活动，三百多名干部群众来到河堤。"


@pytest.mark.parametrize(
    ("data", "encoding", "lost"),
    [
        pytest.param(SENTENCE.encode()[:-1], "utf-8", 1, id="utf-8 cut in a character"),
        pytest.param(SENTENCE.encode("gbk")[:-1], "gb18030", 1, id="gbk cut in a character"),
        pytest.param(
            SENTENCE.encode()[:21] + b"\xff" + SENTENCE.encode()[21:], "utf-8", 1, id="a stray byte"
        ),
        pytest.param(
            f"{SENTENCE}\n".encode() + SENTENCE.encode("gbk"), "mixed", 0, id="two encodings in one file"
        ),
    ],
)
def test_what_is_broken_or_mixed_is_read_and_told(data: bytes, encoding: str, lost: int) -> None:
    decoded = decode(data)
    assert (decoded.encoding, decoded.text.count("\ufffd")) == (encoding, lost)
    assert decoded.text.startswith(SENTENCE[:7])
    assert len(decoded.text) >= len(SENTENCE)
    assert decoded.doubts


def test_mixed_encodings_are_named_by_line() -> None:
    decoded = decode(f"{SENTENCE}\n2020\n".encode() + SENTENCE.encode("gbk"))
    assert decoded.text == f"{SENTENCE}\n2020\n{SENTENCE}"
    assert decoded.doubts == ("编码混杂：第 3 行是 gb18030",)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_found(encoding: str) -> None:
    decoded = decode(f"{SIMPLIFIED}\n2020".encode(encoding))
    assert (decoded.text, decoded.encoding) == (f"{SIMPLIFIED}\n2020", encoding)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\xff" * 50, id="no text"),
        pytest.param(
            "これは日本語のテキストです。東京で会議が開かれました。".encode("shift-jis"), id="shift-jis"
        ),
        pytest.param(b"\xef\xbb\xbf\xff", id="a mark that lies"),
    ],
)
def test_what_is_no_chinese_encoding_is_refused(data: bytes) -> None:
    with pytest.raises(UnknownEncoding):
        decode(data)


def test_line_ends_become_one_kind() -> None:
    decoded = decode("甲\r\n乙\r丙\n".encode())
    assert decoded.text == "甲\n乙\n丙\n"
    assert "换行" in decoded.entries[0].reason


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        pytest.param("甲\u00a0乙", "甲 乙", id="no-break space"),
        pytest.param("甲\u200b\u200d乙\ufeff", "甲乙", id="zero width"),
        pytest.param("甲&nbsp;乙&amp;丙&#20013;&amp;quot;", '甲 乙&丙中"', id="entities"),
        pytest.param("甲\x07乙", "甲乙", id="control"),
        pytest.param("甲\u2028乙", "甲\n乙", id="line separator"),
    ],
)
def test_residue_is_tidied(text: str, tidied: str) -> None:
    traced, ledger = TracedText(text).apply("decoding", tidy(text))
    assert traced.text == tidied
    assert replay(text, ledger) == tidied


@pytest.mark.parametrize(
    "text", ["AT&T 公司", "a&b;c", "&bogus; &#0;", "👩\u200d💻", "甲　乙\t丙\n", SIMPLIFIED]
)
def test_all_else_is_left_alone(text: str) -> None:
    assert tidy(text) == []
