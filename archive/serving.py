"""Runs the archive: prepares what is missing, then keeps the web server and the index worker alive."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial

from django.core.management import CommandError, call_command

from archive.database import migrate
from archive.loading import load_paths
from archive.models import Load
from archive.paths import FIXTURES, ROOT
from archive.people import first_admin
from archive.processes import die_with_parent

FOUNDING = FIXTURES / "founding"
LOOK = 0.5  # seconds between looks at the children
PAUSE = 2.0  # seconds before a worker that ended is started again
GRACE = 25.0  # seconds that a child has to end
Say = Callable[[str], None]


class CannotServe(Exception):
    """The archive cannot be served; the message says why and what to do."""


def prepare(say: Say, *, load: bool) -> None:
    """From whatever is there to an archive of which everything can be found."""
    migrate()
    call_command("collectstatic", interactive=False, verbosity=0)
    if load and not _founding_were_loaded():
        report = load_paths([str(FOUNDING)])
        say(f"Loaded {report.counts['created']} founding documents.")
    password = first_admin()
    if password:
        say(f"First account: admin, password: {password}   (shown only now)")
    _index(say)


def _index(say: Say) -> None:
    """Makes the index hold all that is committed. Where it cannot be written, the archive is served all the same: the
    index worker tries again, and says so."""
    try:
        call_command("rebuild_index", if_needed=True, verbosity=0)
        call_command("index_worker", once=True)
    except CommandError as error:
        say(f"Searches may fail or lag behind: {error}")


def _founding_were_loaded() -> bool:
    """So that a founding document which was taken out does not come back with the next start."""
    loads = Load.objects.filter(finished_at__isnull=False).values_list("paths", flat=True)
    return any(str(path).endswith("fixtures/founding") for paths in loads for path in paths)


def serve(port: int, say: Say) -> int:
    """Runs gunicorn and the index worker until TERM, INT or gunicorn's own end. Returns an exit code."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    web = _start("-m", "gunicorn", "--config", str(ROOT / "gunicorn.conf.py"), "archive.wsgi")
    worker = _start("manage.py", "index_worker")
    try:
        _announce(port, web, stop, say)
        while not stop.wait(LOOK) and web.poll() is None:
            if worker.poll() is not None and not stop.wait(PAUSE):
                worker = _start("manage.py", "index_worker")
    finally:
        _end([web, worker])
    return 0 if stop.is_set() else web.returncode or 1


def refuse_taken(port: int) -> None:
    """Raises CannotServe when something listens there already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise CannotServe(f"Port {port} is taken; choose another: PORT=8001 script/server") from error


def _start(*arguments: str) -> subprocess.Popen[bytes]:
    # A session of its own: INT from a terminal reaches the parent alone, which ends its children in order.
    return subprocess.Popen(  # noqa: S603  our own commands
        [sys.executable, *arguments],
        cwd=ROOT,
        start_new_session=True,
        preexec_fn=partial(die_with_parent, parent=os.getpid()),
    )


def _announce(port: int, web: subprocess.Popen[bytes], stop: threading.Event, say: Say) -> None:
    while web.poll() is None and not stop.wait(LOOK / 5):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                say(f"Cunzhen 存真 is at http://127.0.0.1:{port}/   (admin: http://127.0.0.1:{port}/admin/)")
                return


def _end(children: Sequence[subprocess.Popen[bytes]]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    until = time.monotonic() + GRACE
    for child in children:
        try:
            child.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
