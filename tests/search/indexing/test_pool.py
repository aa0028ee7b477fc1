"""Work in other processes: results come back, failures too, and nothing stays behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from django.conf import settings

from archive.processes import NICENESS, pool
from search.indexing.pool import cores, spread


def square(number):
    return number * number


def process_of(_item):
    return os.getpid()


def refuse_three(number):
    if number == 3:
        raise ValueError("three")
    return number


@pytest.mark.parametrize("workers", [1, 2])
def test_each_item_comes_back_with_its_result(workers):
    assert dict(spread(square, [1, 2, 3, 4, 5], workers)) == {1: 1, 2: 4, 3: 9, 4: 16, 5: 25}


def test_one_worker_is_this_process():
    assert dict(spread(process_of, ["a", "b"], 1)) == dict.fromkeys("ab", os.getpid())
    assert dict(spread(process_of, ["a"], 8)) == {"a": os.getpid()}


def test_several_workers_are_other_processes():
    assert os.getpid() not in dict(spread(process_of, ["a", "b"], 2)).values()


@pytest.mark.parametrize("workers", [1, 2])
def test_a_failure_reaches_who_asked(workers):
    with pytest.raises(ValueError, match="three"):
        list(spread(refuse_three, [1, 2, 3, 4], workers))


def test_nothing_to_do_is_done():
    assert list(spread(square, [], 4)) == []


def test_there_is_a_core():
    assert cores() >= 1


PARENT = textwrap.dedent("""
    import os, sys, time
    import django
    django.setup()
    from search.indexing.pool import spread
    def work(number):
        os.write(1, b"%d\\n" % os.getpid())  # in one piece, whoever else writes
        time.sleep(0.5 if number < 2 else 600)
        return number
    done = []
    try:
        for number, _ in spread(work, list(range(6)), 2):
            done.append(number)
            if sys.argv[1] == "interrupt":
                os.kill(os.getpid(), 2)
    except KeyboardInterrupt:
        print("done", *sorted(done), flush=True)
    """)


def started(how):
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "archive.settings"}
    return subprocess.Popen(
        [sys.executable, "-c", PARENT, how],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that its parent died")
def test_workers_die_with_a_parent_that_is_killed():
    with started("wait") as parent:
        children = [int(parent.stdout.readline()) for _ in range(2)]
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        while any(Path(f"/proc/{child}").exists() for child in children):
            time.sleep(0.05)  # or this test never ends


def test_work_in_bulk_gives_way():
    own = os.nice(0)
    with pool(1) as processes:
        assert processes.submit(os.nice, 0).result() == min(19, own + NICENESS)
    assert os.nice(0) == own
