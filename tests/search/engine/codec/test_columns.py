"""Whoosh's column types keep their values in a section of the segment's file."""

import pytest
from whoosh import columns

from search.engine.codec.columns import ColumnDraft, read

BYTES = {0: b"alfa", 2: b"", 3: b"\0\xff" * 40, 9: "隔离".encode()}


def kept(column, values, documents=12):
    draft = ColumnDraft(column)
    for document, value in values.items():
        draft.values.add(document, value)
    return read(column, draft.section(documents), documents)


@pytest.mark.parametrize(
    ("column", "values"),
    [
        pytest.param(columns.VarBytesColumn(), BYTES, id="bytes"),
        pytest.param(columns.VarBytesColumn(write_offsets_cutoff=2), BYTES, id="bytes with offsets"),
        pytest.param(columns.FixedBytesColumn(2), {1: b"ab", 4: b"cd"}, id="bytes of one length"),
        pytest.param(columns.RefBytesColumn(), {1: b"x", 2: b"y", 5: b"x"}, id="references"),
        pytest.param(columns.NumericColumn("q"), {0: -(2**40), 7: 2**40}, id="whole numbers"),
        pytest.param(columns.NumericColumn("d"), {3: 0.1}, id="floats"),
        pytest.param(columns.BitColumn(), {2: True, 3: True}, id="bits"),
        pytest.param(columns.BitColumn(compress_at=0), {2: True, 3: True}, id="bits as they are"),
        pytest.param(columns.CompressedBytesColumn(), {0: b"a" * 99, 3: b"b"}, id="compressed"),
        pytest.param(columns.CompressedBlockColumn(), {n: b"a" * n for n in range(12)}, id="blocks"),
        pytest.param(columns.VarBytesListColumn(), {1: [b"a", b"bc"], 2: [b"d"]}, id="lists"),
    ],
)
def test_values_come_back(column, values):
    found = kept(column, values)
    assert {document: found[document] for document in values} == values


def test_a_document_without_a_value_has_the_columns_default():
    assert kept(columns.NumericColumn("i", default=7), {1: 3})[5] == 7


def test_a_column_of_pickles_is_refused():
    with pytest.raises(TypeError, match="no pickles"):
        ColumnDraft(columns.PickleColumn(columns.VarBytesColumn()))
