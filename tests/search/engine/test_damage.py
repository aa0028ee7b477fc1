"""A damaged index says that it is damaged; it never answers with less."""

from __future__ import annotations

from contextlib import suppress

import pytest

from search.engine.ask import Ask, Everything, Substring, Words
from search.engine.errors import IndexMissing, IndexUnavailable
from search.engine.reader import Reader

QUESTIONS = (Everything(), Words("text", "核酸"), Substring("text", "号记录"))
SHARES = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99)


@pytest.fixture
def index(small_index):
    small_index.put(
        *({"id": f"d{n}", "text": f"第{n}号记录说的是核酸检测", "day": "2022"} for n in range(60))
    )
    return small_index


def files(index):
    generation = index.reader.current().path
    return [path for path in generation.iterdir() if path.is_file() and path.stat().st_size > 20]


def ask_all(index):
    """What a reader that opens the index now answers."""
    reader = Reader(index.root, index.reader.specs, "text")
    asks = [Ask(match, facets={"day": "day"}, size=100) for match in QUESTIONS]
    return [
        (answer.total, len(answer.hits), answer.facets["day"].counts) for answer in map(reader.answer, asks)
    ]


@pytest.mark.parametrize("share", SHARES)
def test_a_file_cut_short_is_reported_and_never_answers_less(index, share):
    whole = ask_all(index)
    refused = 0
    for path in files(index):
        content = path.read_bytes()
        path.write_bytes(content[: int(len(content) * share)])
        try:
            assert ask_all(index) == whole, f"{path.name} cut to {share:.0%} answers less"
        except IndexUnavailable:
            refused += 1
        path.write_bytes(content)
    assert refused > 0
    assert ask_all(index) == whole


def test_a_file_that_is_gone_is_reported(index):
    for path in files(index):
        content = path.read_bytes()
        path.unlink()
        with pytest.raises(IndexUnavailable):
            ask_all(index)
        path.write_bytes(content)


def test_zeros_in_place_of_a_file_are_reported(index):
    whole = ask_all(index)
    for path in files(index):
        content = path.read_bytes()
        path.write_bytes(bytes(len(content)))
        with suppress(IndexUnavailable):
            assert ask_all(index) == whole, f"{path.name} of zeros answers otherwise"
        path.write_bytes(content)


def test_an_index_directory_that_is_gone_is_missing(index):
    index.root.rename(index.root.with_name("elsewhere"))
    with pytest.raises(IndexMissing):
        index.keys(Everything())


def test_a_reader_answers_again_once_the_index_is_whole(index):
    pointer = index.root / "CURRENT"
    name = pointer.read_text()
    pointer.unlink()
    with pytest.raises(IndexUnavailable):
        index.keys(Everything())
    pointer.write_text(name)
    assert len(index.keys(Everything(), size=100)) == 60


def test_a_question_about_an_unknown_field_does_not_blame_the_index(index):
    with pytest.raises(LookupError):
        index.answer(Everything(), sort=(("nosuchfield", True),))
    assert index.answer(Everything()).total == 60


@pytest.mark.parametrize(
    "content", [b"", b"\x00" * 900, b"no table of contents"], ids=["empty", "zeros", "text"]
)
def test_a_writer_reports_damage_too(index, content):
    (contents,) = index.reader.current().path.glob("segments.json")
    contents.write_bytes(content)
    with pytest.raises(IndexUnavailable):
        index.put({"id": "new", "text": "新"})
