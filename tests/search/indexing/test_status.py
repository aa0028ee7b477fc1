"""What probes and people are told of the index and its outbox."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils import timezone

from archive.models import Article
from search import indexing
from search.indexing.documents import backend
from search.indexing.status import index_status, outbox_status
from search.outbox.models import OutboxRow


def test_an_empty_outbox_has_no_age(dozen):
    assert (outbox_status().length, outbox_status().age) == (0, 0)


def test_the_age_is_that_of_the_oldest_row(dozen):
    Article.objects.update(title="改")
    assert outbox_status().length == 12
    oldest = OutboxRow.objects.order_by("pk").first()
    OutboxRow.objects.filter(pk=oldest.pk).update(created_at=timezone.now() - dt.timedelta(seconds=90))
    assert 90 <= outbox_status().age < 10_000


def test_the_status_names_the_generation_and_its_last_commit(dozen):
    before = index_status()
    assert before.generation == backend().reader.current().name
    assert before.segments >= 1
    Article.objects.filter(pk=dozen[0].pk).update(title="改")
    indexing.drain_all()
    after = index_status()
    assert after.built_at == before.built_at <= before.committed_at < after.committed_at


def test_readyz_tells_length_and_age_of_the_outbox(client, dozen):
    Article.objects.filter(pk=dozen[0].pk).update(title="改")
    answer = client.get(reverse("readyz"))
    lines = dict(line.partition(": ")[::2] for line in answer.content.decode().splitlines())
    assert answer.status_code == 200
    assert lines["outbox"] == "1"
    assert lines["outbox oldest"].endswith(" s")
    assert lines["index"] == backend().reader.current().name
    assert int(lines["segments"]) >= 1


def test_readyz_of_a_missing_index_is_503_with_the_remedy_and_what_waits(client, dozen):
    (backend().path / "CURRENT").unlink()
    answer = client.get(reverse("readyz"))
    assert answer.status_code == 503
    assert "remedy: manage.py rebuild_index" in answer.content.decode()
    assert "outbox: 0" in answer.content.decode()
