"""Our cutting gives jieba's words, one by one: shown on texts mixed out of all that the two could read differently."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.paths import FIXTURES
from archive.text.folding import fold
from archive.text.words.cutter import Cutter
from archive.text.words.dictionary import Dictionary
from archive.text.words.libraries import finalseg, jieba
from archive.text.words.unknown import unknown_words

SENTENCES = [
    sentence
    for path in sorted(Path(FIXTURES / "founding").glob("*.txt"))
    for sentence in fold(path.read_text(encoding="utf-8")).split("。")
    if sentence
]
HAN = [chr(point) for point in range(0x4E00, 0x9FD6)]
SURROGATES = range(0xD800, 0xE000)  # in a text they may stand, in a word not
ASCII = "abcXYZ012389+#&._%-"
OTHERS = [
    "\u3400", "\u4dbf", "\u9fd6", "\u9fff", "\uf900", "\U00020000", "\U0002ceb0", "\U0002fa1d", "\U00030000",  # ideographs
    "々", "〇", "⼀", "ㄅ", "あ", "カ", "ー", "가", "ａ", "５", "％", "－", "γ", "é", "٣", "①",  # letters and numbers
    "，", "。", "！", "·", "—", "…", "“", "（", "、", "~", "*", "@", "/", "\\", "'", '"', "|",  # marks
    " ", "\n", "\r\n", "\r", "\t", "\u3000", "\x85", "\u2028", "\xa0", "\x00", "\u200b", "\ufe0f",  # blanks and nothings
    "😀", "👨‍👩‍👧", "🇨🇳", "\U000e0001", "\ue000", "\U0010ffff", "\ud800", "\udfff",  # none of these
]  # fmt: skip
PATTERNS = [
    "{}.{}", "{}-{}", "{}_{}", "{}%{}", "{}+{}", "3.5{}", "v1.2.{}", "ba.5.{}", "2022-04-{}", "{}.5%{}", "{}..{}", "1.2{}.3.4{}",
    "{}@{}.com", "http://www.{}.cn/a_{}.html", "c++{}", "at&t{}", "t恤{}", "{}b超{}", "ktv{}", "{}卡拉ok{}",
]  # fmt: skip


def made_up_words(chance: random.Random) -> dict[str, int]:
    """Pieces of real sentences, as rare and as frequent as words can be; and names with letters, digits and signs."""
    words = {}
    for _ in range(400):
        sentence = chance.choice(SENTENCES)
        start = chance.randrange(len(sentence))
        words[sentence[start : start + chance.randint(2, 6)]] = round(10 ** chance.uniform(0, 7))
    names = ["covid-19", "xbb.1.5", "3d打印", "5g", "mrna", "c++语言", "-19", ".5亿", "著名人士", "於是乎"]
    signs = ["".join(chance.choices(ASCII, k=chance.randint(2, 3))) for _ in range(60)]
    mixed = [chance.choice(ASCII) + chance.choice(HAN[:2000]) + chance.choice(ASCII) for _ in range(20)]
    words |= {name: chance.choice([1, 2, 50, 10**6]) for name in [*names, *signs, *mixed]}
    return {
        word: count
        for word, count in words.items()
        if len(word) > 1 and word.isprintable() and any(map(str.isalnum, word))
    }


@pytest.fixture(scope="module", params=["jieba's words", "and our own"])
def dictionary(request: pytest.FixtureRequest) -> Dictionary:
    return Dictionary({} if request.param == "jieba's words" else made_up_words(random.Random(20220425)))


def assert_as_jieba(dictionary: Dictionary, text: str) -> None:
    jieba = dictionary.table
    assert dictionary.cutter.cut(text) == jieba.lcut(text)
    tokens = [token for token in jieba.tokenize(text, mode="search") if any(map(str.isalnum, token[0]))]
    assert [tuple(token) for token in dictionary.search_cutter.tokens(text)] == tokens
    assert dictionary.search_cutter.words(text) == [word for word, _, _ in tokens]


def mixtures(chance: random.Random, vocabulary: list[str]) -> Iterator[str]:
    while True:
        yield "".join(piece(chance, vocabulary) for _ in range(chance.randint(1, 25)))


def piece(chance: random.Random, vocabulary: list[str]) -> str:
    kind = chance.randrange(8)
    if kind == 0:
        return chance.choice(vocabulary)
    if kind == 1:
        word = chance.choice(vocabulary)
        return word[: chance.randint(1, len(word))] + chance.choice(HAN)
    if kind == 2:
        sentence = chance.choice(SENTENCES)
        start = chance.randrange(len(sentence))
        return sentence[start : start + chance.randint(1, 30)]
    if kind == 3:
        return "".join(chance.choices(ASCII, k=chance.randint(1, 8)))
    if kind == 4:
        return "".join(chance.choices(HAN, k=chance.randint(1, 6)))
    if kind == 5:
        return "".join(chance.choices(OTHERS, k=chance.randint(1, 3)))
    if kind == 6:
        return chance.choice(PATTERNS).replace("{}", chance.choice([*vocabulary[:2000], *ASCII]))
    return chance.choice("的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动")


def test_founding_documents_are_cut_as_jieba_cuts_them(dictionary: Dictionary) -> None:
    for path in sorted(Path(FIXTURES / "founding").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        assert_as_jieba(dictionary, text)
        assert_as_jieba(dictionary, fold(text))


def test_seeded_mixtures_are_cut_as_jieba_cuts_them(dictionary: Dictionary) -> None:
    chance = random.Random(1)
    vocabulary = [word for word, count in dictionary.table.FREQ.items() if count]
    chance.shuffle(vocabulary)
    texts = mixtures(chance, vocabulary)
    for _ in range(1500):
        assert_as_jieba(dictionary, next(texts))


FRAGMENTS = st.one_of(
    st.sampled_from(SENTENCES),
    st.sampled_from(OTHERS),
    st.sampled_from(PATTERNS),
    st.text(st.sampled_from(ASCII), max_size=8),
    st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=6),
    st.text(st.characters(exclude_categories=()), max_size=4),
)


@settings(max_examples=300, deadline=None)
@given(fragments=st.lists(FRAGMENTS, max_size=8))
def test_any_text_is_cut_as_jieba_cuts_it(dictionary: Dictionary, fragments: list[str]) -> None:
    assert_as_jieba(dictionary, "".join(fragments))


def cut_both_ways(words: dict[str, int], text: str) -> list[str]:
    """By a dictionary of these words alone; jieba's answer is asserted to be the same."""
    tokenizer = jieba.Tokenizer()
    tokenizer.initialized = True
    for word, count in words.items():
        tokenizer.add_word(word, count)
    found = Cutter(words.items()).cut(text)
    assert found == tokenizer.lcut(text)
    return found


