"""Writers of SQLite wait in line: across threads, connections and processes, and whatever becomes of one of them."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import OperationalError, connection, connections, transaction

from archive.locks import LockHeldError, exclusive
from archive.models import Source
from archive.sqlite.turns import HEAD, TURN, URGENT, Turn, TurnTimeout

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 60.0

of_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL locks rows")


@pytest.fixture
def name(tmp_path):
    return str(tmp_path / "database")


@contextmanager
def held(turn):
    turn.take()
    try:
        yield
    finally:
        turn.leave()


def is_locked(path):
    try:
        with exclusive(Path(path), wait=False):
            return False
    except LockHeldError:
        return True


def wait_until_locked(path):
    while not is_locked(path):
        time.sleep(0.001)


@contextmanager
def another_process(name):
    """A process that takes the turn, says so and never gives it back."""
    code = (
        "import sys, time; from archive.sqlite.turns import Turn; turn = Turn(sys.argv[1], 60); turn.take()\n"
        "print('taken', flush=True); time.sleep(600)"
    )
    process = subprocess.Popen([sys.executable, "-c", code, name], cwd=ROOT, stdout=subprocess.PIPE)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def test_turn_is_given_on_when_it_is_left(name):
    first, second = Turn(name, PATIENCE), Turn(name, 0.0)
    first.take()
    with pytest.raises(TurnTimeout):
        second.take()
    first.leave()
    second.take()
    assert is_locked(name + TURN)


def test_turn_that_is_held_may_be_taken_again(name):
    turn = Turn(name, 0.0)
    turn.take()
    turn.take()
    turn.leave()
    assert not is_locked(name + TURN)


def test_who_wrote_writes_again_only_after_those_who_waited_long(name):
    order = []
    hurried = Turn(name, PATIENCE)

    def wait():
        turn = Turn(name, PATIENCE)
        turn.take()
        order.append("waiting")
        turn.leave()

    hurried.take()
    waiting = threading.Thread(target=wait)
    waiting.start()
    wait_until_locked(name + URGENT)
    hurried.leave()
    hurried.take()
    order.append("hurried")
    hurried.leave()
    waiting.join()
    assert order == ["waiting", "hurried"]


def test_process_that_is_killed_in_its_turn_leaves_it(name):
    with another_process(name) as process:
        assert process.stdout.readline() == b"taken\n"
        turn = Turn(name, 0.0)
        with pytest.raises(TurnTimeout):
            turn.take()
        process.send_signal(signal.SIGKILL)
        process.wait()
        turn.take()
        turn.leave()


def test_process_that_is_killed_in_line_leaves_it(name):
    holder = Turn(name, PATIENCE)
    holder.take()
    with another_process(name) as process:
        wait_until_locked(name + HEAD)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert not is_locked(name + HEAD)
    holder.leave()
    Turn(name, 0.0).take()


def test_who_gave_up_does_not_keep_the_turn(name):
    holder, impatient = Turn(name, PATIENCE), Turn(name, 0.05)
    holder.take()
    with pytest.raises(TurnTimeout):
        impatient.take()
    holder.leave()
    patient = Turn(name, PATIENCE)
    patient.take()
    patient.leave()


def test_where_no_file_can_be_made_nobody_waits(tmp_path):
    turn = Turn(str(tmp_path / "missing" / "database"), 0.0)
    turn.take()
    turn.leave()


# --- over connections of Django -------------------------------------------------------------------------------


def database():
    return str(connection.settings_dict["NAME"])


def turn_file():
    return database() + TURN


def make(number):
    return Source.objects.create(public_id=f"s{number}", name=f"第{number}份报")


@of_sqlite
@pytest.mark.django_db(transaction=True)
class TestConnections:
    def test_transaction_holds_the_turn_until_its_end(self):
        with transaction.atomic():
            assert is_locked(turn_file())
            with transaction.atomic():
                make(1)
            assert is_locked(turn_file())
        assert not is_locked(turn_file())

    def test_rolled_back_transaction_leaves_it(self):
        with transaction.atomic():
            make(1)
            transaction.set_rollback(True)
        assert not is_locked(turn_file())
        assert not Source.objects.exists()

    def test_connection_that_is_closed_midway_leaves_it(self):
        with transaction.atomic():
            connection.close()
            assert not is_locked(turn_file())

    @pytest.mark.parametrize(
        "write",
        [
            pytest.param(lambda: make(1), id="insert"),
            pytest.param(lambda: Source.objects.update(name="改"), id="update"),
            pytest.param(lambda: Source.objects.all().delete(), id="delete"),
            pytest.param(lambda: Source.objects.bulk_create([Source(public_id="b", name="报")]), id="bulk"),
        ],
    )
    def test_write_of_its_own_waits_for_the_turn_and_leaves_it(self, write, monkeypatch):
        connection.close()
        monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.05)
        with held(Turn(database(), PATIENCE)), pytest.raises(OperationalError, match="locked"):
            write()
        write()
        assert not is_locked(turn_file())
        connection.close()

    def test_reading_waits_for_nobody(self):
        make(1)
        with held(Turn(database(), PATIENCE)):
            assert Source.objects.count() == 1

    def test_many_threads_write_and_nothing_is_lost(self):
        def write(start):
            for number in range(start, start + 20):
                make(number)
            connections.close_all()

        threads = [threading.Thread(target=write, args=(100 * thread,)) for thread in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert Source.objects.count() == 120
        assert not is_locked(turn_file())
