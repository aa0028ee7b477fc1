import os
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from archive.paths import ROOT
from archive.text import words
from archive.text.folding import fold


def test_search_tokens_hold_long_words_and_their_parts() -> None:
    found = [token.text for token in words.search_tokens("中华人民共和国")]
    assert found[-1] == "中华人民共和国"
    assert {"中华", "人民", "共和国"} <= set(found)


def test_tokens_stand_where_they_say() -> None:
    text = "上海科技先锋,突击队 2022!"
    tokens = words.search_tokens(text)
    assert tokens
    assert all(text[token.start : token.end] == token.text for token in tokens)


@pytest.mark.parametrize("text", ["", "  \n", "，。“”!", "　…—"])
def test_blanks_and_punctuation_are_no_tokens(text: str) -> None:
    assert words.search_tokens(text) == []


def test_cut_words_join_to_the_text() -> None:
    text = "张文宏那一声“共产党员先上”火遍全网,\n2022年"
    assert "".join(words.cut(text)) == text


@pytest.mark.parametrize("word", ["著名", "沈阳", "乾隆", "干净"])
def test_folded_spellings_are_words_too(word: str) -> None:
    assert words.cut(fold(word)) == [fold(word)]
    assert words.frequency(fold(word)) >= words.frequency(word) > 0


def test_tags_know_folded_spellings() -> None:
    assert dict(words.tagged(fold("他在沈阳")))[fold("沈阳")] == "ns"


def test_unknown_words_have_no_frequency() -> None:
    assert words.frequency("疫线党旗扬") == 0
    assert words.total() > 10**7


def test_the_digest_is_stable() -> None:
    assert len(words.dictionary_digest()) == 64
    assert words.dictionary_digest() == words.dictionary_digest()


@pytest.mark.parametrize("writable", [True, False])
def test_the_cache_lies_in_the_data_directory_and_is_not_needed(tmp_path: Path, writable: bool) -> None:
    target = tmp_path / "data"
    if not writable:
        target.write_text("a file where the directory should be")
    code = "from archive.text import words; print(words.cut('上海科技'), words.frequency('上海') > 0)"
    environment = {**os.environ, "ARCHIVE_DATA_DIR": str(target), "PYTHONIOENCODING": "utf-8"}
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert run.stdout.strip() == "['上海', '科技'] True"
    assert run.stderr == ""
    assert len(list(tmp_path.glob("data/cache/jieba-*.cache"))) == int(writable)


@pytest.mark.parametrize("run", ["的", "犇骉", "昨天上午举行植树活动"])
def test_of_a_run_without_a_mark_nothing_is_lost(run: str) -> None:
    text = f"开头，{run * 1500}。结尾"
    assert "".join(words.cut(text)) == text
    assert all(text[token.start : token.end] == token.text for token in words.search_tokens(text))
    assert "".join(word for word, _ in words.tagged(text)) == text


def test_a_text_with_marks_is_cut_as_jieba_cuts_it() -> None:
    text = "昨天上午，柳河镇举行植树活动，三百多名干部群众来到河堤。" * 100
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    assert words.cut(text) == jieba.lcut(text)
