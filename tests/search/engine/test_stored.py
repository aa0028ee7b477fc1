"""What a document shows comes back as it was given: the same values of the same types."""

from __future__ import annotations

import datetime as dt
import enum
import zlib

import pytest
from django.utils.safestring import mark_safe
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engine.stored import TAG, pack, unpack

CHINA = dt.timezone(dt.timedelta(hours=8))
TEXTS = st.text(st.characters(), max_size=10) | st.sampled_from(
    [TAG, f'"{TAG}"', '"\\u0000"', "pairs", "\ud83d"]
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False)
    | TEXTS
    | st.binary(max_size=8)
    | st.dates()
    | st.times()
    | st.datetimes(timezones=st.none() | st.just(CHINA) | st.just(dt.UTC))
    | st.decimals(allow_nan=False)
)
KEYS = TEXTS | st.integers() | st.tuples(st.integers(), TEXTS) | st.dates()
HASHABLE = st.recursive(SCALARS, lambda below: st.lists(below, max_size=3).map(tuple), max_leaves=5)
VALUES = st.recursive(
    SCALARS | st.sets(HASHABLE, max_size=3) | st.frozensets(HASHABLE, max_size=3),
    lambda below: (
        st.lists(below, max_size=3)
        | st.lists(below, max_size=3).map(tuple)
        | st.dictionaries(KEYS, below, max_size=3)
    ),
    max_leaves=8,
)


def types(value):
    """The types all the way down; those of sets in no order."""
    match value:
        case dict():
            return dict, [(types(key), types(item)) for key, item in value.items()]
        case list() | tuple():
            return type(value), [types(item) for item in value]
        case set() | frozenset():
            return type(value), sorted(map(str, map(types, value)))
    return type(value)


@given(st.dictionaries(st.sampled_from(["text", "标题", "extra"]), VALUES, max_size=3))
@settings(max_examples=100, deadline=None)
def test_any_value_comes_back_as_it_was(fields):
    found = unpack(pack(fields))
    assert found == fields
    assert types(found) == types(fields)
    assert list(found) == list(fields)


@pytest.mark.parametrize(
    "value",
    [
        pytest.param({TAG: "tuple", "value": [1]}, id="an object that looks like one of ours"),
        pytest.param([{TAG: "nonsense"}], id="and one that does not"),
        pytest.param({1: "a", "1": "b"}, id="keys of two types"),
        pytest.param([1, 1.0, True, -0.0], id="numbers that equal each other"),
        pytest.param(10**400, id="a number of four hundred digits"),
        pytest.param("核酸\u2028检测\x00\ud83d", id="a text that JSON has to escape"),
        pytest.param(dt.datetime(2022, 4, 25, 9, 30, 1, 5, CHINA), id="a moment of a zone"),
        pytest.param([[], {}, (), set(), ""], id="empty ones"),
    ],
)
def test_a_borderline(value):
    found = unpack(pack({"field": value}))["field"]
    assert found == value
    assert types(found) == types(value)
    assert str(found) == str(value)


def test_numbers_without_an_end_come_back():
    found = unpack(pack({"field": [float("inf"), float("-inf"), float("nan")]}))["field"]
    assert found[:2] == [float("inf"), float("-inf")]
    assert found[2] != found[2]


def test_a_marked_text_becomes_a_plain_one():
    found = unpack(pack({"title": mark_safe("核酸")}))["title"]
    assert found == "核酸"
    assert type(found) is str


class Colour(enum.Enum):
    RED = 1


@pytest.mark.parametrize(
    "value",
    [object(), 1j, Colour.RED, {"a": [object()]}, {object(): 1}, (object(),), {Colour.RED}, range(3)],
    ids=lambda value: type(value).__name__,
)
def test_a_value_without_a_written_form_is_refused_by_the_name_of_its_field(value):
    with pytest.raises(TypeError, match="'extra'"):
        pack({"title": "核酸", "extra": value})


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"plain text", id="no zlib"),
        pytest.param(pack({"a": "核酸"})[:-1], id="cut short"),
        pytest.param(pack({"a": "核酸"})[2:], id="no beginning"),
        pytest.param(zlib.compress(b"no JSON"), id="no JSON"),
        pytest.param(zlib.compress(b"\xff"), id="no text"),
    ],
)
def test_what_was_not_packed_is_refused(data):
    with pytest.raises((ValueError, zlib.error)):
        unpack(data)


def test_packing_is_the_same_each_time():
    """Sets have no order of their own, and segments of the same documents should be the same."""
    one, other = {0, 8}, {8, 0}
    assert list(one) != list(other)
    assert pack({"tags": one}) == pack({"tags": other})
