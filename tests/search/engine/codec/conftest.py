"""Whoosh indexes whose segments are written by our codec."""

import tempfile

import pytest
from whoosh import fields
from whoosh.filedb.filestore import FileStorage, RamStorage

from search.engine.codec.codec import ArrayCodec


def schema():
    return fields.Schema(
        key=fields.ID(stored=True, unique=True),
        title=fields.TEXT(stored=True, field_boost=2.0),
        body=fields.TEXT(vector=True),
        marked=fields.TEXT(chars=True),
        cases=fields.NUMERIC(stored=True, sortable=True),
        day=fields.DATETIME(stored=True),
        note=fields.STORED,
    )


@pytest.fixture(autouse=True, scope="module")
def own_temporary_files(tmp_path_factory):
    """An index in memory sorts its postings in a folder named after the index, which runs side by side would share."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(tmp_path_factory.mktemp("sorting")))
        yield


@pytest.fixture(params=["directory", "memory"])
def storage(request, tmp_path):
    return FileStorage(str(tmp_path)) if request.param == "directory" else RamStorage()


@pytest.fixture
def index(storage):
    """An empty index; `index.write(...)` commits documents as one segment more."""
    made = storage.create_index(schema())

    def write(*documents, **commit):
        writer = made.writer(codec=ArrayCodec())
        for document in documents:
            writer.add_document(**document)
        writer.commit(**commit or {"merge": False})

    made.write = write
    return made
