"""The one writer: takes what waits, writes it, and only then forgets it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

import pytest
from django.conf import settings
from django.db import connection
from haystack import connections

from archive.locks import LockHeldError, exclusive
from archive.models import Article
from search import indexing
from search.engine import generations
from search.engine.ask import Ask, Everything
from search.engine.errors import IndexUnavailable
from search.indexing import draining
from search.outbox import triggers, worker
from search.outbox.models import OutboxRow
from search.search_indexes import ArticleIndex


def indexed():
    """The articles that a search can find."""
    answer = connections["default"].get_backend().reader.answer(Ask(Everything(), size=1000))
    return {int(hit.stored["django_id"]) for hit in answer.hits}


def titles():
    answer = connections["default"].get_backend().reader.answer(Ask(Everything(), size=1000))
    return {hit.stored.get("title") for hit in answer.hits}


def published():
    return set(Article.objects.published().values_list("pk", flat=True))


def test_a_new_article_is_found_once_drained(dozen, load_records):
    (made,) = load_records({"id": "new", "paragraphs": ["新到"]})
    assert made.pk not in indexed()
    indexing.drain_all()
    assert indexed() == published()


def test_a_changed_article_is_found_as_it_is_now(dozen):
    Article.objects.filter(pk=dozen[0].pk).update(title="改过的题")
    indexing.drain_all()
    assert "改过的题" in titles()
    assert len(indexed()) == 12


@pytest.mark.parametrize("status", ["withheld", "draft", "in_review"])
def test_an_article_that_is_not_published_leaves_the_index_and_can_come_back(dozen, status):
    Article.objects.filter(pk=dozen[0].pk).update(status=status)
    indexing.drain_all()
    assert indexed() == {article.pk for article in dozen[1:]}
    Article.objects.filter(pk=dozen[0].pk).update(status="published")
    indexing.drain_all()
    assert indexed() == {article.pk for article in dozen}


def test_a_deleted_article_leaves_the_index(dozen):
    Article.objects.filter(pk__in=[dozen[0].pk, dozen[7].pk]).delete()
    indexing.drain_all()
    assert indexed() == published()
    assert len(indexed()) == 10


def test_the_outbox_is_taken_in_batches(dozen, monkeypatch):
    monkeypatch.setattr(draining, "BATCH", 5)
    Article.objects.update(title="成批")
    settled = []
    while count := indexing.drain():
        settled.append(count)
    assert settled == [5, 5, 2]
    assert titles() == {"成批"}


def test_an_article_that_waits_many_times_is_settled_with_all_its_rows(dozen):
    for number in range(5):
        Article.objects.filter(pk=dozen[0].pk).update(title=f"第{number}稿")
    assert indexing.drain() == 5
    assert OutboxRow.objects.count() == 0
    assert "第4稿" in titles()


def test_rows_kept_after_the_commit_are_done_again_without_harm(dozen):
    Article.objects.filter(pk=dozen[0].pk).update(title="改过的题")
    Article.objects.filter(pk=dozen[1].pk).delete()
    rows = list(OutboxRow.objects.values_list("article_id", flat=True))
    indexing.drain_all()
    OutboxRow.objects.bulk_create(OutboxRow(article_id=number) for number in rows)
    indexing.drain_all()
    assert indexed() == published()
    assert not indexing.check()


def test_rows_stay_when_the_index_cannot_be_written(dozen):
    Article.objects.filter(pk=dozen[0].pk).update(title="改过的题")
    backend = connections["default"].get_backend()
    (backend.path / "CURRENT").unlink()
    with pytest.raises(IndexUnavailable):
        indexing.drain()
    assert OutboxRow.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_worker_builds_a_damaged_index_anew(index_dir, load_records):
    (old,) = load_records({"id": "old", "paragraphs": ["旧有"]})
    indexing.rebuild()
    (new,) = load_records({"id": "new", "paragraphs": ["新到"]})
    for contents in connections["default"].get_backend().path.glob("g*/manifest.json"):
        contents.write_bytes(b"")
    assert indexing.is_needed()
    worker._step(set(), threading.Event())
    assert indexed() == {old.pk, new.pk}
    assert OutboxRow.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_worker_outlives_an_index_that_it_cannot_write(index_dir, load_records, caplog, monkeypatch):
    indexing.rebuild()
    load_records({"id": "new", "paragraphs": ["新到"]})
    waiting = OutboxRow.objects.count()
    blocked = connections["default"].get_backend().path / "writer.lock"
    blocked.unlink()
    blocked.mkdir()
    assert worker._step(set(), threading.Event()) == -1
    assert "trying again" in caplog.text
    assert OutboxRow.objects.count() == waiting > 0


@pytest.mark.django_db(transaction=True)
def test_an_article_that_cannot_be_indexed_does_not_hold_up_the_others(
    index_dir, load_records, caplog, monkeypatch
):
    indexing.rebuild()
    poison, sound = load_records({"id": "a", "paragraphs": ["坏了"]}, {"id": "b", "paragraphs": ["好的"]})
    rows = OutboxRow.objects.filter(article_id=poison.pk).count()
    prepare = ArticleIndex.prepare_title

    def refuse(self, article):
        if article.pk == poison.pk:
            raise RuntimeError("a defect that one text brings out")
        return prepare(self, article)

    monkeypatch.setattr(ArticleIndex, "prepare_title", refuse)
    aside: set[int] = set()
    assert worker._step(aside, threading.Event()) > 0
    assert worker._step(aside, threading.Event()) == 0
    assert aside == {poison.pk}
    assert indexed() == {sound.pk}
    assert f"Article {poison.pk} cannot be indexed" in caplog.text
    assert OutboxRow.objects.count() == rows > 0


@pytest.mark.django_db(transaction=True)
def test_a_full_check_takes_out_what_went_while_no_trigger_saw_it(index_dir, load_records):
    kept, deleted = load_records({"id": "a", "paragraphs": ["甲"]}, {"id": "b", "paragraphs": ["乙"]})
    indexing.rebuild()
    triggers.drop(connection)  # as a migration does
    Article.objects.filter(pk=kept.pk).update(title="改于迁移")
    deleted.delete()
    triggers.after_migration(using="default", plan=["something"])
    worker.run(threading.Event(), once=True)
    assert (indexed(), titles()) == ({kept.pk}, {"改于迁移"})
    assert OutboxRow.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_told_to_stop_leaves_a_rebuild_to_go_on_with(index_dir, load_records, monkeypatch):
    load_records({"id": "a", "paragraphs": ["甲"]})
    stop = threading.Event()
    stop.set()
    assert worker._step(set(), stop) == 0
    assert len(generations.unfinished(index_dir)) == 1
    worker.run(threading.Event(), once=True)
    assert not indexing.check()


def test_a_second_worker_refuses(dozen):
    with (
        exclusive(settings.DATA_DIR / "index_worker.lock", wait=False),
        pytest.raises(LockHeldError),
    ):
        worker.run(threading.Event(), once=True)


@pytest.mark.django_db(transaction=True)
def test_a_worker_builds_a_missing_index_and_then_drains(index_dir, load_records):
    (made,) = load_records({"id": "new", "paragraphs": ["新到"]})
    worker.run(threading.Event(), once=True)
    assert indexed() == {made.pk}
    assert OutboxRow.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_worker_stops_when_told(index_dir):
    stop = threading.Event()
    stop.set()
    worker.run(stop)  # returns, or this test never ends


DRAIN_AND_DIE = """
import os, signal, sys
import django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
settings.HAYSTACK_CONNECTIONS["default"]["PATH"] = sys.argv[2]
django.setup()
from search import indexing
from search.indexing import waiting
def die(rows):
    os.kill(os.getpid(), signal.SIGKILL)
waiting.forget = die
indexing.drain()
"""


@pytest.mark.django_db(transaction=True)
def test_a_kill_between_commit_and_forgetting_means_twice_and_never_not_at_all(index_dir, load_records):
    first, second = load_records({"id": "a", "paragraphs": ["甲"]}, {"id": "b", "paragraphs": ["乙"]})
    indexing.rebuild()
    Article.objects.filter(pk=first.pk).update(title="改过的题")
    Article.objects.filter(pk=second.pk).update(status="withheld")
    command = [sys.executable, "-c", DRAIN_AND_DIE, connection.settings_dict["NAME"], str(index_dir)]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "archive.settings"}
    killed = subprocess.run(command, env=environment, cwd=settings.BASE_DIR, capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    assert OutboxRow.objects.count() == 2  # nothing was forgotten
    assert titles() == {"改过的题"}  # and the commit is whole
    indexing.drain_all()  # the killed writer's lock is free
    assert not indexing.check()
    assert OutboxRow.objects.count() == 0
