"""What an index is made of, and when it has to be built anew."""

from __future__ import annotations

import datetime as dt

import pytest
from whoosh import fields

from search.engine import schema
from search.engine.schema import FieldSpec, build, digest, indexed_value, stored_values
from tests.search.engine.conftest import EVERY_KIND

CHINA = dt.timezone(dt.timedelta(hours=8))


def test_a_text_is_three_fields():
    names = build([FieldSpec("text", "text"), FieldSpec("city", "values")]).names()
    assert names == ["city", "text", "text_chars", "text_pairs"]


def test_whoosh_knows_every_kind():
    known = build(EVERY_KIND)
    kinds = {"text": fields.TEXT, "size": fields.NUMERIC, "when": fields.DATETIME, "open": fields.BOOLEAN}
    for name, kind in kinds.items():
        assert isinstance(known[name], kind)
    assert known["id"].unique
    assert known["title"].format.field_boost == 2.0
    assert not known["text_pairs"].stored


@pytest.mark.parametrize(
    ("kind", "given", "indexed"),
    [
        pytest.param("text", ["一", 2], "一\n2", id="several texts"),
        pytest.param("values", "一", ["一"], id="one value"),
        pytest.param("values", ("一", 2), ["一", "2"], id="several values"),
        pytest.param("key", 7, ["7"], id="a number for a key"),
        pytest.param("date", dt.date(2022, 4, 25), dt.datetime(2022, 4, 25), id="a day"),
        pytest.param(
            "date", dt.datetime(2022, 4, 25, 8, tzinfo=CHINA), dt.datetime(2022, 4, 25), id="a zone"
        ),
        pytest.param("integer", 0, 0, id="zero is a value"),
        pytest.param("boolean", False, False, id="no is a value"),
        pytest.param("text", ["一", None, "", "二"], "一\n二", id="empty texts among others"),
        pytest.param("values", ["", "一", None], ["一"], id="empty values among others"),
        pytest.param("values", ["", None], None, id="empty values alone"),
        pytest.param("text", [""], None, id="an empty text alone"),
        pytest.param("text", "", None, id="empty text"),
        pytest.param("values", [], None, id="no values"),
        pytest.param("integer", None, None, id="nothing"),
    ],
)
def test_a_value_as_it_is_indexed(kind, given, indexed):
    assert indexed_value(FieldSpec("name", kind), {"name": given}) == indexed
    assert indexed_value(FieldSpec("name", kind), {}) is None


def test_what_is_stored_is_what_was_given():
    specs = [
        FieldSpec("a", "text"),
        FieldSpec("b", "text", stored=False),
        FieldSpec("c", "integer"),
        FieldSpec("d", "values"),
    ]
    document = {"a": ["一"], "b": "二", "c": 0, "d": [], "unknown": 1}
    assert stored_values(specs, document) == {"a": ["一"], "c": 0}


CHANGES = [
    pytest.param([*EVERY_KIND, FieldSpec("more", "text")], id="a field more"),
    pytest.param(EVERY_KIND[:-1], id="a field less"),
    pytest.param(
        [FieldSpec("id", "key"), FieldSpec("text", "text", boost=3.0), *EVERY_KIND[2:]], id="a boost"
    ),
    pytest.param([FieldSpec("id", "key"), FieldSpec("text", "values"), *EVERY_KIND[2:]], id="a kind"),
    pytest.param(
        [FieldSpec("id", "key"), FieldSpec("text", "text", stored=False), *EVERY_KIND[2:]], id="not stored"
    ),
]


@pytest.mark.parametrize("changed", CHANGES)
def test_another_schema_is_another_index(changed):
    assert digest(changed) != digest(EVERY_KIND)


def test_the_order_of_fields_does_not_matter():
    assert digest(reversed(EVERY_KIND)) == digest(EVERY_KIND)


def test_another_dictionary_or_layout_is_another_index(monkeypatch):
    before = digest(EVERY_KIND)
    with monkeypatch.context() as patch:
        patch.setattr(schema, "dictionary_digest", lambda: "another")
        assert digest(EVERY_KIND) != before
    monkeypatch.setattr(schema, "FORMAT", schema.FORMAT + 1)
    assert digest(EVERY_KIND) != before
