"""The archive as an operator runs it: a process of its own on an empty data directory."""

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture
def environment(tmp_path):
    """No setting but the data directory and a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ARCHIVE_", "DJANGO_"))}
    return {**kept, "ARCHIVE_DATA_DIR": str(tmp_path / "data"), "PORT": port, "WEB_CONCURRENCY": "1"}


@pytest.fixture
def start(environment):
    running = []

    def serve(*arguments):
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", *arguments],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        running.append(process)
        _wait_until(lambda: _listens(environment["PORT"]) or process.poll() is not None)
        return process

    yield serve
    for process in running:
        process.kill()
        process.wait()


def _wait_until(condition):
    while not condition():
        time.sleep(0.05)


def _listens(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", int(port))) == 0


def _get(environment, path):
    with urllib.request.urlopen(f"http://127.0.0.1:{environment['PORT']}{path}") as answer:
        return answer.read().decode()


def _children(pid):
    """The processes that a process started, and theirs."""
    found = {child for child, parent in _parents() if parent == pid}
    return found.union(*(_children(child) for child in found)) if found else found


def _parents():
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()  # the name before it may hold anything
        except (FileNotFoundError, ProcessLookupError):
            continue  # it ended meanwhile
        yield int(status.parent.name), int(fields[1])


def test_it_listens_only_when_everything_that_was_loaded_can_be_found(environment, start, write_lines):
    lines = write_lines(*({"id": str(n), "text": f"第{n}号通知：社区工作人员参加抗疫。"} for n in range(30)))
    subprocess.run(
        [sys.executable, "manage.py", "load_articles", str(lines)], cwd=ROOT, env=environment, check=True
    )
    start("--no-load")
    assert json.loads(_get(environment, "/api/v1/search?q=%E6%8A%97%E7%96%AB"))["count"] == 30
    assert "outbox: 0" in _get(environment, "/readyz")
    assert _get(environment, "/healthz") == "ok\n"


def test_the_first_start_loads_the_founding_documents_and_leaves_a_way_in(environment, start):
    process = start()
    _wait_until(lambda: process.stdout.readline().startswith("First account: admin, password: "))
    assert json.loads(_get(environment, "/api/v1/search"))["count"] == 5
    key = ROOT / environment["ARCHIVE_DATA_DIR"] / "secret_key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_term_ends_it_with_all_its_children(environment, start):
    process = start("--no-load")
    assert _get(environment, "/healthz") == "ok\n"
    children = _children(process.pid)
    assert len(children) >= 3  # gunicorn, its worker, the index worker
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=60) == 0
    assert not [child for child in children if Path(f"/proc/{child}").exists()]


def test_no_server_stays_behind_when_it_is_killed(environment, start):
    process = start("--no-load")
    children = _children(process.pid)
    process.kill()
    process.wait()
    _wait_until(lambda: not [child for child in children if Path(f"/proc/{child}").exists()])


def test_a_worker_that_dies_is_started_again(environment, start):
    process = start("--no-load")
    dead = _index_worker(process.pid)
    os.kill(dead, signal.SIGKILL)
    _wait_until(lambda: _index_worker(process.pid) not in (None, dead))


def _index_worker(pid):
    for child in _children(pid):
        try:
            if b"index_worker" in Path(f"/proc/{child}/cmdline").read_bytes():
                return child
        except FileNotFoundError:
            continue
    return None


def test_it_serves_where_the_index_cannot_be_written(environment, start):
    data = Path(environment["ARCHIVE_DATA_DIR"])
    data.mkdir()
    (data / "index").write_text("a file where the index should be")
    process = start("--no-load")
    _wait_until(lambda: process.stdout.readline().startswith("Searches may fail"))
    assert _get(environment, "/healthz") == "ok\n"
    with pytest.raises(urllib.error.HTTPError, match="503"):
        _get(environment, "/search/?q=x")
    (data / "index").unlink()
    _wait_until(lambda: _is_ready(environment))  # the worker builds it by itself


def _is_ready(environment):
    try:
        return _get(environment, "/readyz").startswith("ok\n")
    except urllib.error.HTTPError:
        return False


def test_a_taken_port_is_named(environment, start):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", int(environment["PORT"])))
        taken.listen()
        process = start("--no-load")
        assert process.wait(timeout=120) == 1
        assert f"Port {environment['PORT']} is taken" in process.stdout.read()


def test_a_misspelt_setting_is_refused(environment):
    run = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env={**environment, "ARCHIVE_HOST": "example.org"},
        capture_output=True,
        text=True,
    )
    assert run.returncode != 0
    assert "ARCHIVE_HOST is not a setting" in run.stderr


def test_a_very_long_query_gets_a_page(environment, start):
    start("--no-load")
    assert "<h1" in _get(environment, "/search/?q=" + "%E7%AA%81%E5%87%BB%E9%98%9F" * 3400)
