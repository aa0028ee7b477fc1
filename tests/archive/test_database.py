"""A writer that writes again and again leaves others their turn."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing

import pytest
from django.db import connection

from archive import database
from archive.database import Turns
from archive.models import Source

pytestmark = [
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL locks rows"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def pauses(monkeypatch):
    taken = []
    monkeypatch.setattr(time, "sleep", taken.append)
    return taken


def another_writes():
    with closing(sqlite3.connect(connection.settings_dict["NAME"], timeout=20)) as other, other:
        other.execute("INSERT INTO search_outbox (article_id) VALUES (1)")


def write(turns, number):
    with turns.turn():
        Source.objects.create(public_id=f"s{number}", name=f"第{number}份报")


def test_alone_it_never_pauses(pauses):
    turns = Turns()
    for number in range(5):
        write(turns, number)
    assert pauses == []


def test_it_pauses_when_another_has_written_and_no_longer_than_it_wrote(pauses):
    turns = Turns()
    write(turns, 1)
    another_writes()
    begun = time.monotonic()
    write(turns, 2)
    (pause,) = pauses
    assert 0 < pause <= min(Turns.LONGEST, time.monotonic() - begun)


def test_it_forgets_the_others_after_a_while(pauses, monkeypatch):
    monkeypatch.setattr(Turns, "MEMORY", 0.0)
    turns = Turns()
    write(turns, 1)
    another_writes()
    write(turns, 2)
    assert pauses == []


def test_syncing_needs_no_log_beside_the_database(tmp_path, monkeypatch):
    database.sync()
    monkeypatch.setitem(connection.settings_dict, "NAME", tmp_path / "nowhere.sqlite3")
    database.sync()
