import os
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
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


@pytest.mark.parametrize("run", ["的", "昨天上午举行植树活动"])
def test_of_a_run_without_a_mark_nothing_is_lost_by_tagging(run: str) -> None:
    text = f"开头，{run * 1500}。结尾"
    assert "".join(word for word, _ in words.tagged(text)) == text


def test_a_text_with_marks_is_cut_as_jieba_cuts_it() -> None:
    text = "昨天上午，柳河镇举行植树活动，三百多名干部群众来到河堤。" * 100
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    assert words.cut(text) == jieba.lcut(text)


def test_search_words_are_the_texts_of_search_tokens() -> None:
    text = "4月25日,中华人民共和国ba.5占比12.5%…c++㐀"
    assert words.search_words(text) == [token.text for token in words.search_tokens(text)]
    assert {"中华人民共和国", "人民", "12.5%", "c++", "㐀"} <= set(words.search_words(text))
    assert words.search_words("，。…… \r\n--") == []


def test_a_lone_surrogate_is_a_word_by_itself() -> None:
    assert words.cut("上海\ud800科技") == ["上海", "\ud800", "科技"]


@pytest.fixture
def own_words() -> Iterator[None]:
    words.use(words.dictionary_of([("随申办", 20), ("著名人士", 7), ("ba.5", 3)]))
    yield
    words.use(words.dictionary_of([]))


@pytest.mark.usefixtures("own_words")
def test_an_index_is_cut_by_words_of_our_own_and_all_else_by_jiebas() -> None:
    assert words.asked_words("用随申办登记") == ["用", "随申办", "登记"]
    assert "随申办" in words.search_words("用随申办登记")
    assert words.cut("用随申办登记") != ["用", "随申办", "登记"]
    assert words.frequency("随申办") == 0


@pytest.mark.usefixtures("own_words")
def test_words_of_our_own_are_known_in_folded_spelling() -> None:
    assert words.asked_words(fold("著名人士")) == [fold("著名人士")]


@pytest.mark.usefixtures("own_words")
def test_words_of_our_own_may_hold_digits_and_points() -> None:
    assert words.search_words("变异株ba.5流行") == ["变异", "株", "ba.5", "流行"]


def test_the_same_words_give_the_same_dictionary_whatever_their_order() -> None:
    pairs = [("随申办", 20), ("健康云", 5)]
    assert words.dictionary_of(pairs) is words.dictionary_of(pairs[::-1])
    assert words.dictionary_of(pairs) is not words.dictionary_of([("随申办", 21), ("健康云", 5)])
    assert words.dictionary_of([]) is words.dictionary_of(())


@pytest.mark.parametrize(
    "pair",
    [
        ("", 1),
        ("云", 1),
        ("a", 1),
        ("a\u200b", 1),
        ("+#", 1),
        ("健康云", 0),
        ("健康云", -1),
        ("健\n康", 1),
        ("健康\ud800", 1),
    ],
)
def test_what_is_no_word_is_refused(pair: tuple[str, int]) -> None:
    with pytest.raises(ValueError, match="not a word"):
        words.dictionary_of([("健康宝", 5), pair])


def test_each_thread_cuts_by_the_dictionary_that_it_uses_while_it_is_loaded() -> None:
    own = words.dictionary_of([("随申办", 20), ("健康云", 5)])
    cut: list[list[str]] = []

    def work() -> None:
        words.use(own)
        cut.append(words.asked_words("用随申办登记"))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert cut == [["用", "随申办", "登记"]] * 8
    words.use(words.dictionary_of([]))  # whatever an index has left to this thread
    assert words.asked_words("用随申办登记") != cut[0]


@pytest.mark.parametrize(
    "name", ["双清区委组织部", "平湖街道", "卫健委", "随申办", "疫线党旗扬", "紅十字會館"]
)
def test_a_name_gets_the_lowest_frequency_that_keeps_it_whole(name: str) -> None:
    (entry,) = words.with_frequencies([name])
    text = fold(f"在{name}里")
    assert entry[0] == fold(name)
    words.use(words.dictionary_of([entry]))
    try:
        assert fold(name) in words.asked_words(text)
    finally:
        words.use(words.dictionary_of([]))


def test_names_that_jieba_knows_or_that_are_none_get_no_frequency() -> None:
    assert words.with_frequencies(["上海", "红十字会", "紅十字會", "云", "", "+#"]) == []


def test_to_cut_needs_neither_the_table_of_words_nor_the_dictionary_that_rjieba_brings() -> None:
    code = (
        "import sys; from archive.text import words; words.warm(); print(words.cut('上海科技'));"
        "print('table' in vars(words._plain), 'rjieba' in sys.modules);"
        "import rjieba; print(rjieba.cut('上海科技'))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert run.stdout.splitlines() == ["['上海', '科技']", "False False", "['上海', '科技']"]
