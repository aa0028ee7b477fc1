"""A server is warm before it takes visitors, and comes up cold where something is missing."""

from __future__ import annotations

import logging

import pytest
from django.db import DatabaseError

from search import views
from search.warming import warm


def test_a_page_is_made(founding, monkeypatch):
    pages = []
    made = views.render
    monkeypatch.setattr(
        views, "render", lambda *args, **kwargs: pages.append(made(*args, **kwargs)) or pages[-1]
    )
    warm()
    (page,) = pages
    assert page.status_code == 200
    assert "<mark>" in page.content.decode()


@pytest.mark.parametrize("error", [DatabaseError("gone"), ValueError("Missing staticfiles manifest entry")])
def test_it_ends_well_where_no_page_can_be_made(founding, monkeypatch, caplog, error):
    def fail(*args, **kwargs):
        raise error

    monkeypatch.setattr(views, "run_search", fail)
    with caplog.at_level(logging.WARNING):
        warm()
    assert "no page of results can be made" in caplog.text


def test_it_ends_well_without_an_index(db, index_dir):
    warm()