def test_what_stands_inside_a_word_is_the_same_for_every_code_point() -> None:
    for block in [*range(0, 0x32000, 0x1000), 0xE0000, 0x10F000]:  # the planes between hold nothing yet
        chars = [chr(point) for point in range(block, block + 0x1000) if point not in SURROGATES]
        words = {f"甲{char}": 1 for char in chars}
        cut_both_ways(words, "\n".join(words))


@settings(max_examples=500, deadline=None)
@given(
    st.dictionaries(
        st.text("甲乙丙丁", min_size=1, max_size=4), st.sampled_from([1, 2, 3, 10, 10**6]), min_size=1
    ),
    st.text("甲乙丙丁", max_size=30),
)
def test_equally_likely_ways_end_alike(words: dict[str, int], text: str) -> None:
    cut_both_ways(words, text)


def test_a_choice_by_a_hair_is_the_same() -> None:
    """A word as likely as its halves: one count decides, if both divide by the very same total."""
    halves = {"甲乙": 10**9, "丙丁": 10**9}
    few, many = 1, 10**9
    while many - few > 1:
        middle = (few + many) // 2
        whole = cut_both_ways({**halves, "甲乙丙丁": middle}, "甲乙丙丁") == ["甲乙丙丁"]
        few, many = (few, middle) if whole else (middle, many)
    assert cut_both_ways({**halves, "甲乙丙丁": few}, "甲乙丙丁") == ["甲乙", "丙丁"]
    assert cut_both_ways({**halves, "甲乙丙丁": many}, "甲乙丙丁") == ["甲乙丙丁"]


def test_the_cutter_has_the_words_and_the_total_of_jiebas_table(dictionary: Dictionary) -> None:
    listed = {word: count for word, count in dictionary.table.FREQ.items() if count}
    assert dictionary.table.total == sum(listed.values())
    assert all(map(dictionary.cutter.knows, listed))
    assert not any(
        dictionary.cutter.knows(word) for word, count in dictionary.table.FREQ.items() if not count
    )
    assert not any(word.isascii() and len(word) == 1 for word in listed)


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from([*HAN, *ASCII * 200]), min_size=2, max_size=40))
def test_runs_of_no_word_are_cut_as_by_jiebas_model(run: str) -> None:
    assert unknown_words(run) == list(finalseg.cut(run))


def test_runs_of_frequent_characters_are_cut_as_by_jiebas_model() -> None:
    chance = random.Random(3)
    frequent = [char for char in HAN if finalseg.emit_P["S"].get(char, -100) > -9]
    for _ in range(3000):
        run = "".join(chance.choices(frequent, k=chance.randint(2, 9)))
        assert unknown_words(run) == list(finalseg.cut(run))
