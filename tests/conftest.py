"""The cast of the tests. Everything is real: the database, the index, the browser."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes depends on the machine, and on what is read when it is first asked for.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

ROOT = Path(__file__).resolve().parent.parent
FOUNDING = ROOT / "fixtures" / "founding"


@pytest.fixture(autouse=True)
def plain_static_files(settings):
    """Pages name their static files without the manifest that collectstatic makes for a server."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def index_dir(tmp_path, monkeypatch):
    """An index directory of the test's own, empty, behind Haystack's default connection in every thread."""
    from haystack import connections

    path = tmp_path / "index"
    monkeypatch.setitem(connections.connections_info["default"], "PATH", str(path))
    connections.thread_local = threading.local()  # Haystack keeps a backend for each thread
    yield path
    connections.thread_local = threading.local()


@pytest.fixture(scope="session")
def founding_documents():
    """The five founding documents, processed once: texts with every kind of damage that the archive undoes."""
    from archive.ingest.pipeline import process
    from archive.ingest.readers import read_paths

    return [process(record) for record in read_paths([str(FOUNDING)])]


@pytest.fixture
def load(db):
    """A load to store documents under."""
    from archive.models import Load

    return Load.objects.create(paths=["tests"])


@pytest.fixture
def founding(load, index_dir, founding_documents):
    """An archive of the five founding documents, indexed. Returns the articles by file name's number: 0 to 4."""
    from archive.ingest.store import store
    from archive.models import Article
    from search.indexing import rebuild

    for document in founding_documents:
        store(document, load)
    rebuild()
    by_sha = {
        raw.sha256: raw.article for article in Article.objects.all() for raw in article.raw_documents.all()
    }
    return [by_sha[document.sha256] for document in founding_documents]


@pytest.fixture
def write_lines(tmp_path):
    """Writes records as JSON Lines and returns the file's path."""
    import json

    def write(*records, name="records.jsonl"):
        path = tmp_path / name
        path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records))
        return path

    return write


@pytest.fixture
def curator(db, django_user_model):
    """A curator as the groups make one: may edit articles, may not touch raw documents or accounts."""
    from django.contrib.auth.models import Group

    user = django_user_model.objects.create_user("curator", password="a-long-password", is_staff=True)
    user.groups.add(Group.objects.get(name="curator"))
    return user
