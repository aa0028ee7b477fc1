"""A real browser before a real server: Debian's Chromium, driven by playwright."""

from __future__ import annotations

import shutil
import threading

import pytest
from playwright.sync_api import sync_playwright

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="session")
def browser():
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    assert path, "no Chromium: script/test installs it, or apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def served(transactional_db, founding, live_server):
    """The founding archive behind a live server. Returns its address."""
    return live_server.url


@pytest.fixture
def open_page(browser, served):
    """Opens a path in a fresh context; fails the test when the page broke a rule of its own security policy."""
    contexts = []
    complaints: list[str] = []

    def open_at(path="/", **options):
        context = browser.new_context(base_url=served, locale="zh-CN", **options)
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console", lambda message: complaints.append(message.text) if message.type == "error" else None
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    yield open_at
    for context in contexts:
        context.close()
    assert [text for text in complaints if "404" not in text] == []


@pytest.fixture
def index_worker(served):
    """The outbox worker, running beside the server as it does in service."""
    from search.outbox import worker

    stop = threading.Event()
    thread = threading.Thread(target=worker.run, args=(stop,))
    thread.start()
    yield
    stop.set()
    thread.join(timeout=10)
