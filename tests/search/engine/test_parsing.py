"""Haystack's query strings ask for Chinese text as our own queries do."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from whoosh.analysis import LowercaseFilter, SpaceSeparatedTokenizer, StemmingAnalyzer

from search.engine.ask import Written
from search.engine.schema import FieldSpec, digest
from tests.search.conftest import SPECS, SmallIndex

DOCUMENTS = (
    {"id": "queue", "text": "居民排队做核酸检测", "title": "Mask rules", "city": ["上海市"], "size": 3},
    {"id": "team", "text": "突击队支援核酸检测点", "title": "masks and masking", "city": ["a.b"], "size": 5},
    {"id": "goods", "text": "志愿者配送物资", "title": "Unmasked", "city": ["南通市", "上海市"]},
)


@pytest.fixture
def index(small_index):
    small_index.put(*DOCUMENTS)
    return small_index


CASES = [
    pytest.param("*", {"queue", "team", "goods"}, id="all"),
    pytest.param("核酸检测", {"queue", "team"}, id="a word"),
    pytest.param("做核酸", {"queue"}, id="across words"),
    pytest.param('"检测点"', {"team"}, id="a piece"),
    pytest.param("核酸 居民", {"queue"}, id="two words"),
    pytest.param("居民 OR 物资", {"queue", "goods"}, id="either"),
    pytest.param("核酸 NOT 居民", {"team"}, id="not"),
    pytest.param("NOT 核酸", {"goods"}, id="not alone"),
    pytest.param("核酸*", {"queue", "team"}, id="begins: anywhere, in Chinese"),
    pytest.param("*检测点", {"team"}, id="ends: anywhere, in Chinese"),
    pytest.param("*做核*", {"queue"}, id="holds"),
    pytest.param("title:mask*", {"queue", "team"}, id="begins"),
    pytest.param("title:*masked", {"goods"}, id="ends"),
    pytest.param("title:*mask*", {"queue", "team", "goods"}, id="holds, in letters"),
    pytest.param("title:m?sks", {"team"}, id="one sign in between"),
    pytest.param("title:maskes~2/3", {"queue", "team"}, id="nearly"),
    pytest.param("核酸检册~2/3", {"queue", "team"}, id="nearly, in Chinese"),
    pytest.param("核酸监册~2/3", set(), id="nearly: the beginning must fit"),
    pytest.param("city:上海*", {"queue", "goods"}, id="a value begins"),
    pytest.param("city:*通*", {"goods"}, id="a value holds"),
    pytest.param("city:('a.b' OR 南通市)", {"team", "goods"}, id="values"),
    pytest.param("size:[4 to]", {"team"}, id="a number from"),
    pytest.param("size:[to 3]", {"queue"}, id="a number to"),
    pytest.param("nowhere:核酸", set(), id="no such field"),
    pytest.param("size:many", set(), id="no number"),
]


@pytest.mark.parametrize(("written", "expected"), CASES)
def test_it_finds(index, written, expected):
    assert index.found(Written(written)) == expected


PARTS = ["NOT ", " AND ", " OR ", " ANDNOT ", " ANDMAYBE ", "REQUIRE ", *"()[]{}'\"*?~^:+-\\", " to ", "~2/3", "^2", "title:",
         "city:", "size:", "*:*", "核酸", "mask", "12", " ", "\n"]  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=st.lists(st.sampled_from(PARTS), max_size=9).map("".join))
@example("~2/3)city: ANDNOT  REQUIRE  *:*-")
@example("ANDNOT  AND NOT NOT ")
@example("mask ANDMAYBE m~2/3")
@example("size:1~")
def test_whatever_is_written_is_answered(index, written):
    assert index.found(Written(written)) <= {"queue", "team", "goods"}


def test_words_that_begin_so_rank_as_one_word(index):
    """Two of them in a short title outweigh one, however rare each is."""
    index.put({"id": "once", "text": "x", "title": "maskless and more"})
    assert index.keys(Written("title:mask*"))[0] == "team"
    assert index.answer(Written("title:mask*")).hits[0].score > 0


def analyzed(tmp_path, analyzer):
    specs = tuple(replace(spec, analyzer=analyzer) if spec.name == "title" else spec for spec in SPECS)
    index = SmallIndex(tmp_path / "analyzed", specs)
    index.put(*DOCUMENTS)
    return index


def test_a_field_with_an_analyzer_of_its_own_is_read_by_it(tmp_path):
    index = analyzed(tmp_path, StemmingAnalyzer())
    assert index.found(Written("title:masked")) == {"queue", "team", "goods"}
    assert index.found(Written("title:rule")) == {"queue"}


def test_another_analyzer_makes_another_index(tmp_path):
    plain, lower = SpaceSeparatedTokenizer(), SpaceSeparatedTokenizer() | LowercaseFilter()
    digests = {digest([FieldSpec("title", "text", analyzer=analyzer)]) for analyzer in (None, plain, lower)}
    assert len(digests) == 3


def test_the_same_analyzer_makes_the_same_index_in_every_process():
    """Whoosh's own words for it name addresses of functions, and sets in any order."""
    import subprocess
    import sys

    code = (
        "from whoosh.analysis import StemmingAnalyzer;from search.engine.analysis import described;"
        "print(described(StemmingAnalyzer()))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in "12"
    }
    assert len(runs) == 1
    assert "StopFilter" in runs.pop()
