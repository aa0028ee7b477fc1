"""Settings from the environment: unclear input is refused by name, never taken for the default."""

import os
import stat
import subprocess
import sys
import threading

import pytest
from django.core.exceptions import ImproperlyConfigured

from archive import environment
from archive.locks import LockHeldError, exclusive
from tests.archive.conftest import ROOT, manage

NAME = "ARCHIVE_TESTED"


@pytest.mark.parametrize(
    ("value", "expected"),
    [("1", True), ("TRUE", True), (" yes ", True), ("on", True), ("0", False), ("no", False), ("", True)],
)
def test_flag(monkeypatch, value, expected):
    monkeypatch.setenv(NAME, value)
    assert environment.flag(NAME, default=True) is expected


@pytest.mark.parametrize("value", ["2", "maybe", "真", "truee"])
def test_flag_refuses(monkeypatch, value):
    monkeypatch.setenv(NAME, value)
    with pytest.raises(ImproperlyConfigured, match=NAME):
        environment.flag(NAME)


@pytest.mark.parametrize(("value", "expected"), [("", 8), ("1", 1), (" 64 ", 64)])
def test_integer(monkeypatch, value, expected):
    monkeypatch.setenv(NAME, value)
    assert environment.integer(NAME, 8, low=1, high=64) == expected


@pytest.mark.parametrize("value", ["0", "65", "-1", "1.5", "1e3", "八", "٣", "10**9"])
def test_integer_refuses(monkeypatch, value):
    monkeypatch.setenv(NAME, value)
    with pytest.raises(ImproperlyConfigured, match=f"{NAME}.*from 1 to 64"):
        environment.integer(NAME, 8, low=1, high=64)


def test_choice_refuses_what_is_not_offered(monkeypatch):
    monkeypatch.setenv(NAME, "b")
    assert environment.choice(NAME, "a", {"a", "b"}) == "b"
    monkeypatch.setenv(NAME, "c")
    with pytest.raises(ImproperlyConfigured, match=f"{NAME}.*a, b"):
        environment.choice(NAME, "a", {"a", "b"})


def test_host_names(monkeypatch):
    monkeypatch.setenv(NAME, "news.example.org, .example.com,[2001:db8::1],")
    assert environment.host_names(NAME) == ["news.example.org", ".example.com", "[2001:db8::1]"]


@pytest.mark.parametrize(
    "value", ["https://a.org", "a.org/x", "*", "a.org b.org", "a.org:8000", "存真.中国", "a..org", "."]
)
def test_host_names_refuse(monkeypatch, value):
    monkeypatch.setenv(NAME, value)
    with pytest.raises(ImproperlyConfigured, match=NAME):
        environment.host_names(NAME)


def test_misspelt_setting_is_refused_by_every_command(tmp_path):
    environ = {**os.environ, "ARCHIVE_DATA_DIR": str(tmp_path), "ARCHIVE_HOST": "a.org"}
    ran = subprocess.run(
        [sys.executable, "manage.py", "check"], cwd=ROOT, env=environ, capture_output=True, text=True
    )
    assert ran.returncode != 0
    assert "ARCHIVE_HOST is not a setting" in ran.stderr
    assert "ARCHIVE_HOSTS" in ran.stderr


def test_secret_key_is_private_and_stays(tmp_path):
    path = tmp_path / "new" / "secret_key"
    key = environment.secret_key(path)
    assert len(key) >= 64
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert environment.secret_key(path) == key
    assert [each.name for each in path.parent.iterdir()] == ["secret_key"]


def test_secret_key_is_one_for_all_who_start_at_once(tmp_path):
    keys, start = [], threading.Barrier(8)

    def begin():
        start.wait()
        keys.append(environment.secret_key(tmp_path / "secret_key"))

    threads = [threading.Thread(target=begin) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == 8
    assert len(set(keys)) == 1


def test_two_processes_on_an_empty_data_directory_share_a_key(tmp_path):
    ask = "from django.conf import settings; print(settings.SECRET_KEY)"
    started = [manage(tmp_path, "shell", "--no-imports", "-c", ask) for _ in range(2)]
    answers = [process.communicate(timeout=60) for process in started]
    assert len({out.strip() for out, _ in answers}) == 1, answers
    assert len(answers[0][0].strip()) >= 64


def test_lock_is_held_against_others_and_freed_at_the_end(tmp_path):
    path = tmp_path / "deep" / "a.lock"
    with exclusive(path), pytest.raises(LockHeldError, match=r"a\.lock"), exclusive(path, wait=False):
        pass
    with exclusive(path, wait=False):
        pass


def test_lock_is_freed_when_its_holder_is_killed(tmp_path):
    path = tmp_path / "a.lock"
    hold = (
        "import sys, time, pathlib; from archive.locks import exclusive\n"
        "with exclusive(pathlib.Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen([sys.executable, "-c", hold, str(path)], cwd=ROOT, stdout=subprocess.PIPE)
    assert holder.stdout.readline() == b"held\n"
    with pytest.raises(LockHeldError), exclusive(path, wait=False):
        pass
    holder.kill()
    holder.communicate()
    with exclusive(path, wait=False):
        pass
