"""What is read from the database is on disk before an index holds it."""

from __future__ import annotations

import pytest
from django.db import connection

from archive import database

pytestmark = [
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL syncs at each commit"),
    pytest.mark.django_db(transaction=True),
]


def test_syncing_needs_no_log_beside_the_database(tmp_path, monkeypatch):
    database.sync()
    monkeypatch.setitem(connection.settings_dict, "NAME", tmp_path / "nowhere.sqlite3")
    database.sync()
