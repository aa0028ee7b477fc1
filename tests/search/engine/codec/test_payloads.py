"""Posting values of Whoosh's formats become columns of numbers, and the same strings again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh import analysis, formats

from search.engine.codec.payloads import LAYOUTS, READINGS, layout_of, parse, render

ANALYZER = analysis.RegexTokenizer(r"\S+") | analysis.DelimitedAttributeFilter()
words = st.sampled_from(["上海", "隔离", "alfa^2", "bravo^0.25", "确诊"])
texts = st.lists(words, min_size=1, max_size=30).map(" ".join)
all_formats = pytest.mark.parametrize("kind", LAYOUTS, ids=lambda kind: kind.__name__)


def values(format_, text):
    return [value for _, _, _, value in format_.word_values(text, ANALYZER)]


@all_formats
@given(text=texts)
def test_what_is_rendered_is_what_was_parsed(kind, text):
    format_ = kind()
    for value in values(format_, text):
        assert render(format_, *parse(LAYOUTS[kind], value)) == value


@all_formats
@given(text=texts)
def test_rows_read_as_the_format_reads_its_string(kind, text):
    format_ = kind()
    for value in values(format_, text):
        _, rows = parse(LAYOUTS[kind], value)
        for name in filter(format_.supports, READINGS):
            assert READINGS[name](rows) == format_.decode_as(name, value)


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(b"note", id="text"),
        pytest.param(b"\0\0\0\2\x80\x02]q\0K\1a.", id="fewer occurrences than it says"),
        pytest.param(b"\0\0\0\1\x80\x02]q\0(K\1K\1K\1tq\1a.", id="occurrences of another format"),
        pytest.param(b"\0\0\0\1\x80\x02cos\nsystem\n.", id="code"),
    ],
)
def test_a_string_of_another_make_is_refused(value):
    with pytest.raises(ValueError, match=r"value|occurrence"):
        parse(LAYOUTS[formats.Positions], value)


def test_a_format_of_others_making_has_no_layout():
    class Marked(formats.Positions):
        pass

    assert layout_of(Marked()) is None
